"""Acts as verbs tell them: the phrases that decide the act of a clause. `lexicon.py` says how phrases are written."""

from bot.core.detect.tables import table

VERBS = table(
    """
    propose: propose+, offer+, float+, put+ forward, tables, tabled, put+ to congress, put+ to parliament, put+
        to vote, present+, suggest+, submit+, unveil+, outline+ plan, ready to hand, ready to let, ready to
        free, ready to release, ready for, willing to, open to, would consider, offers to, name+ conditions,
        name+ terms, draw+ up, circulate+, draft+, signal+ readiness, on the table, prepared to, ready to,
        readiness, seek+ deal, seek+ to extend, seek+ to prolong, on table, discuss+ freeing, discuss+
        releasing, courts
    accept: accept+, agree+ to, agree+, say+ yes to, say+ yes, win+ approval, win+ backing, give+ green light
        to, give+ green light, embrace+, give+ in to, give+ in, sign+ off on, approve+ of, consent+, drop+
        demand, drop+ objection, assent+, green light, give+ nod
    support: back+, endorse+, support+, get+ backing of, backing of, rally+ behind, throw+ weight behind
    deal: strike~ a, strike~ deal, strike~ agreement, strike~ accord, reach+ deal, reach+ agreement, struck,
        clinch+, seal+, shake+ hands, agree+ on, end with agreement, ends with agreement, deal reached, deal
        done, reach+ accord, hammer+ out, finalise+, finalize+, conclude+, come+ to terms, reach+ truce, reach+
        framework, reach+ understanding, settle+, yield+ deal, reach+ ceasefire, reach+ settlement
    approve: approve+, ratify+, adopt+, pass+, vote+ to approve, vote+ for, vote+ to accept, vote+ through,
        clear+, vote+ to back, recommend+, authorise+, authorize+, wave+ through, get+ green light, vote+ in
        favour, vote+ in favor, throw+ out petition, throw+ out petitions, sign+ into law
    sign: sign+, ink+, initial+
    effect: take+ effect, come+ into effect, come+ into force, enter+ into force, go+ into effect, take+ hold,
        begin+, start+, open+, kick+ in, fall+ silent, get+ under way, get+ underway, under way, underway,
        commence+, go+ into force, takes hold, launch+ talks, move+ ahead, take+ up posts
    hold: hold, holds, holding, survive+, enter+ second day, enter+ third day, appear+ to hold, respected,
        observed
    extend: extend+, prolong+, renew+, lengthen+, keep+ going, roll+ over, extra day, extra days, another day,
        add+ day, add+ week, add+ days, add+ month, give+ more, more time, until at least
    expire: expire+, lapse+, run+ out, runs out while, is over, are over, come+ to an end, come+ to a close,
        end+, closes, closed, reach+ its end, come+ to close, elapse+, deadline passes, deadline
        passed, deadline pass
    collapse: scrap+ truce, scrap+ ceasefire, overturn+ truce, overturn+ ceasefire, in ruins, truce is over,
        ceasefire is over, collapse+, break+ down, fall+ apart, call+ off truce, end+ truce, end+ ceasefire,
        unravel+, in tatters, is dead, are dead, declare+ over, resume+ air strikes, resume+ airstrikes, resume+
        strikes, resume+ war, resume+ fighting, resume+ offensive, resume+ attacks, fighting resumes, fighting
        restarts, fighting resumed, war resumes, go+ back to war, back to war, war back on, back at war, return+
        to war, tear+ up, shatter+, renounce+, pull+ out of truce, pull+ out of ceasefire, suspend+ ceasefire,
        fighting erupts
    strike: bomb+, bombard+, pound+, shell+, attack+, launch+ strikes, launch+ wave, launch+ attack, raid+,
        open+ fire, fire+ on, fire+ at, hit+, stormed, storming, shoot+
    resume: resume+, restart+, back on, back on course, on course, on track, go+ ahead, to go ahead, proceed+,
        revive+, return+ to talks, return+ to table, return+ to negotiations, come+ back to, return+, restore+,
        relaunch+, reopen+, back under way, resurrect+, let+ trucks, let+ aid, unblock+, resolve+ dispute,
        break+ deadlock
    ease: lift+ sanctions, lift+, ease+, relax+, waive+
    delay: delay+, postpone+, put+ off, push+ back, hold+ up, defer+, pushed to, moved to, move+ deadline, will
        not start before, not start before, not begin before, before friday, slip+, suspend+, hold~ back, on
        hold, shelve+, adjourn+, struggle+, not until, at the earliest
    cancel: call+ off, drop+ proposal, drop+ offer, drop+ plan, cancel+, scrap+, withdraw+ offer, take+ off the
        table, off the table, withdraw+ proposal, revoke+, rescind+, take+ back, retract+, abandon+, disown+,
        reverse+
    stall: hit+ impasse, hit+ deadlock, reach+ impasse, at a standstill, at standstill, run+ dry, come+ to
        standstill, stall+, deadlock+, bog+ down, hit+ dead end, hit+ wall, hit+ snag, at an impasse, face+
        impasse, stuck, stick+, break+ off, fail+ to agree, fail+ to reach, unable to reach, unable to agree,
        without agreement, without results, without result, without a deal, without deal, no deal, no agreement,
        no breakthrough, no way forward, no progress, remain+ wide, chances shrink, chances shrinking, chances
        dim, fail+ to adopt, fail+, yield+ nothing, split over, at odds, still differ, differ over, make+ no
        headway, need+ time, need+ more time, take+ time, more time needed, more time is needed, unlikely to restart,
        unlikely, remain+ far apart, dead end, without breakthrough, grind+ to
        halt, founder+, falter+, flounder+, divided, failed to, end+ talks, ended talks
    progress: near+ deal, near+ agreement, near+ truce, near+ accord, near+ ceasefire, nears, nearing, is near,
        are near, close to, closer than, close+ in on, very close, within reach, narrow+, make+ progress,
        report+ progress, hopeful, positive signals, in sight, inch+ closer, approach+, optimistic, gaps
        closing, moving forward, real chance, chances are real, closer to, edge+ closer, hours away, imminent,
        matter of hours, speak+ of breakthrough
    reject: reject+, turn+ down, refuse+, dismiss+, spurn+, rebuff+, rule+ out, decline+, say+ no to, shrug+
        off, snub+, oppose+, disavow+, vote+ down, vote+ against, no truce, fall+ short, never accept, not agree,
        scoff+, brush+ aside, throw+ out, call+ unacceptable, unacceptable, not acceptable, impractical, delusional,
        unrealistic, unworkable, non starter, nonstarter, no ceasefire, no cease fire, resist+, bat+ away, no
        talks until, nothing will stop, block+, balk+, hold+ out against
    veto: veto+, torpedo+, vetoed
    respond: respond+, reply+, answer+, give+ reply, deliver+ response, deliver+ reply, hand+ reply
    demand: demand+, call+ for, call+ on, urge+, appeal+ for, ask+ for, ask+, press+ for, press+, push+ for,
        insist+ on, insist+, want+, seek+, plead+, push+, pressure+, call+, beg+, request+, implore+, invoke+,
        ring+ alarm
    violate: violate+, breach+, break+ truce, break+ ceasefire, break+ lull, break+ calm, break+ terms, break+
        deal, break+ agreement, break+ pause, renege+, backtrack+, go+ back on, truce broken, truce breached,
        ceasefire breached, ceasefire
        broken, in breach of, in violation of, broken
    accuse: protest+ at, protest+ against, protest+, accuse+, blame+, to blame, is to blame, fault+, receive+
        backlash, draw+ criticism, face+ criticism, object+, voice+ unease, voice+ anger, voice+ concern,
        express+ concern, express+ anger, allege+, hit+ out at, condemn+, slam+, blast+, denounce+, assail+,
        criticise+, criticize+, decry+, deplore+, lash+ out, rebuke+, lambast+, disappointed, clash+
    deny: deny+, refute+, no evidence
    threat: threaten+, warn+, give+ until, give+ ultimatum, give+ hours, ultimatum, set+ deadline, or face war,
        or fighting resumes, vow+, clock is ticking, brace+ for war, deadline is near, deadline nears, must
        free, must accept, pledge+ to fight, keep+ fighting, fight on
    visit: leave~ for, head~ for, head~ to, move~ to, shift~ to, off to, delegation due, visit+, arrive+,
        reach+, due in, walk+ into, land+ in, fly+ to, travel+ to, travel+, expected in, send+ team, send+
        delegation, send+ negotiators, send+ envoy, send+, dispatch+, reach+ for talks, tour+, set+ off
    quit: walk+ out, quit+, recall+, pull+ negotiators, call+ home, leave+ talks, walk+ away, storm+ out,
        withdraw+ negotiators, pull+ team, called home, summon+ home, summon+ negotiators, summon+ team, summon+
        delegation, boycott+
    meet: join+ talks, take+ part, meet+, hold+ talks, host+, discuss+, confer+, receive+ envoy, receive+
        mediator, receive+ minister, receive+ delegation, receive+ president, receive+ leader, gather+, speak+
        with, speak+ to, speak+ directly, call+ with, phone+, sit+ down, huddle+, convene+, raise+ with, in
        talks, hold+ secret, spoken directly, debate+, attend+, consider+
    release: release+, free+, hand+ over, let+ go, set+ free, walk+ free, go+ free, hand+ back, return+ bodies,
        return+ remains, handed to, return+ body, swap+, exchange+, walk+ out of prison, out of jail, out of
        prison, give+ up, are free, is free, let out, buses carrying freed, come+ home, back in, back home,
        freed from, reunite+, returned to, expected home, officers home, hostages home, captives home, soldiers
        home, prisoners home, pilots home, bus+ out, bused out, bussed out, return+ home, arrive+ home, drive+
        out of
    list: receive+ list, get+ list, get+ names, receive+ names, publish+ list, hand+ list, share+ list, publish+
        names, list+, receives lists, exchange+ lists, name+ prisoners, name+ hostages, share+ names
    withdraw: withdraw+, pull+ out, pull+ back, pull+ troops, vacate+, complete+ pullout, redeploy+, hand+ base
    deploy: redeploy+ to, move+ into, deploy+, reoccupy+, reenter+
    cut: block+ aid, block+ all, shut+ crossings, shut+ crossing, cut+ electricity, cut+ power, cut+, halt+,
        stop+, seal+ off, close+ crossing, crossing closed, choke+ off, power supply, suspend+ entry, suspend+
        aid, no more goods, shut+
    aid: enter+, deliver+, bring+ in, boost+, pour+ in, allow+ in, reach+ for first, let+ in, get+ to, truck+
        in, ship+
    poll: vote+
    vote: schedule+ vote, set+ vote, weigh+, hear+
    welcome: welcome+, hail+, praise+, laud+, applaud+, cheers, cheered, salute+
    arrest: arrest+, detain+, seize+, captures
    identify: identify+, is not that, are not those, is not mother, dna, forensic, wrong body, not that of, not
        those of
    appoint: appoint+, name+ negotiator, replace+
    react: react+ to, reaction to, reactions to
    depart: leave+
    show: video shows, releases video, release+ video, post+ video, publish+ video, show+ video, airs video,
        footage
    """
)
