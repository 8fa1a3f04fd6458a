import pytest

from bot.core.people.topicnames import meant

NAMES = {
    "coast": "Coast talks",
    "hills-truce": "The Hill truce",
    "hilltop": "Hilltop talks",
    "hafa": "هدنة الساحل",
    "ete": "Trêve d'été",
}


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("coast", ["coast"]),
        (" COAST ", ["coast"]),
        ("Coast Talks", ["coast"]),
        ("hills truce", ["hills-truce"]),
        ("treve d’ete", ["ete"]),
        ("هدنة", ["hafa"]),
        ("hillt", ["hilltop"]),
        ("hills", ["hills-truce"]),
        ("hill", ["hills-truce"]),  # two begin so, one has the whole word
        ("truce", ["hills-truce"]),
        ("talks", ["coast", "hilltop"]),
        ("hil", ["hills-truce", "hilltop"]),
        ("oast", []),
        ("coast truce", []),
        ("", []),
        ("  ", []),
        ("🕊", []),
        ("coast 🕊", []),
        ("“The Hill”", ["hills-truce"]),
        ("hills_truce", ["hills-truce"]),
        ("-", []),
        ("x" * 1000, []),
    ],
)
def test_id_then_name_then_beginning_then_whole_words(text, ids):
    assert list(meant(text, NAMES)) == ids


def test_an_id_goes_before_a_name_that_reads_the_same():
    assert meant("hills", {"hills": "Coast", "coast": "Hills"}) == ("hills",)


def test_two_of_one_name_are_both_meant():
    assert meant("Talks", {"a": "Talks", "b": "talks"}) == ("a", "b")


def test_signs_alone_mean_only_what_is_called_so():
    assert meant("★", {"a": "★", "b": "★★ talks"}) == ("a",)
