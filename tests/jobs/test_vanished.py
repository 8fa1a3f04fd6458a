"""Pages of alerted reports, asked for over real HTTP: what is gone is withdrawn, and nobody is asked too often."""

from collections import Counter
from datetime import UTC, datetime, timedelta

import pytest
from aiohttp import web

from bot.core.model import Reason, SubscriptionKey
from bot.jobs.vanished import PageWatch
from storage import uptake
from tests.feeds.serving import item, rss, served
from tests.jobs.newsroom import TOPIC, a_source, newsroom

START = datetime(2030, 5, 1, tzinfo=UTC)
HOUR = timedelta(hours=1)


class Outlet:
    """A feed and its pages. `status` is what pages answer, by path."""

    def __init__(self):
        self.base = ""
        self.items = ["Old talks"]
        self.status = {}
        self.asked = []
        self.headers = {}

    async def __call__(self, request):
        if request.path == "/feed":
            items = [item(name, guid=name, link=f"{self.base}/page/{name[:3]}", at=START - HOUR) for name in self.items]
            return web.Response(body=rss(items), content_type="application/rss+xml")
        self.asked.append((request.method, request.path))
        return web.Response(status=self.status.get(request.path, 200), headers=self.headers)


class Room:
    def __init__(self, room, outlet):
        self.room, self.outlet = room, outlet
        self.watch = PageWatch(
            store=room.store, desk=room.poller._desk, asker=room.poller._fetcher, sources=room.sources, clock=room.clock
        )

    async def hours(self, number, **statuses):
        """Let hours pass, looking every ten minutes. Returns how many reports were withdrawn."""
        self.outlet.status = {f"/page/{name}": status for name, status in statuses.items()}
        withdrawn = 0
        for _ in range(int(number * 6)):
            self.room.clock.turn_to(self.room.clock() + timedelta(minutes=10))
            withdrawn += await self.watch.look()
        return withdrawn

    def reports(self):
        def read(tables):
            return [
                (one.headline, one.version, decision.reason)
                for alert in tables.developments.told_since(TOPIC.id, START)
                for one in tables.reports.versions(alert[1].id)
                for decision in tables.developments.decisions(one.id)
                if decision.version == one.version
            ]

        return self.room.store.read_now(read)


@pytest.fixture
async def town(tmp_path):
    outlet = Outlet()
    async with served(outlet) as base:
        outlet.base = base
        async with newsroom(tmp_path, START, [a_source(f"{base}/feed")]) as room:
            key = SubscriptionKey(chat=1, thread=0, topic=TOPIC.id)
            await room.store.write(lambda tables: tables.subscriptions.subscribe(key, START))
            await room.poll()
            outlet.items = ["Osk says truce talks resume", *outlet.items]
            await room.poll(minutes=5)
            yield Room(room, outlet)


async def test_a_page_that_is_gone_twice_withdraws_its_report_in_the_servers_words(town):
    assert await town.hours(2) == 0
    assert await town.hours(1.5, Osk=410) == 0
    assert await town.hours(1.5, Osk=410) == 1
    assert town.reports() == [
        ("Osk says truce talks resume", 1, Reason.NEW_DEVELOPMENT),
        ("Osk says truce talks resume", 2, Reason.CORRECTION),
    ]
    content, kinds = town.room.store.read_now(_withdrawal(town))
    assert (content.kind, content.new, content.old) == ("withdrawn", "HTTP 410 Gone", "Osk says truce talks resume")
    assert await town.hours(3, Osk=410) == 0
    assert kinds["alert"] == 1
    assert (await town.room.poll(hours=1)).reports == 0  # the same item in the feed brings nothing back


def _withdrawal(town):
    def read(tables):
        announcer = town.watch.desk.announcer
        alerts = tables.developments._connection.execute("SELECT id FROM alerts WHERE reason = 'correction'").fetchall()
        (alert,) = (tables.developments.alert(row["id"]) for row in alerts)
        return announcer.content(tables, alert, town.room.clock()), Counter(
            one.kind.value for one in tables.outbox.all()
        )

    return read


async def test_the_status_takes_back_what_a_page_that_is_gone_said(town):
    await town.hours(2)
    await town.hours(3, Osk=404)
    pending = town.room.store.read_now(lambda tables: tables.status.pending(tables.status.fold(TOPIC.id, "x"), 9))
    gone = [one for one in pending if one.corrects]
    assert [(one.report.version, one.corrects) for one in gone] == [(2, gone[0].report.id)]
    assert uptake.take_up_now(town.room.store, (TOPIC,)) == len(pending)


async def test_a_page_is_asked_for_with_head_once_an_hour_for_a_day_and_old_news_never(town):
    assert await town.hours(40) == 0
    assert {method for method, _ in town.outlet.asked} == {"HEAD"}
    assert {path for _, path in town.outlet.asked} == {"/page/Osk"}
    assert 20 <= len(town.outlet.asked) <= 24


async def test_a_host_that_asks_us_to_wait_is_left_alone(town):
    town.outlet.headers = {"Retry-After": str(8 * 3600)}
    await town.hours(7, Osk=429)
    assert len(town.outlet.asked) == 1


async def test_a_page_that_does_not_answer_is_no_withdrawal(town, caplog):
    await town.hours(2)
    town.outlet.status = {}
    await town.hours(4, Osk=500)
    assert [reason for _, _, reason in town.reports()] == [Reason.NEW_DEVELOPMENT]


async def test_a_restart_asks_nobody_sooner(town):
    await town.hours(0.5)
    again = Room(town.room, town.outlet)
    await again.hours(0.5)
    assert len(town.outlet.asked) == 1
