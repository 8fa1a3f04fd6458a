import pytest

from bot.core.detect.bystanders import bystander, is_people
from bot.core.detect.words import read


@pytest.mark.parametrize(
    ("text", "people"),
    [
        ("Tarvanian hostage families", "families"),
        ("relatives of the KLF's captives", "captives"),
        ("supporters of the KLF", "supporters"),
        ("Israelis", "israelis"),
        ("Tarvania's government", None),
        ("the KLF", None),
        ("families", None),
    ],
)
def test_who_is_named_by_a_side_without_being_it(table, text, people):
    assert bystander(read(text, table)) == people


def test_offices_are_no_people():
    assert is_people("families")
    assert not is_people("minister")
