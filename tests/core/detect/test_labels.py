"""Labels of acts: words that people read, or none."""

from bot.core.detect.labels import LABELS, label
from bot.core.detect.lexicon import NOUNS
from bot.core.detect.verbs import VERBS


def test_every_labelled_act_is_one_that_frames_can_hold():
    assert LABELS.keys() <= {*VERBS, *NOUNS}


def test_an_act_without_a_label_prints_nothing():
    assert label("progress") is None
    assert label(None) is None
    assert label("reject") == "rejection"
