from bot.core.detect.terms import STOP, stem


def test_endings_do_not_part_words():
    assert stem("mediating") == stem("mediated") == "mediat"
    assert stem("corridors") == stem("corridor")
    assert stem("gas") == "gas"


def test_terms_are_names_concepts_and_words(framed):
    terms = framed("KLF frees pilots of the harbour squadron").terms
    assert terms[0] == "@klf"
    assert "!release" in terms
    assert "harbour" in terms
    assert not set(terms) & STOP
