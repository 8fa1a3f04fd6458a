"""What people are shown when they ask where the talks stand: through the commands, over a real store."""

import re
from dataclasses import replace
from datetime import timedelta

import pytest

from bot.chat.commands import Commands
from bot.chat.languages import words
from bot.chat.pages.listpages import moved
from bot.chat.pages.plain import plain
from bot.chat.requests import Kind, Request
from bot.core.alert.states import Field, State
from bot.core.alert.status import Change
from bot.core.model import ChatId, Reason, TopicId
from storage.store import Store
from tests.web.stand import NEWS, NOW, SOURCES, TOPIC, decided, development, fill, reported

TAG = re.compile(r"<[^>]+>")


class Bot:
    """Commands over a store, as one person sees them."""

    def __init__(self, store, topics=(TOPIC,), picture=None):
        self.store, self.now = store, NOW
        self.commands = Commands(store=store, topics=topics, sources=SOURCES, clock=lambda: self.now, picture=picture)

    def request(self, arguments="", kind=Kind.PRIVATE, *, operator=False):
        return Request(chat=ChatId(5), asker=5, kind=kind, arguments=arguments, operator=operator)

    async def ask(self, name, arguments="", **more):
        return await self.commands.answer(name, self.request(arguments, **more))

    async def tap(self, answer, label):
        buttons = {button.label: button.action for row in answer.rows for button in row}
        assert all(len(action.encode()) <= 40 for action in buttons.values())  # a seal comes to it, of 64 bytes
        return await self.commands.tap(self.request(buttons[label]))


@pytest.fixture
async def bot(tmp_path):
    store = Store.open(tmp_path / "a.db")
    await store.write(fill)
    yield Bot(store)
    store.close()


@pytest.fixture
async def empty(tmp_path):
    store = Store.open(tmp_path / "b.db")
    yield Bot(store)
    store.close()


def visible(answer):
    return plain(re.sub(r'<a href="[^"]*">(.*?)</a>', r"\1", answer.html))


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


async def test_the_latest_say_what_was_corrected_or_withdrawn(bot):
    def take_back(tables):
        for number, source, of, withdrawn in ((101, "lantern", "d7", True), (102, "courier", "d6", False)):
            notice = reported(1, source, "A notice", number)
            decision = decided(notice, development(of), 1, reason=Reason.CORRECTION)
            tables.reports.add(notice)
            told = {"correction": {"text": "A notice", "withdrawn": withdrawn}}
            tables.developments.record(replace(decision, explanation=told))

    await bot.store.write(take_back)
    page = (await bot.ask("latest", "3")).html
    withdrawn, corrected, neither = page.split("\n\n")[1:]
    assert "<s>" in withdrawn
    assert "Withdrawn by The Lantern" in withdrawn
    assert "Corrected by Port Courier" in corrected
    assert "<s>" not in corrected + neither
    assert " by " not in TAG.sub("", neither)


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


@pytest.mark.parametrize("days", ["0", "31", "x", "-1", "٣"])
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


async def test_latest_takes_a_number_and_words(bot):
    assert (await bot.ask("latest", "2")).html.count("Says who") == 2
    narrowed = await bot.ask("latest", "5 prisoners")
    assert "39 prisoners" in narrowed.html
    assert "violating" not in narrowed.html
    assert "None of the latest matches." in (await bot.ask("latest", "zeppelin")).html


@pytest.mark.parametrize("arguments", ["0", "21", "99999", "(", "5 ("])
async def test_latest_that_cannot_be_read_is_explained(bot, arguments):
    assert "/latest 10" in (await bot.ask("latest", arguments)).html


async def test_search_is_paged_by_buttons_in_place(bot):
    def more(tables):
        for number in range(400, 412):
            report = reported(number - 390, "courier", f"Truce bulletin number {number} from Port Lume", number)
            tables.reports.add(report)
            tables.developments.record(decided(report, f"{number:016x}", 2))

    await bot.store.write(more)
    first = await bot.ask("search", "truce bulletin")
    assert "1 to 5 of 12" in first.html
    second = await bot.tap(first, "More ›")
    third = await bot.tap(second, "More ›")
    assert "11 to 12 of 12" in third.html
    assert "More ›" not in [button.label for row in third.rows for button in row]
    assert (await bot.tap(second, "‹ Better")).html == first.html


