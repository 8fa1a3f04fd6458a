"""/why, /sources and the buttons Reports and Why: what is stored of how an alert came about, for whoever asks."""

from collections.abc import Sequence

from bot.chat.house import Asked, House, stale
from bot.chat.lookups import library
from bot.chat.pages import whypages
from bot.chat.pages.alertbuttons import below
from bot.chat.pages.whypages import Compared, ReportView, SourceRow, WhyView
from bot.chat.requests import Answer, Kind
from bot.core.alert.attribution import attribute
from bot.core.detect.roles import ActorTable
from bot.core.model import (
    SILENT_EDITS,
    Alert,
    AlertId,
    Decision,
    DevelopmentId,
    Reason,
    Report,
    Source,
    SubscriptionKey,
    Topic,
)
from bot.core.people import filters
from bot.core.people.subjects import Subjects
from bot.errors import FilterError
from storage.store import Tables

_TOAST = 190


async def why(house: House, asked: Asked) -> Answer:
    """Why the alert came that is replied to; without a reply, the last one here, else the last there is."""
    found = await house.store.read(lambda tables: _asked_for(house, tables, asked))
    if found is None:
        say = asked.words.say
        return Answer(html=say("That message is no alert of mine.") if asked.request.reply_to else say("No alert yet."))
    return await _page(house, asked, found)


async def why_tapped(house: House, asked: Asked) -> Answer:
    """The button Why: `alert`."""
    found = await house.store.read(lambda tables: _original(tables, AlertId(asked.arguments)))
    if found is None:
        return stale(asked)
    if asked.request.kind is Kind.CHANNEL and not asked.request.from_private:
        view = await house.store.read(lambda tables: _view(house, tables, asked, found))
        return Answer(notice=whypages.reason_words(view.said, asked.words)[:_TOAST]) if view else stale(asked)
    return await _page(house, asked, found)


async def reports_tapped(house: House, asked: Asked) -> Answer:
    """The button Reports: `alert`. In a channel, where everybody taps, it is shown to the one who did."""
    found = await house.store.read(lambda tables: _original(tables, AlertId(asked.arguments)))
    topic = house.topic(found.topic) if found else None
    if found is None or topic is None:
        return stale(asked)
    views = await house.store.read(lambda tables: _reports(tables, found.development, topic))
    if asked.request.kind is Kind.CHANNEL and not asked.request.from_private:
        return Answer(notice=asked.words.label("; ").join(view.versions[-1].outlet for view in views)[:_TOAST])
    headline = next((one.versions[-1].headline for one in views if one.versions[0].id == found.report), "")
    return Answer(html=whypages.reports(headline, views, asked.words), fresh=True)


async def sources(house: House, asked: Asked) -> Answer:
    """Each outlet's health and last report."""
    rows = await house.store.read(lambda tables: [_source(tables, source) for source in house.sources])
    return Answer(html=whypages.sources(rows, asked.now, asked.words))


async def _page(house: House, asked: Asked, alert: Alert) -> Answer:
    view = await house.store.read(lambda tables: _view(house, tables, asked, alert))
    if view is None:
        return stale(asked)
    return Answer(html=whypages.why(view, asked.words), rows=below(alert.id, asked.words), fresh=True)


# Which alert


def _asked_for(house: House, tables: Tables, asked: Asked) -> Alert | None:
    request = asked.request
    if request.reply_to:
        name = tables.outbox.alert_of_message(request.chat, request.reply_to)
        return _original(tables, name) if name else None
    name = tables.outbox.last_alert(request.chat, request.thread)
    if name is not None:
        return _original(tables, name)
    newest = [tables.developments.newest_alert(topic.id) for topic in house.topics]
    return max((one for one in newest if one), key=lambda one: one.created_at, default=None)


def _original(tables: Tables, name: AlertId) -> Alert | None:
    """An alert; of a reply to one, the alert itself."""
    alert = tables.developments.alert(name)
    if alert is None or alert.reason not in (Reason.CORRECTION, Reason.EDIT):
        return alert
    return next(iter(tables.developments.alerts_of(alert.development)), None)


# What is known of it


