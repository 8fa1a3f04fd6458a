"""Everyday English that looks like news of talks and is none. Phrases are written as `lexicon.py` says."""

# Phrases in which a verb of the tables has another sense.
IDIOMS = (
    "hold+ breath, hold+ election, hold+ elections, hold+ vigil, hold+ funeral, hold+ rally, hold+ rallies, hold+ "
    "protest, hold+ protests, hold+ key, hold+ class, hold+ classes, hold+ hands, hit+ record, hit+ high, hit+ low, "
    "hit+ hat trick, hit+ headlines, hit+ shelves, hit+ streets, hit+ hard by, hit+ jackpot, meet~ demand, meet~ "
    "demands, meet~ need, meet~ needs, meet~ deadline, meet~ target, meet~ conditions, meet~ criteria, meet~ bride, "
    "meet~ standards, cut+ jobs, cut+ job, cut+ rate, cut+ rates, cut+ taxes, cut+ costs, cut+ prices, rate cut, "
    "rate cuts, release+ album, release+ figures, release+ data, release+ records, release+ report, release+ "
    "single, release+ film, release+ trailer, release+ results, release+ statement, release date, press release, "
    "call+ it a day, call for papers, wake up call, wake up calls, close call, roll call, curtain call, call "
    "centre, call center, back to school, back in saddle, back in the saddle, press freedom, free press, free "
    "trade, free speech, free school, free fall, free kick, free will, free market, free world, press conference, "
    "pressing issue, press corps, press pass, last resort, deny+ visa, deny+ entry, deny+ bail, deny+ care, denied "
    "care, denied entry, open+ doors, open+ letter, open market, open+ wounds, open air, open+ eyes, sign of, signs "
    "of, under fire, come+ under scrutiny, recall+ days, recall+ horror, end+ of era, dead end street, dead end "
    "job, strike+ chord, strike+ balance, strike+ tone, strike+ gold, on strike, return+ to school, return+ to "
    "normal, take+ shelter, take+ refuge, take+ place, set+ record, set+ example, leave+ to remain, leave of "
    "absence"
)

# The same for nouns.
NOUN_IDIOMS = (
    "to deal with, deals with, dealing with, peace of mind, heart attack, heart attacks, panic attack, shark "
    "attack, dog attack, lightning strike, bus strike, rail strike, train strike, general strike, hunger strike, "
    "teachers strike, doctors strike, nurses strike, workers strike, dock strike, transport strike, strike action, "
    "vote to strike, big deal, great deal, good deal of, trade deal, budget deal, exchange rate, exchange rates, "
    "exchange student, exchange students, stock exchange, foreign exchange, exchange of views, house swap, swap "
    "shop, half price offer, special offer, job offer, terror list, terrorist list, sanctions list, watch list, "
    "waiting list, wish list, to do list, plan your, plan b, climate threat, flood threat, call centre, power "
    "struggle, state visit"
)

# Forces of nature and of the market: where they hit or threaten, nobody does.
FORCES = (
    "storm, storms, hurricane, typhoon, cyclone, quake, earthquake, tremor, flood, floods, flooding, landslide, "
    "drought, heatwave, cold, snow, rain, rains, wildfire, wildfires, blaze, virus, flu, cholera, measles, "
    "epidemic, outbreak, disease, famine, price, prices, inflation, recession"
)

# Labels and first words of reports that explain: what these name by a noun alone is no news.
GENRES = (
    "podcast, analysis, opinion, explainer, explained, timeline, factbox, editorial, letter, briefing, quiz, map, "
    "at a glance, interview, commentary, comment, profile, review, charts, in numbers, in pictures, photos"
)
EXPLAINING = "how, why, who, what, where, inside, behind, key, timeline, portrait, profile, anatomy, beyond"
