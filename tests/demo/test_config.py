import tomllib

from bot.core.model import Source, SourceId
from bot.demo.config import feeds_toml

SHIPPED = """
[[topic]]
id = "talks"
name = 'The "quiet" talks'
enabled = true
freshness_hours = 36.5
terms = ["truce", "otage"]
places = ["Örebro"]
actors = [{ id = "a", names = ["A", "Al-B"], role = "party" }]

[[topic]]
id = "others"
name = "Other talks"
terms = ["peace"]
places = []
actors = []

[[source]]
id = "far-away"
outlet = "Far Away"
url = "https://far.example/rss"
language = "en"
family = "far"
"""


def a_source(number):
    return Source(
        id=SourceId(f"s{number}"), outlet="L’Écho", url=f"http://127.0.0.{number}:80/f", language="fr", family="echo"
    )


def test_topics_are_kept_and_sources_replaced():
    made = tomllib.loads(feeds_toml(SHIPPED, [a_source(1), a_source(2)]))
    assert made["topic"] == tomllib.loads(SHIPPED)["topic"]
    assert [source["url"] for source in made["source"]] == ["http://127.0.0.1:80/f", "http://127.0.0.2:80/f"]
    assert made["source"][0] == {
        "id": "s1",
        "outlet": "L’Écho",
        "url": "http://127.0.0.1:80/f",
        "language": "fr",
        "family": "echo",
    }


def test_terms_are_added_once_and_to_the_first_topic_only():
    made = tomllib.loads(feeds_toml(SHIPPED, [], terms=["otage", "trêve"]))
    assert made["topic"][0]["terms"] == ["truce", "otage", "trêve"]
    assert made["topic"][1]["terms"] == ["peace"]