def _view(house: House, tables: Tables, asked: Asked, alert: Alert) -> WhyView | None:
    topic = house.topic(alert.topic)
    decision = _decision(tables, alert)
    if topic is None or decision is None:
        return None
    reports = _reports(tables, alert.development, topic)
    lead = next((one for one in reports if one.versions[0].id == alert.report), None)
    key = SubscriptionKey(chat=asked.request.chat, thread=asked.request.thread, topic=topic.id)
    subscription = tables.subscriptions.get(key)
    active = subscription is not None and subscription.active
    return WhyView(
        headline=lead.versions[-1].headline if lead else "",
        decision=decision,
        said=library.said_of(tables, decision),
        topic=topic.name,
        compared=_compared(tables, decision),
        level=subscription.level if subscription and active else None,
        filters=_matched(subscription.filters, topic, decision, reports) if subscription and active else None,
        reports=reports,
        corrections=tuple(
            f"{one.report.outlet}: {one.report.headline}" for one in tables.developments.corrections(alert.development)
        ),
        disputed=_disputed(tables, alert, decision),
        actors={actor.id: actor.names[0] for actor in topic.actors},
    )


def _decision(tables: Tables, alert: Alert) -> Decision | None:
    decisions = tables.developments.decisions(alert.report)
    return next((one for one in decisions if one.version == alert.version and one.topic == alert.topic), None)


def _reports(tables: Tables, development: DevelopmentId, topic: Topic) -> tuple[ReportView, ...]:
    actors = ActorTable(topic)
    return tuple(_report(tables, report, topic, actors) for report in tables.developments.reports(development))


def _report(tables: Tables, report: Report, topic: Topic, actors: ActorTable) -> ReportView:
    decided = (one for one in tables.developments.decisions(report.id) if one.topic == topic.id)
    decisions = [one for one in decided if one.version <= report.version]
    last = next((one for one in reversed(decisions) if one.reason not in SILENT_EDITS), None)
    return ReportView(
        versions=tables.reports.versions(report.id),
        decision=last,
        said=library.said_of(tables, last) if last else "",
        claims=attribute(report.headline, report.summary, actors, report.outlet).shown,
    )


def _matched(
    texts: Sequence[str], topic: Topic, decision: Decision, reports: Sequence[ReportView]
) -> tuple[tuple[str, bool], ...]:
    """Each filter of the place, and whether it lets the alert through."""
    if not reports:
        return ()
    last = [view.versions[-1] for view in reports]
    subject = Subjects(topic).words(decision.act, last[0], last[1:])
    return tuple((text, _matches(text, subject)) for text in texts)


def _matches(text: str, subject: filters.Subject) -> bool:
    try:
        return filters.matches(filters.parse(text), subject)
    except FilterError:
        return False


def _compared(tables: Tables, decision: Decision) -> tuple[Compared, ...]:
    filing = decision.explanation.get("filing")
    rows = filing.get("candidates") if isinstance(filing, dict) else None
    found = []
    for row in rows if isinstance(rows, list) else []:
        if isinstance(row, dict) and isinstance(score := row.get("score"), int | float):
            headline = _headline(tables, DevelopmentId(str(row["development"])))
            found.append(Compared(headline=headline, score=float(score), reason=str(row["reason"])))
    return tuple(found)


def _headline(tables: Tables, development: DevelopmentId) -> str:
    known = tables.developments.get(development)
    report = tables.reports.newest(known.first_report) if known else None
    return report.headline if report else ""


def _disputed(tables: Tables, alert: Alert, decision: Decision) -> tuple[tuple[str, str], ...]:
    found = [("disputes", _headline(tables, decision.disputes))] if decision.disputes else []
    others = tables.developments.disputing(alert.development)
    found += [("disputed_by", _headline(tables, other.development)) for other in others]
    return tuple(found)


def _source(tables: Tables, source: Source) -> SourceRow:
    state = tables.feeds.state(source.id)
    wrong = "retired: the feed is gone" if state.retired_at else state.problem
    waiting = "answers" if state.succeeded_at else "not asked yet"
    return SourceRow(
        outlet=source.outlet,
        healthy=state.succeeded_at is not None and not wrong,
        state=wrong or waiting,
        succeeded=state.succeeded_at,
        notes=tuple(sorted(flag.sentence for flag in state.flags)),
        last=tables.reports.last_of(source.id),
    )
