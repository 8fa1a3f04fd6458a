"""Configuration: a shelf of broken files, each with the sentence it must print, and what a right one becomes."""

from pathlib import Path

import pytest

from bot.environment import read_environment
from bot.errors import ConfigError
from bot.settings import load_settings, parse_settings

SHELF = sorted((Path(__file__).parent / "data" / "config").glob("bad-*.toml"))
ROOT = Path(__file__).parents[1]


@pytest.mark.parametrize("path", SHELF, ids=lambda path: path.stem)
def test_a_broken_file_is_one_line_that_names_file_table_and_key(path):
    expected = path.read_text(encoding="utf-8").splitlines()[0].removeprefix("# expect: ")
    with pytest.raises(ConfigError) as caught:
        load_settings(path)
    message = str(caught.value)
    assert expected in message
    assert message.startswith(str(path))
    assert "\n" not in message


def test_the_shelf_is_not_empty():
    assert len(SHELF) >= 20


def test_a_missing_file_says_which_variable_names_another():
    with pytest.raises(ConfigError, match="BOT_CONFIG"):
        load_settings(Path("nowhere.toml"))


def test_a_directory_is_no_configuration(tmp_path):
    with pytest.raises(ConfigError, match="cannot be read"):
        load_settings(tmp_path)


def test_defaults_fill_what_a_source_leaves_out():
    settings = parse_settings(
        '[[topic]]\nid = "t"\nname = "T"\nterms = ["truce"]\n'
        '[[source]]\nid = "a"\noutlet = "The Harbour Post"\nurl = "https://feeds.example/a"\n',
        "x.toml",
    )
    (source,) = settings.sources
    assert (source.language, source.family, source.interval_minutes) == ("en", "the-harbour-post", None)
    assert settings.delivery.expire_important_minutes == 45
    assert settings.polling.floor_minutes == 2


def test_the_shipped_file_loads_with_fifteen_outlets_and_a_second_topic_disabled():
    settings = load_settings(ROOT / "feeds.toml")
    assert len({source.family for source in settings.sources}) >= 15
    assert [topic.id for topic in settings.enabled_topics] == ["gaza-truce"]
    assert len(settings.topics) >= 2
    roles = {actor.role for actor in settings.enabled_topics[0].actors}
    assert {"party", "mediator"} <= roles


def test_the_environment_has_defaults_and_empty_counts_as_unset():
    environment = read_environment({"TELEGRAM_BOT_TOKEN": " ", "BOT_DB": ""})
    assert environment.token is None
    assert environment.database == Path("trucewire.db")
    assert environment.api_base_url == "https://api.telegram.org"


def test_the_token_is_not_in_the_repr_of_the_environment():
    environment = read_environment({"TELEGRAM_BOT_TOKEN": "123456:canary"})
    assert environment.token == "123456:canary"
    assert "canary" not in repr(environment)


@pytest.mark.parametrize(
    ("variables", "named"),
    [
        ({"BOT_OPERATORS": "12, bob"}, "BOT_OPERATORS"),
        ({"TELEGRAM_API_BASE_URL": "http://127.0.0.1:8081/bot"}, "TELEGRAM_API_BASE_URL"),
        ({"TELEGRAM_API_BASE_URL": "127.0.0.1:8081"}, "TELEGRAM_API_BASE_URL"),
    ],
)
def test_a_wrong_variable_is_named(variables, named):
    with pytest.raises(ConfigError, match=named):
        read_environment(variables)


def test_operators_are_user_ids():
    assert read_environment({"BOT_OPERATORS": "12, 34"}).operators == {12, 34}


HOOK = {"BOT_HTTP": "127.0.0.1:8080", "BOT_WEBHOOK_URL": "https://bot.example/t-5f2c", "BOT_WEBHOOK_SECRET": "s" * 16}


def test_a_webhook_has_a_path_and_a_secret_that_is_not_printed():
    found = read_environment(HOOK)
    assert found.webhook.path == "/t-5f2c"
    assert "ssss" not in repr(found)


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        ({"BOT_WEBHOOK_URL": "https://bot.example"}, "BOT_WEBHOOK_URL: must be"),
        ({"BOT_WEBHOOK_URL": "nonsense"}, "BOT_WEBHOOK_URL: must be"),
        ({"BOT_WEBHOOK_SECRET": ""}, "BOT_WEBHOOK_SECRET: must be"),
        ({"BOT_WEBHOOK_SECRET": "short"}, "BOT_WEBHOOK_SECRET: must be"),
        ({"BOT_WEBHOOK_SECRET": "with spaces in between"}, "BOT_WEBHOOK_SECRET: must be"),
        ({"BOT_HTTP": ""}, "BOT_WEBHOOK_URL: needs BOT_HTTP"),
    ],
)
def test_a_webhook_that_cannot_work_is_refused_at_start(change, problem):
    with pytest.raises(ConfigError, match=problem):
        read_environment(HOOK | change)
