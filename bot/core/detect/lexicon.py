"""The words in which news of negotiations is written: acts, objects, bodies, hedges. General English, no names.

A phrase is written in base form. "+" after its first word asks for that verb's forms (free+ finds frees, freed,
freeing) and lets up to three words stand between the parts; "~" asks for the forms without such words. An act's
phrases come in two strengths: VERBS decide the act of a clause; NOUNS name it only where no verb does ("hostage
release" is a release unless something else is said of it, such as "delayed").
"""


def _table(text: str) -> dict[str, str]:
    """Lines of "concept: phrase, phrase"; a line that begins further in goes on."""
    found: dict[str, str] = {}
    concept = ""
    for line in text.strip().splitlines():
        if not line.startswith(" " * 8):
            concept, line = line.strip().split(":", 1)  # noqa: PLW2901
        found[concept] = f"{found.get(concept, '')} {line.strip()}".strip()
    return found


VERBS = _table(
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

NOUNS = _table(
    """
    propose: proposal, offer, plan, conditions, initiative, bid
    deal: deal, agreement, accord, pact
    extend: extension, prolongation, renewal
    delay: delay, postponement, hold-up
    stall: standstill, impasse, deadlock, stalemate, gridlock, setback
    progress: breakthrough, progress, close, closer
    release: release, releases, handover, swap, exchange, batch, freed
    withdraw: withdrawal, pullout, pullback
    meet: meeting, talks, summit, negotiations, round, session
    strike: strikes, strike, offensive, airstrikes, raid, assault, shelling, killed, kills, attack, attacks
    vote: vote, ballot
    accuse: violation, violations, breach, breaches
    demand: call, calls, appeal, demand, demands, plea, pressure
    threat: threat, threats, deadline
    visit: visit, trip, delegation
    veto: veto
    collapse: collapse, breakdown
    resume: resumption
    list: list, lists, names
    respond: reply, response, answer
    aid: convoy
    """
)

# Nouns that name the act only where no other noun does: "delay in hostage deal" is a delay.
WEAK_NOUNS = "deal meet propose release vote demand"

# Acts that are other words for one thing more often than not: "cabinet approves" and "government agrees".
KIN = (
    "accept approve deal sign support",
    "reject veto",
    "reject stall",
    "stall collapse quit cancel",
    "delay stall",
    "meet visit resume",
    "deal progress",
    "demand threat accuse",
    "demand propose",
    "strike collapse",
    "strike accuse",
    "aid resume",
    "effect meet",
    "accept list",
    "deal list",
    "deploy visit",
    "expire collapse",
    "effect hold resume",
    "list release",
    "accept propose",
    "propose release",
    "accept release",
    "identify release accuse",
    "cut delay",
    "withdraw quit",
    "propose meet",
    "welcome demand",
    "react accuse welcome demand",
)

OBJECTS = _table(
    """
    hostage: hostage, hostages, captive, captives, abductee, abductees, captured soldiers, captured soldier,
        kidnapped, abducted, held in captivity, soldiers held, pilots held, dual national, dual nationals
    prisoner: prisoner, prisoners, detainee, detainees, inmate, inmates, jailed, jail, prison, prisons, jails
    bodies: body, bodies, remains, coffin, coffins, corpse, corpses
    truce: truce, ceasefire, cease fire, cease-fire, pause, pauses, lull, calm, armistice, halt to fighting,
        hold fire, respite, hostilities, cessation, break in fighting, truces, ceasefires, halt to war, end to
        war, end of war
    talks: talks, negotiations, negotiation, mediation, negotiators, mediators, negotiator, mediator, session,
        summit
    deal: deal, agreement, accord, pact, treaty
    plan: proposal, plan, outline, paper, text, offer, framework, blueprint, draft, roadmap, counter-offer,
        counteroffer, initiative, idea, autonomy, amnesty, self-rule
    resolution: resolution, motion, draft resolution
    aid: aid, relief, trucks, lorries, truck, convoy, humanitarian aid, food, fuel, supplies, goods, corridor
        for aid, crossing, crossings, aid trucks
    power: electricity, power supply, power cut, power, water supply
    withdrawal: withdrawal, pullout, pullback, troops, corridor
    war: war, fighting, offensive, campaign, hostilities, strikes, airstrikes, shelling, war effort, raid
    weapons: weapons, arms, rifles, disarmament, disarm
    foreigner: nationals, foreigners, workers, citizens
    monitors: monitors, observers, peacekeepers, observer mission, truce monitors
    families: families, relatives, family, mother, father, parents
    video: video, footage, images, photos, clip
    lists: list, lists, names
    deadline: deadline, ultimatum
    """
)

BODIES = _table(
    """
    council: security council, unsc
    assembly: general assembly, unga
    court: court, judges, high court, supreme court, judge
    security cabinet: security cabinet
    war cabinet: war cabinet
    cabinet: cabinet, ministers, full government, full cabinet, government votes
    parliament: parliament, lawmakers, senate, congress, assembly votes, legislators, mps, deputies
    committee: committee, panel, commission
    spy chief: mossad chief, cia director, spy chief, intelligence chief, spy agency, cia chief, spymaster, spy
        chiefs
    """
)

# Bare nouns for one side, where the topic does not tell which actor is meant.
SIDES = _table(
    """
    ~state: government, army, police, ministers, parliament, lawmakers, junta, regime
    ~rebels: rebels, rebel, insurgents, insurgent, guerrillas, guerrilla, separatists, militants, militia,
        movement
    ~mediators: mediators, mediator
    """
)

EXPECTED = (
    "will, to be, expected, expect+, due to, due, set to, may, might, could, would, plan+ to, poised, scheduled, "
    "prepare+ to, preparing, ready to, likely, hope+, vow+, intend+, should, brace+ for, brace+, awaiting, "
    "await+, about to, to go ahead, later today, would be, is to, are to, threaten+ to, threaten+, ahead of, "
    "hopeful, pledge+, planned, fears, fear+, hopes, loom+, eve of, prospects, possible, potential, preparations, "
    "next, upcoming, eligible for, who may, to free, to release, to start, to begin, to resume, in the coming"
)
NEGATION = "not, no, never, without, fail+ to, unable to, deny+, n't, neither, nor"
AGAIN = "again, another, second time, once more, further, third time, anew, fresh"

# Verbs that say that somebody says. A verb that is an act of its own ("warns", "vows") is not among them.
CUES = (
    "say+, announce+, confirm+, tell+, claim+, report+, insist+, declare+, state+, reveal+, admit+, acknowledge+, "
    "add+, hint+, argue+, signal+, believe+, think+, read"
)
UNNAMED = (
    "official, officials, source, sources, media, report, reports, diplomat, diplomats, people, minister, "
    "spokesman, spokesperson, spokeswoman, leader, leaders, chief, envoy, army, military, police, president, "
    "government, rebels, group, prime, foreign, secretary, state, defence, defense, mediators, mediator, doctors, "
    "aide, adviser, ministry, office, agency, families, statement"
)

# A text before a colon with one of these is a label, nobody's word.
LABELS = (
    "live, latest, update, updates, briefing, breaking, exclusive, watch, video, analysis, war, conflict, crisis, "
    "news, first thing, firstft, explained, explainer, listen, photos, opinion, blog, rundown, newsletter, "
    "podcast, evening, morning, today, key moments, at a glance, in pictures, editorial, fact check, interactive, "
    "letter, factbox, timeline, wrap"
)

# Words that cut a headline: what follows is another fact, its reason, or its background.
CUTS = (
    "as, amid, after, while, despite, following, but, though, although, even as, ahead of, in exchange for, in "
    "return for, because, unless, if, when, until, in bid to, in a bid to, in order to, paving the way, raising "
    "hopes, citing, accusing, saying, with, since, in case, so that, hours after, days after, where, which, who, "
    "before"
)
