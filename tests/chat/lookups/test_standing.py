"""What people are shown when they ask where the talks stand: through the commands, over a real store."""

import re
from dataclasses import replace
from datetime import timedelta

import pytest

from bot.chat.languages import words
from bot.chat.pages.listpages import moved
from bot.chat.requests import Kind
from bot.core.alert.states import Field, State
from bot.core.alert.status import Change
from bot.core.model import TopicId
from storage.store import Store
from tests.chat.lookups.person import Bot, visible
from tests.web.stand import NEWS, NOW, TOPIC, decided, fill, reported


async def test_status_says_both_fields_since_when_by_whom_and_who_disputes(bot):
    page = visible(await bot.ask("status"))
    assert "Truce: strained since 8 May 06:00 · by Coastal Front (accuses)" in page
    assert "“Coastal Front accuses Ardania of violating truce” Port Courier 8 May 06:00" in page
    assert "Disputed by: Ardania (denies), The Lantern 8 May 08:00" in page
    assert "Talks: negotiating since 06:00 · by Veland (says)" in page


async def test_status_shows_changes_positions_deadlines_figures_ages_and_blind_sources(bot):
    page = visible(await bot.ask("status"))
    assert "Last 24 h: 3 developments" in page
    assert "Coastal Front (party): (headline above) Port Courier 8 May 06:00" in page
    assert "• “Coastal Front gives Ardania until Sunday to open Port Lume” The Lantern 09:00" in page
    assert "Deadline in 2 d 12 h (end of Sun 11 May, hour not stated): “until Sunday”" in page
    assert "“39 prisoners” (outlet's own wording, The Lantern 8 May 16:00)" in page
    assert "Newest report: 3 h 0 min ago · last successful poll: 2 min ago" in page
    assert "Blind: 1 of 3 sources: إذاعة النورس (timeout)" in page.replace("\u2068", "").replace("\u2069", "")


async def test_status_fits_one_screen(bot):
    """As many characters as a phone shows at once, about; and no line twice."""
    page = visible(await bot.ask("status"))
    assert len(page) <= 1800
    assert len(page.splitlines()) <= 32
    quotes = re.findall("“[^”]+”", page)
    assert len(quotes) == len(set(quotes))


async def test_status_that_is_crowded_still_fits(bot):
    def crowd(tables):
        for number in range(200, 260):
            long = f"Ardania says it gives Coastal Front {number} hours to free {number} captives and end the siege of Port Lume at once"
            report = reported(number % 20, "lantern", long, number)
            tables.reports.add(report)
            tables.developments.record(decided(report, f"{number:016x}", 2))

    await bot.store.write(crowd)
    page = visible(await bot.ask("status"))
    assert len(page) <= 2400
    assert len((await bot.ask("status")).html) < 8000


async def test_status_says_plainly_that_it_does_not_know(empty):
    page = visible(await empty.ask("status"))
    assert "Truce: not known · no report so far that counts as evidence" in page
    assert "Talks: not known · no report so far that counts as evidence" in page
    assert "Nothing read from: Ardania, Coastal Front, Veland" in page
    assert "Deadlines: none stated that is still open" in page
    assert "Newest report: none yet · last successful poll: not yet" in page
    assert "Blind: 3 of 3 sources" in page


async def test_nothing_in_status_is_a_sentence_of_our_own_about_the_world(bot):
    """Every quoted text is a headline or a phrase of one, every name stands in a report or in the configuration."""
    headlines = " ".join(headline for _, _, headline, _, _ in NEWS)
    for quote in re.findall("“([^”]+)”", visible(await bot.ask("status"))):
        assert quote.replace('"', "") in headlines.replace('"', "")


