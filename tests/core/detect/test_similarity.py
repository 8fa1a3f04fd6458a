import pytest

from bot.core.detect.similarity import WEIGHTS, likeness, score, weigh


def rarity(term):
    return 0.2 if term == "truce" else 0.8


@pytest.fixture
def alike(framed):
    def compare(first, second, hours=1.0):
        a, b = framed(first), framed(second)
        return likeness(a, weigh(a, rarity), b, weigh(b, rarity), hours)

    return compare


def test_the_same_text_is_the_most_alike(alike):
    same = score(alike("KLF accepts truce plan", "KLF accepts truce plan", 0.0))
    other = score(alike("KLF accepts truce plan", "Aid convoy reaches Irbel", 0.0))
    assert same > 0.95
    assert other < 0.1


def test_likeness_is_symmetric(alike):
    a, b = "KLF accepts truce plan, Brunia says", "Rebels agree to Brunian plan for truce"
    assert alike(a, b) == pytest.approx(alike(b, a))


def test_time_parts(alike):
    near, far = (score(alike("KLF accepts plan", "KLF accepts truce", hours)) for hours in (1, 48))
    assert near > far


def test_every_part_has_a_weight_and_lies_within_bounds(alike):
    parts = alike("KLF frees 9 soldiers, Brunia says", "KLF frees nine soldiers on Friday, Brunia says")
    assert set(parts) <= set(WEIGHTS)
    assert all(0 <= value <= 3 for value in parts.values())
    assert parts["numbers_same"] == parts["speaker_same"] == parts["act_same"] == 1.0


def test_nothing_shared_is_no_error(alike):
    assert 0 <= score(alike("", "")) <= 1
