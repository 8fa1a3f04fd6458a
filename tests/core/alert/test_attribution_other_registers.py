"""Who says so in registers the rules were not written for: politics, courts, business, sport, health, the weather.

Sixty invented headlines with the claimants a careful reader finds, written before they were run (51 were right then). They are a check, no
list to mend until it is perfect: a rule that is added for a line here needs a reason beyond that line.
"""

import pytest

from bot.core.alert.attribution import attribute

HEADLINES = {
    "politics": [
        ("Senator Halloran: ‘I will not vote for this budget’", ["Senator Halloran"]),
        ("Governor Pruitt Vetoes Water Bill, Calls It ‘Reckless’", ["Governor Pruitt"]),
        ("Whitcomb Campaign Denies Report of Unpaid Staff", ["Whitcomb Campaign"]),
        ("Marlow tells donors the primary is ‘already over’", ["Marlow"]),
        ("House Panel Finds Delgate ‘Knowingly Misled’ Auditors", ["House Panel"]),
        ("Ex-Aide Says Mayor Ordered Emails Deleted", ["Ex-Aide"]),
        ("Lawmakers Blast Tollway Deal as ‘Giveaway’", ["Lawmakers"]),
        ("Poll: Most Voters in Cardon County Want a New Sheriff", ["Poll"]),
        ("Halloran again calls rival a fraud", ["Halloran"]),
        ("Speaker Tarrant signals he is open to a short-term funding bill", ["Speaker Tarrant"]),
        ("White Harbor Mayor Signs Ban on Leaf Blowers", []),
        ("Senate advances bill to lower ferry fares", []),
        ("State Republicans push Governor Pruitt to send in guards", ["State Republicans"]),
        ("Three takeaways from the Halloran-Pruitt debate", []),
        ("Pruitt's warning that schools may close stuns teachers", ["Pruitt"]),
        ("Attorney General Voss, in Letter, Demands Records From Dairy Giant", ["Attorney General Voss"]),
        ("‘It Was Never Enough,’ Says Former Budget Chief Who Quit", ["Former Budget Chief"]),
        ("Undecided Voters Could Tip Cardon County", []),
        ("Halloran and Pruitt agree to two debates", ["Halloran and Pruitt"]),
        ("Fury as council defends £9m logo", ["council"]),
    ],
    "courts": [
        ("Judge orders Brightwell Energy to hand over pipeline logs", ["Judge"]),
        ("Lawsuit Alleges Nursing Home Chain Hid Falls", ["Lawsuit"]),
        ("Prosecutors: Clerk sold evidence online", ["Prosecutors"]),
        ("Top court rules that tenants can keep hens", ["Top court"]),
        ("Defense asks judge to toss Osterman confession", ["Defense"]),
        ("Osterman accused of threatening jurors, according to court filing", ["court filing"]),
        ("Former coach sentenced to nine years", []),
        ("Witness Tells Court Osterman ‘Laughed’ After Fire", ["Witness"]),
        ("Appeals panel upholds fine against Quillfeather Bank", []),
        ("Crash pilot had not slept for 20 hours, inquiry finds", ["inquiry"]),
    ],
    "business": [
        ("Brightwell Energy to cut 900 jobs - sources", ["sources"]),
        ("Quillfeather Bank chief warns of slow recovery", ["Quillfeather Bank chief"]),
        ("Central bank hints at rate cut in spring", ["Central bank"]),
        ("Exclusive: Tollmark in talks to buy rival Sennet, sources say", ["sources"]),
        ("Shares in Tollmark sink as factory fire shuts plant", []),
        ("Regulator accuses Sennet of hiding fees", ["Regulator"]),
        ("Union leaders reject Tollmark's pay offer", ["Union leaders"]),
        ("Sennet will close all airport shops: report", ["report"]),
        ("Tollmark Expects Loss, Blames Weak Demand for Tractors", ["Tollmark"]),
        ("Chip Glut to Last Into Next Year, Analysts Warn", ["Analysts"]),
        ("What the Sennet merger means for your phone bill", []),
        ("Rate rise ‘may be needed’ – central banker", ["central banker"]),
    ],
    "sport": [
        ("‘We were second best’: Lindqvist on cup defeat", ["Lindqvist"]),
        ("Rovers sack coach after seventh loss", []),
        ("Lindqvist admits title race is over", ["Lindqvist"]),
        ("Club denies bid for Portvale striker", ["Club"]),
        ("Marchetti hits winner as Rovers stun Portvale", []),
        ("Referee was wrong, league confirms", ["league"]),
        ("Rovers captain rules out summer move", ["Rovers captain"]),
        ("Marchetti: ‘The fans deserved better’", ["Marchetti"]),
        ("Rain delays start of second test in Harrowdene", []),
    ],
    "health and the rest": [
        ("Sleep Loss Raises Stroke Risk, Study Suggests", ["Study"]),
        ("Health officials urge parents to check bicycle helmets", ["Health officials"]),
        ("Doctors describe ‘chaos’ in Harrowdene wards", ["Doctors"]),
        ("Two measles cases confirmed in Cardon County", []),
        ("Vaccine plan condemned by nurses' union as too slow", ["nurses' union"]),
        ("Lake water safe to drink, according to state chemist", ["state chemist"]),
        ("Minister says rebels told envoys they accept truce", ["Minister"]),
        ("Floods: Mayor calls for army help", ["Mayor"]),
        ("Ferry operator says sorry for ‘summer of misery’", ["Ferry operator"]),
    ],
}


