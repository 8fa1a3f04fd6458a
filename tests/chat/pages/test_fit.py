from datetime import UTC, datetime

from bot.chat.pages.fit import versions
from bot.core.alert.content import AlertContent, ClaimLine, Corroboration, DisputeBlock, ReportBlock

NOW = datetime(2031, 3, 4, tzinfo=UTC)
CLAIM = ClaimLine(kind="attr", claimant="c" * 80, cue="says", tags=("party", "mediator"))
BLOCK = ReportBlock(
    outlet="o" * 40, published=NOW, first_seen=NOW, headline="h " * 80, claims=(CLAIM, CLAIM), hedges=("may",)
)
CONTENT = AlertContent(
    topic="t" * 60,
    act="a" * 40,
    importance=1,
    block=BLOCK,
    corroboration=Corroboration(number=9, outlets=tuple("abcdefghi")),
    link=None,
    dispute=DisputeBlock(relation="disputes", block=BLOCK, link=None),
)


def test_nothing_gives_way_first():
    assert next(versions(CONTENT)) is CONTENT


def test_headline_counts_and_hedges_stay_in_every_version():
    for version in versions(CONTENT):
        assert version.block.headline == BLOCK.headline
        assert version.block.hedges == ("may",)
        assert version.corroboration.number == 9
        shown = version.block
        assert len(shown.claims) + shown.more_claims == 2


def test_names_go_before_claimants_and_the_other_side_before_our_names():
    steps = list(versions(CONTENT))
    assert [len(step.corroboration.outlets) for step in steps[:4]] == [9, 3, 1, 0]
    assert all(len(step.block.claims) == 2 for step in steps[:4])
    assert len(steps[4].block.claims) == 1
    assert steps[5].block.outlet == BLOCK.outlet
    assert len(steps[5].dispute.block.headline) < len(BLOCK.headline)
    assert len(steps[6].topic) <= 30
