from bot.core.detect.nations import nation_names


def test_adjective_and_capital_mean_the_state():
    names = {name: key for key, name in nation_names({})}
    assert names["french"] == names["paris"] == names["france"] == "+france"
    assert names["thais"] == "+thailand"


def test_a_state_of_the_topic_keeps_its_id_under_all_names():
    names = {name: key for key, name in nation_names({"egypt": "mediator-1"})}
    assert names["cairo"] == names["egyptian"] == "mediator-1"
    assert names["doha"] == "+qatar"
