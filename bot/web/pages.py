"""Gathers and renders the public pages: templates with autoescape, values from the same views as the chat's."""

from dataclasses import dataclass
from datetime import datetime
from functools import cache
from importlib import resources
from typing import Any

from jinja2 import Environment, FunctionLoader, StrictUndefined

from bot.chat.lookups import library, viewing
from bot.chat.pages.views import StatusView
from bot.core.alert.compose import report_block
from bot.core.alert.content import ReportBlock
from bot.core.alert.corroborate import count_outlets
from bot.core.alert.display import cut_headline, safe_link
from bot.core.detect.roles import ActorTable
from bot.core.model import Development, DevelopmentId, Report, Source, Topic
from bot.web.tongue import Speech, Tongue
from storage.store import Tables

LISTED = 30
_FIRST_PAGE = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """A development as a list shows it: the block of its first report, and what is known of all of them.

    `at` is the outlet's own time where `stated`, else when we first saw it. `corrected_by` and `withdrawn_by` name the
    outlets that did so with a report of theirs.
    """

    id: DevelopmentId
    act: str | None
    importance: int | None
    at: datetime
    stated: bool
    changed: datetime
    outlets: int
    language: str
    link: str | None
    topic: str
    block: ReportBlock
    corrected_by: tuple[str, ...] = ()
    withdrawn_by: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Reported:
    """One report of a development, with all its headlines, and its outlet where that corrected or withdrew it."""

    block: ReportBlock
    language: str
    link: str | None
    wire: str | None
    versions: tuple[Report, ...]
    corrected_by: tuple[str, ...] = ()
    withdrawn_by: tuple[str, ...] = ()


@cache
def _environment(tongue: Tongue) -> Environment:
    folder = resources.files("bot").joinpath("data").joinpath("web")
    environment = Environment(
        autoescape=True, loader=FunctionLoader(lambda name: folder.joinpath(name).read_text(encoding="utf-8")),
        undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True,
    )  # fmt: skip
    functions = Speech(tongue).functions()
    environment.globals.update(functions)
    environment.filters.update(moment=functions["moment"], due=functions["due"])
    return environment


class Pages:
    """Renders pages of some topics."""

    def __init__(self, topics: tuple[Topic, ...], sources: tuple[Source, ...]) -> None:
        self.topics = topics
        self._sources = sources
        self._actors = {topic.id: ActorTable(topic) for topic in topics}

    def topic(self, wanted: str) -> Topic | None:
        """The topic of an address."""
        return next((one for one in self.topics if one.id == wanted), None)

    def index(self, tables: Tables, now: datetime, tongue: Tongue) -> str:
        """The status of every topic, and what is new."""
        topics = [(self._view(tables, topic, now), self.listed(tables, topic, _FIRST_PAGE)) for topic in self.topics]
        return self._render("index.html", now, tongue, topics=topics)

    def of_topic(self, tables: Tables, topic: Topic, now: datetime, tongue: Tongue) -> str:
        """All of one topic."""
        view = self._view(tables, topic, now)
        return self._render("topic.html", now, tongue, view=view, lines=self.listed(tables, topic, LISTED))

    def of_development(self, tables: Tables, wanted: str, now: datetime, tongue: Tongue) -> str | None:
        """All reports of one development, with versions and claimants; None where there is none."""
        development = tables.developments.get(DevelopmentId(wanted))
        topic = self.topic(development.topic) if development else None
        if development is None or topic is None:
            return None
        reports = tables.developments.reports(development.id)
        return self._render(
            "development.html", now, tongue, line=self._listed(tables, topic, development), topic=topic,
            lead=cut_headline(reports[0].headline), copies=len(count_outlets(reports).copies),
            reports=[self._reported(tables, topic, development, one) for one in reports],
        )  # fmt: skip

    def missing(self, heading: str, now: datetime, tongue: Tongue) -> str:
        """The page for what is not there; the heading is a text to be translated."""
        return self._render("missing.html", now, tongue, heading=heading)

    def listed(self, tables: Tables, topic: Topic, most: int) -> list[Listed]:
        """The latest developments of a topic, newest first."""
        return [self._listed(tables, topic, one) for one in tables.developments.latest(topic.id, most)]

    def _listed(self, tables: Tables, topic: Topic, development: Development) -> Listed:
        reports = tables.developments.reports(development.id)
        lead = reports[0]
        at = lead.told(development.first_at)
        corrected, withdrawn = library.taken_back(tables, development.id)
        return Listed(
            id=development.id,
            act=development.act,
            importance=development.importance,
            at=at,
            stated=at == lead.published,
            changed=development.changed_at,
            outlets=len(count_outlets(reports).counted),
            language=lead.language,
            link=safe_link(lead.link),
            topic=topic.name,
            block=report_block(lead, self._actors[topic.id]),
            corrected_by=corrected,
            withdrawn_by=withdrawn,
        )

    def _reported(self, tables: Tables, topic: Topic, development: Development, report: Report) -> Reported:
        corrected, withdrawn = library.taken_back(tables, development.id, report.id)
        return Reported(
            block=report_block(report, self._actors[topic.id]),
            language=report.language,
            link=safe_link(report.link),
            wire=report.wire,
            versions=tables.reports.versions(report.id),
            corrected_by=corrected,
            withdrawn_by=withdrawn,
        )

    def _view(self, tables: Tables, topic: Topic, now: datetime) -> StatusView:
        return viewing.status(tables, topic, self._sources, now)

    @staticmethod
    def _render(template: str, now: datetime, tongue: Tongue, **values: Any) -> str:  # noqa: ANN401 (a template takes anything)
        return _environment(tongue).get_template(template).render(now=now, **values)