async def test_buttons_lead_to_the_other_pages_and_back(bot):
    status = await bot.ask("status")
    assert [[button.label for button in row] for row in status.rows] == [
        ["Positions", "Timeline"], ["Deadlines", "Sources"], ["Refresh"],
    ]  # fmt: skip
    for label, part in (("Positions", "latest positions"), ("Timeline", "Truce</b> agreed → in force"),
                        ("Deadlines", "open deadlines as stated"), ("Sources", "sources: 2 of 3 see")):  # fmt: skip
        page = await bot.tap(status, label)
        assert part in page.html, label
        assert not page.fresh
        back = await bot.tap(page, "‹ Status")
        assert back.html == status.html


async def test_refresh_shows_what_is_new(bot):
    status = await bot.ask("status")
    bot.now += timedelta(minutes=30)
    assert "3 h 30 min ago" in (await bot.tap(status, "Refresh")).html


async def test_a_button_of_a_topic_that_is_gone_says_so(bot):
    answer = await bot.commands.tap(bot.request("st:000000:status"))
    assert answer.notice
    assert not answer.html


async def test_position_lists_an_actor_s_statements_with_claimant_and_marks(bot):
    page = await bot.ask("position", "Coastal Front")
    assert "Says who: Coastal Front (accuses)" in page.html
    assert "party" in page.html


async def test_an_act_in_the_outlet_s_own_words_is_not_shown_as_said(bot):
    def accept(tables):
        report = reported(1, "lantern", "Ardania accepts truce text", 801)
        tables.reports.add(report)
        tables.developments.record(decided(report, "8" * 16, 1))

    await bot.store.write(accept)
    page = await bot.ask("position", "ardania")
    assert "Actor: Ardania (accepts)" in page.html
    assert "Says who: Ardania (accepts)" not in page.html


@pytest.mark.parametrize("wanted", ["ardania", "Ardanian", "the Ardanian government"])
async def test_an_actor_is_known_by_id_or_name(bot, wanted):
    assert "<b>Ardania</b>" in (await bot.ask("position", wanted)).html


async def test_position_of_nobody_names_those_there_are(bot):
    page = await bot.ask("position", "<Norland>")
    assert "Ardania, Coastal Front, Veland" in page.html
    assert "<Norland>" not in page.html


async def test_older_statements_come_by_a_button(bot):
    def more(tables):
        for number in range(300, 310):
            report = reported(number - 220, "lantern", f"Ardania says truce talks go on, day {number}", number)
            tables.reports.add(report)
            tables.developments.record(decided(report, f"{number:016x}", 2))

    await bot.store.write(more)
    page = await bot.ask("position", "ardania")
    older = await bot.tap(page, "Older ›")
    shown = re.findall("“([^”]+)”", page.html), re.findall("“([^”]+)”", older.html)
    assert len(shown[0]) == 6
    assert not set(shown[0]) & set(shown[1])


async def test_deadlines_come_as_a_list_and_as_a_calendar(bot):
    page = await bot.ask("deadlines")
    assert "in 2 d 12 h" in page.html
    file = (await bot.tap(page, "As a calendar file")).file
    assert file.name == "coast-deadlines.ics"
    lines = file.content.decode().split("\r\n")
    assert lines[0] == "BEGIN:VCALENDAR"
    assert "DTSTART;VALUE=DATE:20310511" in lines
    assert all(len(line.encode()) <= 75 for line in lines)
    assert (await bot.ask("deadlines", "ics")).file.content == file.content


async def test_timeline_is_in_order_and_says_what_it_left_out(bot):
    page = visible(await bot.ask("timeline"))
    assert page.index("not known → agreed") < page.index("agreed → in force") < page.index("in force → strained")
    assert "disputed: strained" in page
    assert "the last 24 h" in visible(await bot.ask("timeline", "1"))


@pytest.mark.parametrize("days", ["0", "31", "x", "-1", "٣٣", "²"])
async def test_timeline_of_days_that_are_none(bot, days):
    assert "/timeline 3" in (await bot.ask("timeline", days)).html


