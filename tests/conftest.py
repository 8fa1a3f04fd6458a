"""What tests of many rooms want: an empty store on a disk of its own."""

import pytest

from storage.store import Store


@pytest.fixture
def store(tmp_path):
    opened = Store.open(tmp_path / "bot.db")
    yield opened
    opened.close()
