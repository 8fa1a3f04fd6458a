"""What tests of many rooms want: an empty store on a disk of its own."""

import pytest


@pytest.fixture
def store(tmp_path):
    from storage.store import Store  # here, so that tests of a room without a store do not hang on it

    opened = Store.open(tmp_path / "bot.db")
    yield opened
    opened.close()