async def test_a_picture_comes_as_a_file_and_says_what_it_is(bot, tmp_path):
    drawn = []

    async def draw(view, theme, words):
        drawn.append((view.topic.id, theme, words.code))
        return b"\x89PNG"

    artist = Bot(bot.store, picture=draw)
    page = await artist.ask("timeline")
    for label, theme in (("As a picture", "light"), ("Dark", "dark")):
        answer = await artist.tap(page, label)
        assert (answer.file.name, answer.file.content, drawn[-1]) == (
            "coast-timeline.png",
            b"\x89PNG",
            ("coast", theme, "en"),
        )


async def test_without_a_painter_there_is_no_picture(bot):
    answer = await bot.tap(await bot.ask("timeline"), "As a picture")
    assert (answer.notice, answer.html) == ("Pictures are not switched on here.", "")


async def test_several_topics_are_shown_together_and_one_by_name(tmp_path):
    store = Store.open(tmp_path / "c.db")
    await store.write(fill)
    other = replace(TOPIC, id=TopicId("hills"), name="Hill talks")
    bot = Bot(store, topics=(TOPIC, other))
    both = await bot.ask("status")
    assert "Truce: strained" in visible(both)
    assert "Hill talks" in visible(both)
    assert "Truce: not known" in visible(await bot.tap(both, "Hill talks"))
    assert "Truce: not known" in visible(await bot.ask("status", "hills"))
    assert "There is no such topic." in (await bot.ask("status", "valley")).html
    store.close()


@pytest.mark.parametrize(
    ("command", "arguments", "part"),
    [("position", "", "latest positions"), ("deadlines", "", "open deadlines"), ("timeline", "", "the last 7 days"),
     ("timeline", "3", "the last 3 days")],
)  # fmt: skip
async def test_a_page_of_one_topic_has_a_way_to_that_of_the_others(two, command, arguments, part):
    first = await two.ask(command, arguments)
    assert f"Coast talks | {part}" in visible(first)
    second = await two.tap(first, "Hill talks")
    assert f"Hill talks | {part}" in visible(second)
    assert (await two.tap(second, "Coast talks")).html == first.html


@pytest.mark.parametrize("typed", ["hills", "HILLS", "Hill Talks", "hil", "hill", "hill talks  "])
@pytest.mark.parametrize(
    ("command", "part"), [("status", "Hill talks ·"), ("deadlines", "Hill talks | open deadlines")]
)
async def test_a_topic_is_known_by_whatever_means_it_alone(two, command, part, typed):
    assert part in visible(await two.ask(command, typed))


@pytest.mark.parametrize(("typed", "head"), [("valley", "There is no such topic. There are:"), ("talks", "Which topic?"),
                                             ("🕊", "There is no such topic. There are:")])  # fmt: skip
@pytest.mark.parametrize(
    ("command", "part"), [("status", "Hill talks ·"), ("deadlines", "Hill talks | open deadlines")]
)
async def test_a_topic_that_is_not_clear_is_asked_for_with_a_button_for_each(two, command, part, typed, head):
    asked = await two.ask(command, typed)
    assert visible(asked).splitlines() == [head, f"/{command} coast - Coast talks", f"/{command} hills - Hill talks"]
    assert part in visible(await two.tap(asked, "Hill talks"))


async def test_a_calendar_file_of_one_topic_by_a_part_of_its_name(two):
    assert (await two.ask("deadlines", "Hill ICS")).file.name == "hills-deadlines.ics"
    assert (await two.ask("deadlines", "ics")).file.name == "coast-deadlines.ics"


def test_a_dispute_of_what_stands_is_no_move():
    change = Change(
        field=Field.TRUCE, event="disputed", before=State.AGREED, after=State.AGREED, phase=None, at=NOW, evidence=()
    )
    assert moved(change, words("en")) == "agreed"
    assert moved(replace(change, after=State.COLLAPSED), words("en")) == "agreed → collapsed"


async def test_in_a_terminal_the_status_has_no_addresses(bot):
    page = await bot.ask("status", kind=Kind.TERMINAL)
    assert "href" not in page.html
    assert State.STRAINED.value in page.html
