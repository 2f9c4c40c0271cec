"""The domain: one plain record per document, and the journeys made of them."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar, cast

from sphinx.domains import Domain
from sphinx.locale import _ as sphinx_text

from .core.assemble import assemble
from .core.model import Journeys
from .core.plan import Plan
from .core.select import Choice, choose

if TYPE_CHECKING:
    from collections.abc import Mapping
    from collections.abc import Set as AbstractSet

    from sphinx.builders import Builder
    from sphinx.environment import BuildEnvironment

    from .config import Config
    from .core.document import Document
    from .core.problems import Problem


class JourneyDomain(Domain):
    """Records by docname, kept with the environment; plan and journeys, made anew each build."""

    name = "journey"
    label = "Journey"
    data_version = 1
    initial_data: ClassVar[dict[str, Any]] = {
        "records": {},
        "dashboards": {},
        "showing": {},
        "digests": {},
    }

    config: Config | None = None
    """The checked configuration; ``None`` in a project without a journey."""
    builder: Builder | None = None
    """The builder at work."""
    doctreedir: Path = Path()
    """Where Sphinx keeps doctrees, and what is drawn once for all builders."""
    plan: Plan = Plan()
    scanned: Mapping[str, Document]
    """The documents about to be read, by their front matter alone."""
    outline: Journeys
    """The journeys as far as front matter tells, for directives that run while reading."""
    journeys: Journeys
    """The journeys of this build; made when every document has been read."""

    def __init__(self, env: BuildEnvironment) -> None:
        super().__init__(env)
        self.scanned = {}
        self.outline = self.journeys = Journeys({}, {})

    @property
    def records(self) -> dict[str, Document]:
        """The record of each document that has been read."""
        return cast("dict[str, Document]", self.data["records"])

    @property
    def dashboards(self) -> dict[str, tuple[str | None, ...]]:
        """Per docname of a page with series-progress: the journeys it names, ``None`` unnamed."""
        return cast("dict[str, tuple[str | None, ...]]", self.data["dashboards"])

    @property
    def showing(self) -> dict[str, bool]:
        """The docnames of pages with a directive that shows a journey."""
        return cast("dict[str, bool]", self.data["showing"])

    @property
    def digests(self) -> dict[str, str]:
        """Per builder: a digest of the journeys it showed last."""
        return cast("dict[str, str]", self.data["digests"])

    def note_dashboard(self, docname: str, journey_id: str | None) -> None:
        """Note that a page carries the dashboard of a journey."""
        self.dashboards[docname] = (*self.dashboards.get(docname, ()), journey_id)

    def clear_doc(self, docname: str) -> None:
        """Forget a document."""
        self.records.pop(docname, None)
        self.dashboards.pop(docname, None)
        self.showing.pop(docname, None)

    def merge_domaindata(self, docnames: AbstractSet[str], otherdata: dict[str, Any]) -> None:
        """Take over the records that a parallel reader made."""
        for kind in ("records", "dashboards", "showing"):
            for docname in sorted(docnames & otherdata[kind].keys()):
                self.data[kind][docname] = otherdata[kind][docname]

    def resolve_any_xref(self, *_args: object, **_options: object) -> list[Any]:
        """Nothing of this domain is a target yet."""
        return []

    def make_outline(self, config: Config, found: AbstractSet[str]) -> None:
        """Place every document by its front matter, before any is read."""
        documents = {}
        for docname in sorted(found):
            document = self.scanned.get(docname) or self.records.get(docname)
            if document is not None:
                documents[docname] = document
        self.outline, _ = assemble(self.plan, documents, config.settings)

    def progress_page(self, journey_id: str) -> str | None:
        """Return the document that carries a journey's dashboard, or ``None``."""
        for docname, named in sorted(self.dashboards.items()):
            for name in named:
                choice = choose(self.journeys, docname, name, None)
                if isinstance(choice, Choice) and choice.journey.id == journey_id:
                    return docname
        return None

    def make_journeys(self, config: Config) -> tuple[Problem, ...]:
        """Make the journeys of this build; return what is wrong with them."""
        documents = {
            docname: replace(record, title=self._title(docname))
            for docname, record in sorted(self.records.items())
            if docname in self.env.titles
        }
        self.journeys, problems = assemble(self.plan, documents, config.settings)
        return problems

    def _title(self, docname: str) -> str | None:
        text = self.env.titles[docname].astext()
        return None if text == sphinx_text("<no title>") else text


def journey_domain(env: BuildEnvironment) -> JourneyDomain:
    """Return the domain of an environment."""
    return cast("JourneyDomain", env.get_domain(JourneyDomain.name))
