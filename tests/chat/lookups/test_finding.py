"""The latest developments, and searches."""

from dataclasses import replace

import pytest

from bot.core.model import Reason
from tests.chat.lookups.person import TAG, Bot, visible
from tests.web.stand import TOPIC, decided, development, reported


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


@pytest.mark.parametrize("topics", [2, 5, 42])
@pytest.mark.parametrize(("command", "arguments"), [("latest", "20"), ("latest", "20 truce"), ("brief", ""), ("status", "x"),
                                                    ("position", "nobody"), ("pin", "")])  # fmt: skip
async def test_pages_about_several_topics_fit_one_message(store, topics, command, arguments):
    many = tuple(
        replace(TOPIC, id=f"t{number}", name=f"Talks number {number} of the long coast") for number in range(topics)
    )

    def crowd(tables):
        for topic in many[:5]:
            for number in range(30):
                at = 12 + number % 15
                long = f"Ardania and Coastal Front hold truce talks, round {number}, " + "in a long headline " * 8
                report = reported(at, "lantern", long, number)
                tables.reports.add(report)
                name = f"{int(topic.id[1:]):08x}{number:08x}"
                tables.developments.record(decided(report, name, 2, topic=topic))

    store.write_now(crowd)
    page = visible(await Bot(store, topics=many).ask(command, arguments, operator=True))
    assert len(page.encode("utf-16-le")) // 2 <= 4096
    if command in ("latest", "brief"):
        assert sum(one.name in page for one in many) == topics or "more not shown" in page
        assert all(page.count(f"{one.name} |") == 1 for one in many[: min(topics, 5)])
