"""The world's states by name, adjective and seat of government: who speaks when the topic file does not name them.

General knowledge, no topic: it tells "France calls for a truce" from "Britain calls for a truce". Names of persons are
for the topic file alone. "us" and "uk" are left out: they are found in capitals only, by `ActorTable`.
"""

from collections.abc import Mapping

from bot.core.text import fold

_CAPITALS = {"britain": ("UK",), "united states": ("US",), "european union": ("EU",)}
_TABLE = """
algeria algerian algiers; argentina argentine buenos_aires; armenia armenian yerevan; australia australian canberra;
austria austrian vienna; azerbaijan azerbaijani baku; bahrain bahraini manama; bangladesh bangladeshi dhaka;
belarus belarusian minsk; belgium belgian; bolivia bolivian la_paz; bosnia bosnian sarajevo; brazil brazilian brasilia;
bulgaria bulgarian sofia; canada canadian ottawa; chad chadian; chile chilean santiago; china chinese beijing;
colombia colombian bogota; congo congolese kinshasa; croatia croatian zagreb; cuba cuban havana; cyprus cypriot nicosia;
czech prague; denmark danish copenhagen; egypt egyptian cairo; eritrea eritrean asmara; estonia estonian tallinn;
ethiopia ethiopian addis_ababa; finland finnish helsinki; france french paris; georgia georgian tbilisi;
germany german berlin; greece greek athens; hungary hungarian budapest; iceland icelandic; india indian new_delhi;
indonesia indonesian jakarta; iran iranian tehran; iraq iraqi baghdad; ireland irish dublin; israel israeli;
italy italian rome; japan japanese tokyo; jordan jordanian amman; kazakhstan kazakh; kenya kenyan nairobi;
kosovo kosovan pristina; kuwait kuwaiti; latvia latvian riga; lebanon lebanese beirut; liberia liberian monrovia;
libya libyan tripoli; lithuania lithuanian vilnius; malaysia malaysian kuala_lumpur; mali malian bamako;
malta maltese valletta; mexico mexican; moldova moldovan chisinau; morocco moroccan rabat; myanmar burmese;
nepal nepali nepalese kathmandu; netherlands dutch the_hague; new_zealand wellington; nicaragua nicaraguan;
nigeria nigerian abuja; north_korea north_korean pyongyang; norway norwegian oslo; oman omani muscat;
pakistan pakistani islamabad; philippines philippine filipino manila; poland polish warsaw; portugal portuguese lisbon;
qatar qatari doha; romania romanian bucharest; russia russian moscow kremlin; rwanda rwandan kigali;
saudi saudi_arabia saudi_arabian riyadh; senegal senegalese dakar; serbia serbian belgrade; singapore singaporean;
slovakia slovak bratislava; slovenia slovenian ljubljana; somalia somali mogadishu; south_africa south_african pretoria;
south_korea south_korean seoul;
south_sudan south_sudanese juba; spain spanish madrid; sri_lanka sri_lankan colombo;
sudan sudanese khartoum; sweden swedish stockholm; switzerland swiss bern; syria syrian damascus;
taiwan taiwanese taipei;
thailand thai bangkok; tunisia tunisian tunis; turkey turkish turkiye ankara; uganda ugandan kampala;
ukraine ukrainian kyiv kiev; united_arab_emirates uae emirati emirates abu_dhabi; britain british united_kingdom;
united_states american; european_union; venezuela venezuelan caracas; vietnam vietnamese hanoi; yemen yemeni sanaa;
zambia zambian lusaka; zimbabwe zimbabwean harare; vatican pope; arab_league; african_union; nato
"""


def _rows() -> list[tuple[str, ...]]:
    rows = [tuple(name.replace("_", " ") for name in row.split()) for row in _TABLE.replace("\n", " ").split(";")]
    return [(*row, *_CAPITALS.get(row[0], ())) for row in rows]


def nation_names(taken: Mapping[str, str]) -> list[tuple[str, str]]:
    """(key, name) pairs. `taken` maps folded names of the topic file to its actors.

    A state that the topic file names by any of its names keeps the topic's id for all of them; others are "+" and
    their first name.
    """
    pairs = []
    for row in _rows():
        own = next((taken[fold(name)] for name in row if fold(name) in taken), f"+{row[0]}")
        pairs += [(own, form) for name in row for form in (name, name + "s")]
    return pairs