async def test_search_for_nothing_and_for_what_is_not_there(bot):
    assert "/search words" in (await bot.ask("search", "  ")).html
    assert "No report on the watched topics has these words." in (await bot.ask("search", "zeppelin <b>")).html
    assert "<b>Search</b> | zeppelin &lt;b&gt;" in (await bot.ask("search", "zeppelin <b>")).html


async def test_an_operator_pins_with_who_and_when_and_takes_it_off(bot):
    done = await bot.ask("pin", "truce in force phase 2", operator=True)
    assert "Pinned: truce in force (phase 2), by operator 5." in done.html
    assert "Truce: in force (phase 2) · pinned by operator 5 12:00; by rule: strained" in visible(
        await bot.ask("status")
    )
    assert "The pin is off." in (await bot.ask("pin", "truce off", operator=True)).html
    assert "Truce: strained" in visible(await bot.ask("status"))
    assert "There is no pin." in (await bot.ask("pin", "truce off", operator=True)).html


@pytest.mark.parametrize(
    "arguments", ["truce", "truce stalled", "talks in force", "truce splendid", "truce agreed phase 2", "x y"]
)
async def test_a_pin_that_makes_no_sense_is_explained(bot, arguments):
    assert "/pin truce in force phase 2" in (await bot.ask("pin", arguments, operator=True)).html
    assert await bot.store.read(lambda tables: tables.status.pins(TOPIC.id)) == ()


async def test_nobody_else_can_pin(bot):
    assert await bot.ask("pin", "truce collapsed") is None


async def test_pin_alone_lists_what_the_rules_left(bot):
    def odd(tables):
        for number, headline in ((500, "Truce between Ardania and Coastal Front collapses"),):
            report = reported(2, "lantern", headline, number)
            tables.reports.add(report)
            tables.developments.record(decided(report, f"{number:016x}", 2))

    await bot.store.write(odd)
    page = await bot.ask("pin", operator=True)
    assert "reported: strained → collapsed" in TAG.sub("", page.html)
    assert "Reported (1 outlet): collapsed" in visible(await bot.ask("status"))


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


@pytest.fixture
async def two(tmp_path):
    store = Store.open(tmp_path / "d.db")
    await store.write(fill)
    yield Bot(store, topics=(TOPIC, replace(TOPIC, id=TopicId("hills"), name="Hill talks")))
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


async def test_a_pin_says_which_of_several_topics_it_is_on(two):
    assert (await two.ask("pin", "hills truce agreed", operator=True)).html.startswith(
        "<b>Hill talks</b>\nPinned: truce"
    )
    assert "<b>Hill talks</b>\nPinned: talks" in (await two.ask("pin", "Hill Talks talks stalled", operator=True)).html


async def test_a_pin_of_no_topic_is_put_on_none_of_several_and_asks_which(two):
    page = visible(await two.ask("pin", "truce in force phase 2", operator=True))
    assert page.splitlines() == [
        "Which topic?",
        "/pin coast truce in force phase 2 - Coast talks",
        "/pin hills truce in force phase 2 - Hill talks",
    ]
    for topic in ("coast", "hills"):
        assert await two.store.read(lambda tables, topic=topic: tables.status.pins(topic)) == ()


async def test_pin_alone_lists_what_is_left_in_every_topic_and_one_by_name(two):
    every = visible(await two.ask("pin", operator=True))
    assert "Coast talks | reported and not taken by rule" in every
    assert "Hill talks | reported and not taken by rule" in every
    assert "/pin hills truce in force" in every
    one = visible(await two.ask("pin", "HILL", operator=True))
    assert "Hill talks | reported" in one
    assert "Coast talks |" not in one


