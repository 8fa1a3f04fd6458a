"""Yesterday in a few lines, once or every day."""

from datetime import timedelta

from tests.chat.lookups.person import visible
from tests.web.stand import NOW, decided, reported


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


async def test_a_full_brief_still_tells_the_next_deadline_and_which_feeds_are_blind(bot):
    def crowd(tables):
        for number in range(600, 640):
            report = reported(13, "lantern", f"Veland says talks on truce go on, hour {number}", number)
            tables.reports.add(report)
            tables.developments.record(decided(report, f"{number:016x}", 2))

    await bot.store.write(crowd)
    lines = visible(await bot.ask("brief")).splitlines()
    assert len(lines) == 12
    assert lines[2].startswith("Since then:")
    assert "".join(line[0] for line in lines[3:-3]) == "◆•••••"
    assert lines[-3] == "and 38 more: /timeline 2"
    assert lines[-2].startswith("Deadline in 2 d 12 h")
    assert lines[-1].startswith("Blind now: ")


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
