"""Acts done with words: offers and answers, agreements, visits, meetings. `lexicon.py` says how phrases are written."""

from bot.core.detect.tables import table

OF_TALKS = table(
    """
    propose: put+ draft, put+ proposal, put+ plan, propose+, offer+, float+, put+ forward, tables, tabled, put+ to
        congress, put+ to parliament, put+ to vote, present+, suggest+, submit+, unveil+, outline+ plan, ready to
        hand, ready to let, ready to free, ready to release, ready for, willing to, open to, would consider, offers
        to, name+ conditions, name+ terms, draw+ up, circulate+, draft+, signal+ readiness, on the table, prepared to,
        ready to, readiness, seek+ deal, seek+ to extend, seek+ to prolong, on table, discuss+ freeing, discuss+
        releasing, courts, pitch+, moot+, set+ out conditions, set+ out terms, lay+ out plan, lay+ out terms, lay+ out
        conditions, extend+ olive branch, hold+ out olive branch, olive branch, make+ offer, make+ proposal, make+
        overture, put+ on the table, volunteer+ to, dangle+, hand+ proposal, hand+ plan, hand+ draft, give+ proposal,
        give+ draft, send+ proposal, send+ draft, deliver+ proposal, bring+ proposal, bring+ new ideas, come+ up with
        plan, come+ forward with, proffer+, ready to trade, ready to talk, suggests, come+ up with, come+ forward with
        plan, moots, hold+ out prospect, raise+ possibility, sound+ out
    accept: accept+, agree+ to, agree+, say+ yes to, say+ yes, win+ approval, win+ backing, give+ green light to,
        give+ green light, embrace+, give+ in to, give+ in, sign+ off on, approve+ of, consent+, drop+ demand, drop+
        objection, assent+, green light, give+ nod, sign+ up to, sign+ on to, sign+ onto, bow+ to, bow+ to pressure,
        cave+, cave+ in to, cave+ to demand, cave+ in to demand, relent+, concede+, soften+ stance, soften+ position,
        drop+ call, drop+ insistence, drop+ opposition, go+ along with, come+ round to, come+ around to, okay+,
        acquiesce+, accede+, back+ down, climb+ down, warm+ to, commit+ to, give+ blessing, give+ consent, give+
        ground, live with, green lights, green lighted, green lit, greenlight+, get on board, bow+ to demand, backs
        down, buckle+, will abide by, wins over, heed+, yield+ to, on board, concur+, acquiesce, give+ thumbs up,
        thumbs up, fall+ in line, make+ concession, make+ concessions, offer+ concession, offer+ concessions, agree+
        in principle
    support: back+, endorse+, support+, get+ backing of, backing of, rally+ behind, throw+ weight behind
    deal: conclude+ talks, conclude+ deal, conclude+ agreement, conclude+ accord, conclude+ pact, strike~ a, strike~
        deal, strike~ agreement, strike~ accord, reach+ deal, reach+ agreement, struck, clinch+, seal+, shake+ hands,
        agree+ on, end with agreement, ends with agreement, deal reached, deal done, reach+ accord, hammer+ out,
        finalise+, finalize+, come+ to terms, reach+ truce, reach+ framework, reach+ understanding, settle+, yield+
        deal, reach+ ceasefire, reach+ settlement, broker+, mediate+ deal, mediate+ truce, secure+ deal, secure+
        truce, secure+ ceasefire, secure+ agreement, secure+ accord, secure+ swap, secure+ exchange, land+ deal, land+
        agreement, land+ accord, hash+ out, thrash+ out, forge+ deal, forge+ agreement, forge+ truce, nail+ down,
        work+ out deal, cut+ deal, make+ peace, reach+ compromise, reach+ consensus, find+ common ground, bury+
        hatchet, strike~ tentative, strike~ last minute, strike~ landmark, strike~ historic, strike~ preliminary,
        strike~ interim, strike~ partial, strike~ truce, strike~ ceasefire, strike~ pact, strike~ peace, strike~
        prisoner, strike~ hostage, declare+ truce, declare+ ceasefire, there is a deal, we have a deal, cobble+
        together, bridge+ final gaps, find+ compromise, patch+ up, pull+ off, declare+ halt, declare+ pause,
        negotiate+ truce, negotiate+ deal, negotiate+ release, agree+ truce, agree+ ceasefire, agree+ deal, deal
        struck, truce agreed, ceasefire agreed, deal agreed, accord reached, agreement reached, truce reached,
        ceasefire reached, announce+ truce, announce+ ceasefire, announce+ pause, announce+ lull, announce+ halt,
        announce+ deal, announce+ agreement, announce+ accord, truce announced, ceasefire announced, pause announced,
        deal announced, truce declared, ceasefire declared, resolve+ differences, settle+ differences, make+ deal, do+
        deal
    approve: approve+, ratify+, adopt+, vote+ to approve, vote+ for, vote+ to accept, vote+ through, clear+, vote+ to
        back, recommend+, authorise+, authorize+, wave+ through, get+ green light, vote+ in favour, vote+ in favor,
        throw+ out petition, throw+ out petitions, sign+ into law, rubber stamp, rubber stamps, rubber stamped, give+
        go ahead, give+ approval, give+ assent, sail+ through, pass+ bill, pass+ resolution, pass+ law, pass+ motion,
        pass+ measure, pass+ text, pass+ draft, pass+ amnesty, pass+ deal, pass+ accord, pass+ truce, pass+ ceasefire,
        resolution passes, resolution passed, bill passes, bill passed, motion passed, motion passes, passed by, vote+
        overwhelmingly for, vote+ unanimously, say+ yes to accord, clear+ final hurdle, enact+, uphold+, win+
        parliamentary approval, get+ approval, win+ parliament, get+ final approval, give+ final nod
    sign: sign+, ink+, initial+, put+ pen to paper, put+ signature, put+ signatures, append+ signature, append+
        signatures, become+ signatory, become+ signatories, put+ name to, put+ names to
    extend: extend+, prolong+, renew+, lengthen+, keep+ going, roll+ over, extra day, extra days, another day, add+
        day, add+ week, add+ days, add+ month, give+ more, more time, until at least, get+ extra, new lease of life,
        new lease on life, continue+ more days, continue+ another, stretch+ into, stretched, keep+ truce alive, more
        days of calm, more days of truce, get+ extension, win+ extension, buy+ more time, lives on, protract+, keep+
        truce going, keep+ ceasefire alive, carry+ on for, agree+ extension
    expire: concludes, concluded, expire+, lapse+, run+ out, runs out while, is over, are over, come+ to an end, come+
        to a close, end+, closes, closed, reach+ its end, come+ to close, elapse+, deadline passes, deadline passed,
        deadline pass, draw+ to a close, draw+ to close, draw+ to an end, time+ out, comes and goes, came and went,
        pass+ without, pass+ with no, is up, time is up, time runs out, peter+ to end, end+ with no deal, end+ with no
        extension, clock runs out, wind+ down, run+ its course, run+ course, elapse, reach+ end
    collapse: scrap+ truce, scrap+ ceasefire, overturn+ truce, overturn+ ceasefire, in ruins, truce is over, ceasefire
        is over, collapse+, break+ down, fall+ apart, call+ off truce, end+ truce, end+ ceasefire, unravel+, in
        tatters, is dead, are dead, declare+ over, resume+ air strikes, resume+ airstrikes, resume+ strikes, resume+
        war, resume+ fighting, resume+ offensive, resume+ attacks, fighting resumes, fighting restarts, fighting
        resumed, war resumes, go+ back to war, back to war, war back on, back at war, return+ to war, tear+ up,
        shatter+, renounce+, pull+ out of truce, pull+ out of ceasefire, suspend+ ceasefire, fighting erupts, go+ up
        in smoke, slide+ back into war, slip+ back into war, slide+ into war, descend+ into war, plunge+ into war,
        plunge+ back into, implode+, disintegrate+, crumble+, reignite+, rage+ anew, fighting rages, walk+ away from
        truce, walk+ away from ceasefire, walk+ away from deal, walk+ away from accord, withdraw+ from truce,
        withdraw+ from ceasefire, withdraw+ from accord, withdraw+ from agreement, quit+ truce, quit+ ceasefire, exit+
        truce, exit+ ceasefire, abandon+ truce, abandon+ ceasefire, abrogate+, null and void, no longer bound,
        hostilities resume, hostilities resumed, clashes resume, clashes resumed, renew+ offensive, renew+ strikes,
        truce declared over, ceasefire declared over, truce declared dead, ceasefire declared dead, truce declared
        void, ceasefire declared void, truce declared finished, ceasefire declared finished, truce announced over,
        ceasefire announced over,
        renew+ attacks, declare+ truce over, declare+ ceasefire over, declare+ truce dead, declare+ ceasefire dead,
        declare+ pause over, pause is over,
        declare+ dead, declare+ void, come+ apart, go+ to pieces, restart+ war, clashes erupt, war erupts, fall+ to
        pieces, blow+ up truce, on last legs, blown apart, blow+ apart, in shreds, rip+ up, give+ way, fall+ through,
        go+ off rails, in jeopardy, return+ to fighting, erupt+ again, come+ crashing, is finished, plunge+ into
        fighting, walk+ out of truce
    resume: resume+, restart+, back on, back on course, on course, on track, go+ ahead, to go ahead, proceed+,
        revive+, return+ to talks, return+ to table, return+ to negotiations, come+ back to, return+, restore+,
        relaunch+, reopen+, back under way, resurrect+, unblock+, resolve+ dispute, break+ deadlock, rejoin+, get+
        going again, pick+ up talks, pick+ up where, back at table, back at the table, back to table, back to the
        table, back to negotiating table, rekindle+, breathe+ new life, jump start, jump starts, kick start, kick
        starts, give+ new life, on again, is on again, renew+ talks, renew+ negotiations, renew+ efforts, ends
        walkout, end+ walkout, end+ boycott, back in talks, re engage, re open, re opens, re opened, re start, re
        starts, kick+ off again, return+ to dialogue
    delay: will not begin before, will not start until, delay+, postpone+, put+ off, push+ back, hold+ up, defer+,
        pushed to, moved to, move+ deadline, will not start before, not start before, not begin before, before friday,
        slip+, suspend+, hold~ back, on hold, shelve+, adjourn+, struggle+, not until, at the earliest, reschedule+,
        behind schedule, put+ on ice, pause+ talks, pause+ negotiations, pause+ release, pause+ releases, talks
        paused, negotiations paused, not before, run+ late, kick+ down the road, hang+ fire, hold+ off, drag+ out,
        put+ back, pushed into, slip+ by, wait+ until, withhold+ release, hit+ last minute, stave+ off, take+ longer,
        at later date, until further notice
    cancel: deal off, truce off, swap off, talks off, call+ off, drop+ proposal, drop+ offer, drop+ plan, cancel+,
        scrap+, withdraw+ offer, take+ off the table, off the table, withdraw+ proposal, revoke+, rescind+, take+ back,
        retract+, abandon+, disown+, reverse+, axe+, pull+ plug, nix+, ditch+, walk+ back, call+ it off, abort+, annul+,
        is off, are off, called off, drop+ bid, drop+ effort, call+ halt to, dissolve+
    stall: divided, fade+, recede+, evaporate+, hit+ impasse, hit+ deadlock, reach+ impasse, at a standstill, at
        standstill, run+ dry, come+ to standstill, stall+, deadlock+, bog+ down, hit+ dead end, hit+ wall, hit+ snag,
        at an impasse, face+ impasse, stuck, break+ off, fail+ to agree, fail+ to reach, unable to reach, unable to
        agree, without agreement, without results, without result, without a deal, without deal, no deal, no
        agreement, no breakthrough, no way forward, no progress, remain+ wide, chances shrink, chances shrinking,
        chances dim, fail+ to adopt, fail+, yield+ nothing, split over, at odds, still differ, differ over, make+ no
        headway, need+ time, need+ more time, take+ time, more time needed, more time is needed, unlikely to restart,
        unlikely, remain+ far apart, dead end, without breakthrough, grind+ to halt, founder+, falter+, flounder+,
        failed to, end+ talks, ended talks, still far apart, far apart, wide apart, poles apart, miles apart, gaps
        remain, gap remains, gaps persist, differences remain, differences persist, sticking points remain, at
        loggerheads, inconclusive, in failure, empty handed, run+ aground, run+ into trouble, hit+ hurdle, hit+
        roadblock, hit+ buffers, hit+ obstacle, hopes fade, hopes fading, hopes dim, hopes dashed, hopes recede,
        prospects dim, in limbo, go+ nowhere, get+ nowhere, little progress, little headway, drag+ on, lose+ steam,
        lose+ momentum, no closer, tread+ water, on the rocks, on life support, end+ without deal, end+ without
        agreement, end+ without breakthrough, end+ without result, end+ without progress, end+ in failure, end+ in
        deadlock, end+ in stalemate, end+ inconclusively, break+ up without, break+ up with no, close+ without,
        conclude+ without, reach+ stalemate, reach+ deadlock, stick+ on, stick+ over, remain+ divided, remain+
        elusive, sour+, hang+ in balance, hit+ the buffers, in crisis, derail+, scupper+, scuttle+, unresolved, no
        handshake, without handshake, no white smoke, without progress, fail+ to break, fail+ to bridge, fail+ to
        produce, fail+ to yield, fail+ to secure, end+ without handshake, hang+ by thread, hang+ by a thread, remain+
        stuck, cast+ doubt
    progress: near+ deal, near+ agreement, near+ truce, near+ accord, near+ ceasefire, nears, nearing, is near, are
        near, close to, closer than, close+ in on, very close, within reach, narrow+, make+ progress, report+
        progress, hopeful, positive signals, in sight, inch+ closer, approach+, optimistic, gaps closing, moving
        forward, real chance, chances are real, closer to, edge+ closer, hours away, imminent, matter of hours, speak+
        of breakthrough, inch+ towards, inch+ toward, edge+ towards, edge+ toward, move+ closer, move+ towards deal,
        move+ toward deal, verge+ deal, verge+ truce, verge+ agreement, verge+ accord, verge+ ceasefire, verge+
        breakthrough, brink+ deal, brink+ truce, brink+ agreement, brink+ accord, brink+ ceasefire, brink+ peace,
        brink+ breakthrough, cusp+ deal, cusp+ truce, cusp+ agreement, positive signs, momentum builds, momentum
        grows, gain+ momentum, gather+ pace, gather+ momentum, iron+ out, take+ shape, bridge+ gap, bridge+ gaps,
        bridge+ differences, gaps narrow, gap narrows, make+ headway, constructive, encouraging, upbeat, cautious
        optimism, hopes rise, hopes grow, hopes rising, hopes growing, see+ progress, see+ breakthrough, report+
        breakthrough, final stages, final stretch, advanced stage, all but done, home straight, light at the end of,
        within grasp, within touching distance, white smoke, whisker away, step+ closer, clear+ obstacle, clear+
        biggest obstacle, clear+ last obstacle, near+ breakthrough, near+ completion, glimmer of hope, make+
        breakthrough, hail+ breakthrough, on track for deal, on course for deal, moving closer, within sight, shaping
        up, ready to be signed, almost done, down to last, positive talks, good progress, agree+ most
    reject: reject+, turn+ down, refuse+, dismiss+, spurn+, rebuff+, rule+ out, decline+, say+ no to, shrug+ off,
        snub+, oppose+, disavow+, vote+ down, vote+ against, no truce, fall+ short, never accept, not agree, scoff+,
        brush+ aside, throw+ out, call+ unacceptable, unacceptable, not acceptable, impractical, delusional,
        unrealistic, unworkable, non starter, nonstarter, no ceasefire, no cease fire, resist+, bat+ away, no talks
        until, nothing will stop, block+, balk+, hold+ out against, baulk+, shoot+ down idea, shoot+ down proposal,
        shoot+ down plan, shoot+ down offer, shoot+ down talk, pour+ cold water, not interested, no interest in, never
        surrender, not surrender, no surrender, no concessions, no compromise, brush+ off, wave+ away, laugh+ off,
        shun+, swat+ away, knock+ back, give+ short shrift, close+ door on, shut+ door on, slam+ door, defy+, not
        negotiable, non negotiable, out of the question, not budge, refuse+ to budge, give+ cold shoulder, say+ no,
        dig+ in heels, stand+ firm, never lay down, not lay down, push+ back against, thumbs down, not hear of,
        scorn+, no talks with, repudiate+, scotch+, ridicule+, deride+, say+ never, close+ the door, slam+ door on,
        slam+ the door, not on the table, stand+ by refusal, hold+ firm, refuse+ to, not going to, put+ paid to, give+
        thumbs down, hit+ back at, not bow to, not yield, not give in, walk+ back from
    veto: veto+, torpedo+, vetoed, use+ veto, cast+ veto, wield+ veto, veto blocks, veto sinks, veto kills, vetoed by,
        exercise+ veto, threaten+ veto
    respond: respond+, reply+, answer+, give+ reply, deliver+ response, deliver+ reply, hand+ reply, submit+ response,
        submit+ reply, give+ answer, give+ response, hand+ response, hand+ over reply, hand+ over response, send+
        reply, send+ response, convey+ response, convey+ reply, convey+ answer, receive+ response, receive+ reply,
        receive+ answer, return+ draft, get+ reply, get+ response, reply to, respond+ to
    demand: demand+, call+ for, call+ on, urge+, appeal+ for, ask+ for, ask+, press+ for, press+, push+ for, insist+
        on, insist+, want+, seek+, plead+, push+, pressure+, call+, beg+, request+, implore+, invoke+, ring+ alarm,
        lean+ on, clamour+, clamor+, cry+ out for, make+ appeal, make+ plea, issue+ appeal, issue+ plea, renew+ call,
        renew+ calls, repeat+ call, repeat+ calls, reiterate+ call, back+ call, back+ calls, join+ call, join+ calls,
        tell+ to, order+ team, order+ negotiators, order+ aides, order+ delegation, order+ envoys, order+ officials,
        prod+, exhort+, beseech+, entreat+, put+ pressure on, pile+ pressure on, mount+ pressure, nudge+, prevail+ on,
        instruct+, encourage+, cry+ out, stress+ need, underline+ need, appeal+, ask+ to, insist+ that, ramp+ up
        pressure, step+ up pressure, increase+ pressure, turn+ up heat
    accuse: protest+ at, protest+ against, protest+, accuse+, blame+, to blame, is to blame, fault+, receive+
        backlash, draw+ criticism, face+ criticism, object+, voice+ unease, voice+ anger, voice+ concern, express+
        concern, express+ anger, allege+, hit+ out at, condemn+, slam+, blast+, denounce+, assail+, criticise+,
        criticize+, decry+, deplore+, lash+ out, rebuke+, lambast+, disappointed, clash+, cry+ foul, drag+ feet,
        dragging feet, at fault, hold+ responsible, point+ finger, trade+ blame, trade+ accusations, trade+ barbs,
        swap+ accusations, swap+ blame, exchange+ accusations, lodge+ protest, lodge+ complaint, file+ complaint,
        rail+ at, rail+ against, take+ aim at, charge+ with, chide+, castigate+, berate+, censure+, scold+, express+
        outrage, outraged, level+ accusations, sabotage+, lament+, take+ to task, come+ under criticism, draw+ fire,
        draw+ condemnation, draw+ ire, fume+, appalled, trade+ charges, blame game, reproach+, excoriate+, vilify+,
        pour+ scorn, express+ alarm, voice+ alarm, alarmed, express+ dismay, dismayed, express+ frustration, raise+
        concern, raise+ concerns, take+ issue, hit+ out, hurl+ accusations, cite+ violations, find+ violations,
        document+ violations, report+ violations, report+ breach, report+ breaches
    deny: deny+, refute+, no evidence, untrue, not true, no truth, baseless, unfounded, contradict+, rebut+, debunk+,
        dispute+ account, dispute+ claim, dispute+ claims, dispute+ report, dispute+ reports, dispute+ version,
        reject+ accusation, reject+ accusations, reject+ allegation, reject+ allegations, dismiss+ accusations,
        dismiss+ allegations, dismiss+ reports, quash+ rumours, quash+ rumors, rubbish+ reports, rubbish+ claims,
        pour+ scorn on claims, pour+ scorn on reports, distance+ itself, distance+ himself, disclaim+, play+ down
        reports, not responsible, no such, nothing to do with
    threat: threaten+, warn+, give+ until, give+ ultimatum, give+ hours, set+ deadline, or face war, or fighting
        resumes, vow+, clock is ticking, brace+ for war, deadline is near, deadline nears, must free, must accept,
        pledge+ to fight, keep+ fighting, fight on, issue+ ultimatum, deliver+ ultimatum, set+ ultimatum, face+
        ultimatum, or face, or else, put+ on notice, on notice, war will resume, fighting will resume, war goes on,
        war will go on, hell will break, hell to pay, patience is running out, patience running out, patience wears
        thin, running out of patience, lose+ patience, pay+ price, pay+ heavy price, ready to fight, ready for war,
        ready to resume war, ready to resume fighting, prepared to resume war, poised to resume war, poised to strike,
        swear+ revenge, swear+ to, raise+ spectre, rattle+ sabre, menace+, brandish+, turn+ up the heat, talk+ tough,
        will pay, has limits, ready to strike, step+ up threats, hint+ at strikes, raise+ prospect of war, dangle+
        threat, vow+ to retaliate, promise+ response, promise+ retaliation
    visit: leave~ for, head~ for, head~ to, move~ to, shift~ to, off to, delegation due, visit+, arrive+, reach+, due
        in, walk+ into, land+ in, fly+ to, travel+ to, travel+, expected in, send+ team, send+ delegation, send+
        negotiators, send+ envoy, send+, dispatch+, reach+ for talks, tour+, set+ off, touch+ down, fly+ in, fly+ back
        to, head+ back to, return+ to region, make+ trip, make+ visit, pay+ visit, en route, bound for, shuttle+
        between, jet+ to, jet+ off, jet+ in, depart+ for, set+ out for, due to visit, jet+ into, make+ beeline, on his
        way to, on her way to, on their way to, on its way to, journey+, trek+, wing+ way, meet+ in region, embark+ on
        tour, begin+ visit, begin+ tour, start+ visit, kick+ off tour, wrap+ up visit, wrap+ up trip, end+ visit, cut+
        short visit, expected to arrive
    quit: walk+ out, quit+, pull+ negotiators, call+ home, leave+ talks, walk+ away, storm+ out, withdraw+
        negotiators, pull+ team, called home, summon+ home, summon+ negotiators, summon+ team, summon+ delegation,
        boycott+, recall+ negotiators, recall+ team, recall+ delegation, recall+ envoy, recall+ envoys, recall+
        ambassador, recall+ delegates, recall+ mediators, withdraw+ as mediator, withdraw+ from talks, withdraw+ from
        negotiations, pull+ out of talks, pull+ out of negotiations, pull+ out of peace, pull+ out of summit, step+
        back from, step+ away from, step+ down, exit+ talks, exit+ peace, exit+ negotiations, bow+ out, bail+ on,
        abandon+ talks, abandon+ negotiations, abandon+ mediation, stay+ away, order+ home, team home, delegation
        home, negotiators home, turn+ back on talks, suspend+ participation, give+ up role, give+ up mediation, give+
        up on, resign+, leave+ table, drop+ out, no show, skip+ talks, skip+ summit, wash+ hands, call+ back
        negotiators, call+ negotiators back, call+ back team, call+ team back, down pens, desert+ talks, snub+ talks,
        turn+ back on, part+ ways, freeze+ participation, freeze+ contacts, cut+ contacts, cut+ ties, sever+ ties,
        break+ off contact, break+ off contacts, halt+ talks, halt+ negotiations, suspend+ contacts
    meet: join+ talks, take+ part, meet+, hold+ talks, host+, discuss+, confer+, receive+ envoy, receive+ mediator,
        receive+ minister, receive+ delegation, receive+ president, receive+ leader, gather+, speak+ with, speak+ to,
        speak+ directly, call+ with, phone+, sit+ down, huddle+, convene+, raise+ with, in talks, hold+ secret, spoken
        directly, debate+, attend+, consider+, hold+ meeting, hold+ session, hold+ summit, hold+ round, hold+
        negotiations, hold+ consultations, hold+ discussions, engage+ in talks, talks continue, negotiations continue,
        face to face, hold+ call, talk+ by phone, break+ bread, come+ together, go+ into huddle, open+ talks, begin+
        talks, start+ talks, break+ ice, negotiate+, in huddle, sit+ across, exchange+ views, hold+ phone call, speak+
        by phone, hold+ face to face, shake+ hands with, co chair, attend+ talks, attend+ summit, join+ negotiations,
        back channel talks, hold+ indirect, wrap+ up talks, continue+ talks, conclude+ round, meet+ on sidelines
    poll: vote+
    vote: schedule+ vote, set+ vote, weigh+, hear+, call+ referendum, hold+ referendum, hold+ vote, call+ vote,
        decide+ on, mull+, polls open, go+ to polls, go+ to the polls, head+ to polls, head+ to the polls, cast+
        ballots, cast+ vote, cast+ votes, to rule on, rule+ on, set+ date for vote, hold+ debate, take+ up bill,
        debate+ bill, table+ vote, delay+ not, face+ vote
    welcome: cheers, welcome+, hail+, praise+, laud+, applaud+, cheered, salute+, thank+, commend+, pay+ tribute,
        rejoice+, salutes, take+ heart, breathe+ sigh of relief, give+ cautious welcome, cautious welcome,
        congratulate+, acclaim+, greet+ truce, greet+ deal, greet+ with relief, celebrate+ deal, celebrate+ truce,
        celebrate+ release, express+ relief, express+ hope, express+ optimism, voice+ hope, call+ historic, call+
        milestone, describe+ as historic, good day for
    appoint: appoint+, name+ negotiator, replace+, name+ new, name+ envoy, name+ special, name+ chief, name+ head,
        name+ to head, name+ to lead, name+ as, tap+, sack+, oust+, elect+, swear+ in, pick+ as, choose+ as, remove+
        negotiator, remove+ minister, remove+ envoy, remove+ chief, install+, nominate+, designate+, put+ in charge,
        hand+ job, reshuffle+, step+ in as
    react: react+ to, reaction to, reactions to
    """
)
