"""An Arabic and a French chat that ask everything: over the strict Bot API, each answer in the language of the chat."""

from datetime import timedelta

import pytest

from bot.chat import commands
from bot.chat.pages.plain import plain
from bot.core.model import ChatId
from bot.core.people import notices
from tests.acceptance.people.stage import Stage

OPERATOR = 1001
# What each command says, in Arabic and in French; "-" where dialogs are tested elsewhere
SAID = {
    "start": ("يرسل", "envoie une alerte"), "help": ("كل الأوامر", "toutes les commandes"),
    "subscribe": ("تم الاشتراك", "Abonné à"), "settings": ("الإعدادات", "Réglages"),
    "filter": ("المرشّحات", "Filtres"), "pause 8h": ("توقف مؤقت", "En pause"), "resume": ("المستوى", "Niveau"),
    "status": ("الهدنة: متفق عليها", "Trêve : convenue"), "latest": ("آخر التطورات", "derniers développements"),
    "latest (": ("لا يمكن قراءة هذا المرشّح", "Ce filtre ne peut être lu"),
    "position": ("آخر المواقف", "dernières positions"), "position lagoon": ("(وسيط)", "(médiateur)"),
    "position x": ("لا أحد في ملف الموضوع", "Personne ne s’appelle ainsi"),
    "deadlines": ("المهل المفتوحة", "échéances ouvertes"), "timeline": ("آخر 7 أيام", "les 7 derniers jours"),
    "timeline 1": ("آخر 24 ساعة", "les dernières 24 h"), "timeline x": ("اكتب", "Écrivez"),
    "brief": ("الاثنين 20 نوفمبر 2023", "lundi 20 novembre 2023"), "brief 08:00": ("كل يوم عند 08:00", "chaque jour à 08:00"),
    "search captives": ("1 إلى 1 من 1", "1 à 1 sur 1"), "search nothinglikethis": ("لا تقرير", "Aucune dépêche"),
    "why": ("لماذا هذا التنبيه", "Pourquoi cette alerte"), "sources": ("0 من 11 تجيب", "0 sur 11 répondent"),
    "muted": ("لا شيء مكتوم", "Rien n’est coupé"), "language": ("بأي لغة", "Dans quelle langue"),
    "channel": ("اجعلني مشرفاً", "Nommez-moi admin"), "privacy": ("لا أسماء", "Pas de noms"),
    "export": ("كل ما يُحفظ", "Tout ce qui est conservé"), "pin": ("لم تأخذ به القواعد", "non retenu par les règles"),
    "pin truce extended": ("ثُبّت: الهدنة ممدَّدة", "Fixé : trêve prolongée"), "ops": ("التشغيل", "Exploitation"),
    "ops announce Hello": ("يُرسل هذا إلى", "Ceci part vers"), "unsubscribe": ("أُلغي الاشتراك", "Désabonné"),
    "forget": ("حذف كل ما يُحفظ", "Effacer tout ce qui est conservé"),
}  # fmt: skip
LANGUAGES = ("ar", "fr")


@pytest.fixture
async def stage(tmp_path):
    async with Stage(tmp_path, operators=(OPERATOR,)) as up:
        up.record("River Front and Hill Council agree to truce, Lagoon says", ago=timedelta(hours=30), act="agreement")
        up.record("River Front offers to free ten captives", ago=timedelta(hours=3), act="proposal")
        up.record("Lagoon gives River Front until Friday to answer", ago=timedelta(hours=1), act="threat", importance=1)
        yield up
        await up.settled()
        assert not up.api.calls.violations


def test_every_command_is_asked():
    assert {one.partition(" ")[0] for one in SAID} == {one.name for one in commands.COMMANDS}


@pytest.mark.parametrize("language", LANGUAGES)
async def test_each_command_answers_in_the_language_of_the_chat(stage, language):
    user = stage.api.user("Olive", language=language)
    chat = stage.api.private(user)
    for command, said in SAID.items():
        answer = await stage.says(user, chat, f"/{command}")
        assert said[LANGUAGES.index(language)] in answer.text, command


@pytest.mark.parametrize(
    ("language", "labels"),
    [("ar", ("المواقف", "آخر المواقف", "المهل", "المهل المفتوحة", "المصادر", "مقروءة", "الحالة")),
     ("fr", ("Positions", "dernières positions", "Échéances", "échéances ouvertes", "Sources", "lisibles", "État"))],
)  # fmt: skip
async def test_the_buttons_of_the_status_speak_it_too(stage, language, labels):
    user = stage.api.user("Ada", language=language)
    chat = stage.api.private(user)
    status = await stage.says(user, chat, "/status")
    before, back = status.text, labels[-1]
    for label, shown in zip(labels[:-1:2], labels[1:-1:2], strict=True):
        await stage.taps(user, status, label)
        assert shown in status.text
        await stage.taps(user, status, back)
        assert status.text == before


async def test_a_french_day_an_arabic_countdown_and_headlines_as_published(stage):
    amal = stage.api.user("Amal", language="ar")
    place = stage.api.private(amal)
    told = (await stage.says(amal, place, "/deadlines")).text
    assert "نهاية الجمعة 24 نوفمبر" in told
    assert "\u2068“until Friday”\u2069" in told
    shown = (await stage.says(amal, place, "/status")).text
    assert "\u2068“Lagoon gives River Front until Friday to answer”\u2069" in shown
    assert all(line.startswith("\u200f") for line in shown.splitlines() if line)
    camille = stage.api.user("Camille", language="fr")
    days = (await stage.says(camille, stage.api.private(camille), "/timeline 3")).text
    assert "mardi 21 nov." in days
    assert "menace “Lagoon gives River Front until Friday to answer”" in days


async def test_a_chat_in_french_shares_developments_in_french(stage):
    user = stage.api.user("Camille", language="fr")
    asked = await user.asks_inline("captives")
    await asked.wait()
    shared = asked.results[0]["input_message_content"]["message_text"]
    assert "Type : proposition" in shared
    assert "“River Front offers to free ten captives”" in shared
    assert "Acteur : River Front (offers) · partie" in plain(shared)
    assert asked.results[0]["title"] == "River Front offers to free ten captives"


async def test_a_group_is_answered_in_the_language_it_chose(stage):
    ada = stage.api.user("Ada", language="en")
    group = stage.api.supergroup("Readers", creator=ada)
    assert "Truce: agreed" in (await stage.says(ada, group, "/status")).text
    await stage.says(ada, group, "/language fr")
    assert "Trêve : convenue" in (await stage.says(ada, group, "/status")).text


async def test_operators_are_told_of_troubles_in_their_language(stage):
    user = stage.api.user("Olive", language="fr")
    chat = stage.api.private(user)
    await stage.says(user, chat, "/language fr")
    before = len(chat.from_bot)
    await stage.bot.bot_data["tell"](
        ChatId(chat.id), [*notices.of_queue(900, None, stage.now), notices.of_announcement("x", 2, 1)]
    )
    await stage.api.wait_for(lambda: len(chat.from_bot) > before)
    assert (
        chat.last.text
        == "La file grandit : 900 attendent, la plus ancienne depuis 0 min\nL’annonce est passée : 2 envoyées, 1 échouées (/ops)"
    )
