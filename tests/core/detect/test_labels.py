"""Labels of acts: words that people read, or none."""

from bot.core.detect.labels import LABELS, label, printed
from bot.core.detect.lexicon import NOUNS
from bot.core.detect.verbs import VERBS


def test_every_labelled_act_is_one_that_frames_can_hold():
    assert LABELS.keys() <= {*VERBS, *NOUNS}


def test_an_act_without_a_label_prints_nothing():
    assert label("progress") is None
    assert label(None) is None
    assert label("reject") == "rejection"


def test_what_one_party_announces_is_no_agreement_yet(framed, table):
    one, both, mediator = map(
        framed, ("KLF announces 72-hour truce", "Selmar, KLF announce truce", "Brunia announces truce in Irbel")
    )
    assert [found.act for found in (one, both, mediator)] == ["deal", "deal", "deal"]
    assert [printed(found, table.parties) for found in (one, both, mediator)] == [None, "agreement", "agreement"]


def test_an_act_behind_the_news_prints_nothing(framed, table):
    behind = framed("Selmar faces a choice after KLF rejects truce")
    assert (behind.behind, printed(behind, table.parties)) == (True, None)
