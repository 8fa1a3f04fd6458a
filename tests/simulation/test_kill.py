"""Six kills for every run of the tests; `python tests/simulation/kill.py --times 50` for a release."""

from tests.simulation.kill import kill


async def test_killed_at_random_moments_it_loses_nothing_and_repeats_what_was_in_flight_at_most():
    tally = await kill(6, seed=1)
    assert tally.wrong == []
    assert tally.kills == 6
    assert tally.acknowledged >= 6
    assert tally.copies >= 24 * 6
