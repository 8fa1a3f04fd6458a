"""The words in which news of negotiations is written: acts, objects, bodies, hedges. General English, no names.

A phrase is written in base form. "+" after its first word asks for that verb's forms (free+ finds frees, freed,
freeing) and lets up to three words stand between the parts; "~" asks for the forms without such words. An act's
phrases come in two strengths: VERBS (`verbs.py`) decide the act of a clause; NOUNS name it only where no verb does
("hostage release" is a release unless something else is said of it, such as "delayed").
"""

from bot.core.detect.tables import table

NOUNS = table(
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
    strike: strikes, strike, offensive, airstrikes, airstrike, raid, raids, assault, shelling, bombardment, bombing,
        ambush, barrage, explosions, killed, kills, attack, attacks
    vote: vote, ballot
    accuse: violation, violations, breach, breaches
    demand: call, calls, appeal, demand, demands, plea, pressure
    threat: threat, threats, deadline
    visit: visit, trip, delegation
    veto: veto
    sign: signing
    approve: ratification
    reject: rejection, refusal
    expire: expiry, expiration
    cancel: cancellation
    quit: walkout, boycott
    cut: blockade
    welcome: huge step, big step, step forward, milestone, delighted
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

OBJECTS = table(
    """
    hostage: hostage, hostages, captive, captives, abductee, abductees, captured soldiers, captured soldier,
        kidnapped, abducted, held in captivity, soldiers held, pilots held, dual national, dual nationals
    prisoner: prisoner, prisoners, detainee, detainees, inmate, inmates, jailed, jail, prison, prisons, jails, detained,
        imprisoned, pow, pows
    bodies: body, bodies, remains, coffin, coffins, corpse, corpses
    truce: truce, ceasefire, cease fire, cease-fire, pause, pauses, lull, calm, armistice, halt to fighting, hold
        fire, halt in fighting, halt in hostilities, halt to hostilities, end to hostilities, end to fighting, pause
        in fighting, lull in fighting, cessation of hostilities, respite, hostilities, cessation, break in fighting,
        truces, ceasefires, halt to war, end to war, end of war
    talks: talks, process, peace process, negotiations, negotiation, mediation, negotiators, mediators, negotiator,
        mediator, session, summit, conference, dialogue
    deal: deal, agreement, accord, pact, treaty
    plan: proposal, plan, outline, paper, text, offer, framework, blueprint, draft, roadmap, counter-offer,
        counteroffer, initiative, idea, autonomy, amnesty, self-rule
    resolution: resolution, motion, draft resolution
    aid: aid, relief, trucks, lorries, truck, convoy, humanitarian aid, food, fuel, supplies, goods, medicine,
        medicines, ambulances, grain, wheat, tents, convoys, relief supplies, medical supplies, corridor for aid,
        crossing, crossings, aid trucks
    power: electricity, power supply, power cut, power, water supply
    withdrawal: withdrawal, pullout, pullback, troops, corridor
    war: war, fighting, offensive, campaign, hostilities, strikes, airstrikes, shelling, war effort, raid
    weapons: weapons, guns, arms, rifles, disarmament, disarm
    foreigner: nationals, foreigners, workers, citizens
    monitors: monitors, observers, peacekeepers, observer mission, truce monitors
    families: families, relatives, family, mother, father, parents
    video: video, footage, images, photos, clip
    lists: list, lists, names
    deadline: deadline, ultimatum
    """
)

BODIES = table(
    """
    council: security council, un council, unsc
    assembly: general assembly, unga
    court: court, judges, high court, supreme court, judge
    security cabinet: security cabinet
    war cabinet: war cabinet
    cabinet: cabinet, ministers, full government, full cabinet, government votes
    parliament: parliament, parliamentary, lawmakers, senate, congress, assembly votes, legislators, mps, deputies
    committee: committee, panel, commission
    spy chief: mossad chief, cia director, spy chief, intelligence chief, spy agency, cia chief, spymaster, spy chiefs
    """
)

# Bare nouns for one side, where the topic does not tell which actor is meant.
SIDES = table(
    """
    ~both: parties, sides, foes, enemies, rivals, belligerents
    ~state: government, army, police, ministers, parliament, lawmakers, junta, regime
    ~rebels: rebels, rebel, insurgents, insurgent, guerrillas, guerrilla, separatists, militants, militia, movement
    ~mediators: mediators, mediator
    """
)

EXPECTED = (
    "will, to be, expected, expect+, due to, due, set to, may, might, could, would, plan+ to, poised, scheduled, "
    "prepare+ to, preparing, ready to, likely, hope+, vow+, intend+, should, brace+ for, brace+, awaiting, await+, "
    "about to, to go ahead, later today, would be, is to, are to, threaten+ to, threaten+, ahead of, hopeful, "
    "pledge+, planned for, planned to, planned on, is planned, are planned, fears, fear+, hopes, loom+, eve of, "
    "prospects, possible, potential, preparations, next, upcoming, eligible for, who may, to free, to release, to "
    "start, to begin, to resume, in the coming"
)
NEGATION = "not, no longer, no, never, without, fail+ to, unable to, deny+, n't, neither, nor"
AGAIN = (
    "again, another, second time, once more, further, third time, anew, fresh, more hostages, more captives, "
    "more prisoners, more detainees, more bodies"
)

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
    "letter, factbox, timeline, wrap, quiz, profile, interview, commentary, comment, map, charts, review, in numbers"
)


# Words that cut a headline: what follows is another fact, its reason, or its background.
CUTS = (
    "as, amid, after, while, despite, following, but, though, although, even as, ahead of, in exchange for, in "
    "return for, because, unless, if, when, until, in bid to, in a bid to, in order to, paving the way, raising "
    "hopes, citing, accusing, saying, with, since, in case, so that, hours after, days after, where, which, who, "
    "before"
)