def claimants(headline: str) -> list[str]:
    return sorted({claim.claimant for claim in attribute(headline, "").in_headline})


def test_nine_headlines_of_ten_are_exactly_right() -> None:
    read = [(headline, sorted(wanted)) for part in HEADLINES.values() for headline, wanted in part]
    wrong = [(headline, claimants(headline)) for headline, wanted in read if claimants(headline) != wanted]
    assert len(read) == 60
    assert len(wrong) <= 6, wrong


@pytest.mark.parametrize("register", HEADLINES)
def test_no_register_is_left_behind(register: str) -> None:
    part = HEADLINES[register]
    right = sum(claimants(headline) == sorted(wanted) for headline, wanted in part)
    assert right >= 0.75 * len(part)


TRAPS = [
    ("Women who sleep badly may fall ill, says new study", ["new study"]),
    ("President Lin Harding said rates would hold", ["President Lin Harding"]),
    ("Exclusive-Tollmark plans sale, sources say", ["sources"]),
    ("‘Where now?’: Lindqvist on her next race", ["Lindqvist"]),
    ("Ada Marrow, bridge engineer: ‘We warned them’", ["Ada Marrow"]),
    ("Tollmark cuts forecast - Harbour News", ["Harbour News"]),
    ("Harbour News Poll: Pruitt leads Halloran", ["Harbour News Poll"]),
    ("Talks over, mediators confirmed.", ["mediators"]),
    ("Court rules ferry riders are not staff", ["Court"]),
    ("Speaker Tarrant, R-Tn., said no", ["Speaker Tarrant"]),
    ("Police push back crowd at Portvale", []),
    ("Marchetti claims 500th wicket", []),
    ("Today's Freight Report: Tracking the New Fleet", []),
    ("Hosts Build Town Called ‘Gag City’ Ahead of Album", []),
    ("Osterman called out for claiming victory: ‘Enough’", []),
    ("World Body Issues Guidelines on Chronic Low Back Pain", []),
    ("Goodbye Harrowdene: how a chatroom shaped us", []),
    ("Imperial Claims posted a higher profit for the year", []),
    ("Teacher denied parole by state board", []),
]


@pytest.mark.parametrize(("headline", "wanted"), TRAPS, ids=[headline for headline, _ in TRAPS])
def test_what_was_wrong_once(headline: str, wanted: list[str]) -> None:
    assert claimants(headline) == sorted(wanted)