async def test_pin_alone_fits_one_message_however_much_is_left(two):
    def much(tables):
        for number in range(300, 420):
            headline = (
                f"Truce between Ardania and Coastal Front collapses, says Gull Ward {number} of the harbour board"
            )
            source = ("lantern", "courier")[number % 2]
            report = reported(2 + number % 90, source, headline, number)
            tables.reports.add(report)
            for topic in (TOPIC, replace(TOPIC, id=TopicId("hills"))):
                tables.developments.record(decided(report, f"{topic.id[:1]}{number:015x}", 2, topic=topic))

    await two.store.write(much)
    page = visible(await two.ask("pin", operator=True))
    assert len(page) <= 4096
    assert "Coast talks | reported" in page
    assert "Hill talks | reported" in page


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


async def test_the_brief_is_yesterday_in_at_most_twelve_attributed_lines(bot):
    def crowd(tables):
        for number in range(600, 640):
            report = reported(20 + number % 9, "lantern", f"Veland says talks on truce go on, hour {number}", number)
            tables.reports.add(report)
            tables.developments.record(decided(report, f"{number:016x}", 2))

    await bot.store.write(crowd)
    page = visible(await bot.ask("brief"))
    lines = page.splitlines()
    assert len(lines) <= 12
    assert lines[0] == "Coast talks | Thursday 8 May 2031, times UTC"
    assert lines[1] == "At the end of the day: Truce: strained (disputed) · Talks: concluded"
    assert sum("Veland (says)" in line for line in lines) >= 3
    assert any(line.startswith("and ") and line.endswith("more: /timeline 2") for line in lines)
    await bot.ask("pin", "truce in force", operator=True)
    page = visible(await bot.ask("brief"))
    assert "At the end of the day: Truce: strained (disputed)" in page
    assert "Since then: Truce: in force (pinned by an operator) (disputed)" in page


async def test_a_brief_tells_where_its_day_ended_and_apart_from_it_what_moved_since(bot):
    """Talks are said to go on again only on the morning after; the truce is strained and disputed on the 8th."""
    lines = visible(await bot.ask("brief")).splitlines()
    assert lines[1:3] == [
        "At the end of the day: Truce: strained (disputed) · Talks: concluded",
        "Since then: Talks: negotiating",
    ]
    bot.now = NOW - timedelta(days=1)
    lines = visible(await bot.ask("brief")).splitlines()
    assert lines[0] == "Coast talks | Wednesday 7 May 2031, times UTC"
    assert lines[1] == "At the end of the day: Truce: in force · Talks: concluded"
    assert "strained" not in "".join(lines[3:])


async def test_a_brief_where_nothing_moved_since_says_its_state_once(bot):
    bot.now = NOW + timedelta(days=1)
    page = visible(await bot.ask("brief"))
    assert "At the end of the day: Truce: strained (disputed) · Talks: negotiating" in page
    assert "Since then" not in page


async def test_a_brief_tells_of_a_pin_that_stood_at_the_end_of_its_day(bot):
    for days, wish in ((1.6, "truce in force phase 2"), (0.3, "truce off"), (0.2, "talks stalled")):
        bot.now = NOW - timedelta(days=days)
        await bot.ask("pin", wish, operator=True)
    bot.now = NOW
    lines = visible(await bot.ask("brief")).splitlines()
    assert lines[1:3] == [
        "At the end of the day: Truce: in force (phase 2) (pinned by an operator) (disputed) · Talks: concluded",
        "Since then: Truce: strained (disputed) · Talks: stalled (pinned by an operator)",
    ]


async def test_a_day_without_news_is_said_to_be_one(empty):
    assert "No development was recorded." in visible(await empty.ask("brief"))


async def test_a_brief_every_day_needs_a_subscription_and_a_time(bot):
    assert "Subscribe first" in (await bot.ask("brief", "08:00")).html
    await bot.ask("subscribe", "coast")
    assert "every day at 08:00 (UTC)" in (await bot.ask("brief", "8:00")).html
    assert "/brief 08:00" in (await bot.ask("brief", "25:00")).html
    assert "No more daily briefs." in (await bot.ask("brief", "off")).html
    assert "There was no daily brief." in (await bot.ask("brief", "off")).html
