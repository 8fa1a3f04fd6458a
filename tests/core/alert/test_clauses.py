from bot.core.alert.clauses import is_title_case, quotations, sentences


def lows(text):
    return [[token.low for token in part] for part in sentences(text)]


def test_sentences_part_at_stops_not_at_abbreviations():
    assert len(sentences("The U.N. envoy, Dr. Marrow, left. Rep. Jo Hale, R-Lake., stayed.")) == 2
    assert lows("Prices rose 2.5 percent.") == [["prices", "rose", "2.5", "percent", "."]]


def test_tokens_point_into_the_text():
    text = "Ardania’s army — “at once” — said: no…"
    for token in sentences(text)[0]:
        assert text[token.start : token.end] == token.text


def test_brackets_are_left_out_and_quotations_marked():
    tokens = sentences("Osk (61) calls it ‘a farce’")[0]
    assert [token.low for token in tokens if token.kind == "word" and not token.quoted] == ["osk", "calls", "it"]


def test_an_apostrophe_is_no_quotation():
    assert quotations("Ardania's envoy won't say if it's over") == []
    assert len(quotations("Army: 'It's over'")) == 1


def test_title_case():
    assert is_title_case(sentences("Lake Talks Resume After Nine Days")[0])
    assert not is_title_case(sentences("Lake talks resume after nine days")[0])


def test_the_health_body_is_no_relative_pronoun():
    assert "who" not in [token.low for token in sentences("WHO warns of famine")[0]]


def test_footers_of_publishing_software_are_no_text():
    assert sentences("The post Osk Says No appeared first on Lake Blog.") == []
