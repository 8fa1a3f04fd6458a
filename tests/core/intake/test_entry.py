"""The hash of an item as served."""

from dataclasses import fields, replace

import pytest

from bot.core.intake.entry import Entry

ONE = Entry(title="A", summary="b", link="l", guid="g", author="x", publisher="p", published_raw="Wed", published=1.0)


@pytest.mark.parametrize("name", [field.name for field in fields(Entry) if field.type == "str" or field.type is str])
def test_every_text_counts(name: str) -> None:
    assert replace(ONE, **{name: "other"}).digest != ONE.digest


def test_the_same_item_has_the_same_hash() -> None:
    assert replace(ONE).digest == ONE.digest
    assert Entry(title="a", summary="").digest != Entry(title="", summary="a").digest
