"""The domain: one plain record per document, and the journeys made of them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar, Literal, NamedTuple, cast

from sphinx.locale import _ as sphinx_text

from ..config.images import ImageSettings
from ..core.assemble import assemble
from ..core.document import instant
from ..core.model import Journeys
from ..core.plan import Entry, Plan
from ..core.select import Choice, choose
from .roles import ReferenceDomain

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping
    from collections.abc import Set as AbstractSet

    from sphinx.builders import Builder
    from sphinx.environment import BuildEnvironment

    from ..config.values import Config
    from ..core.document import Document
    from ..core.gate import Withheld
    from ..core.problems import Problem
    from ..incremental.record import Rebuild
    from ..pictures.engine.model import Job, Prepared
    from ..pictures.engine.store import Store


@dataclass(frozen=True, slots=True)
class ViewRequest:
    """What a directive asks for: the view of a journey, or of one of its pillars."""

    kind: Literal["nav", "progress", "roadmap"]
    docname: str
    """The page it stands on."""
    journey: str | None
    """As given; ``None`` for the page's own, or the only one."""
    pillar: str | None = None
    view: str = "cards"


@dataclass(frozen=True, slots=True)
class ToctreeRequest:
    """What a journey-toctree asked for, and the documents it got."""

    journey: str | None
    pillar: str | None
    docnames: tuple[str, ...] | None
    """``None`` if it named no journey or pillar that is there."""


class Link(NamedTuple):
    """A reference as it stands in a document, before it is resolved."""

    domain: str
    type: str
    target: str
    part: str
    """The heading of the target that is meant, or nothing."""
    explicit: bool
    """Whether the link has words of its own."""


class Picture(NamedTuple):
    """A picture as it stands in a document."""

    candidates: tuple[tuple[str, str], ...]
    """By media type: paths from the source directory. ``*`` is the only one, ``?`` an address."""
    width: str
    """As the author wrote it; empty for none."""
    dark: str
    """The path of its variant for dark pages; empty for none."""
    alt: str
    own: bool
    """Whether it is a blog-image's."""
    enlarge: str
    """Whether the author wants it enlarged at a click: ``yes``, ``no`` or nothing."""


_BY_DOCUMENT = (
    "records",
    "view_requests",
    "toctree_requests",
    "named",
    "absent",
    "links",
    "pictures",
)


class JourneyDomain(ReferenceDomain):
    """Records by docname, kept with the environment; plan and journeys, made anew each build."""

    name = "journey"
    label = "Journey"
    data_version = 6
    initial_data: ClassVar[dict[str, Any]] = {
        "records": {},
        "view_requests": {},
        "toctree_requests": {},
        "named": {},
        "absent": {},
        "links": {},
        "pictures": {},
        "withheld": {},
        "has_journey": False,
        "manifest": None,
        "outline": None,
    }

    config: Config | None = None
    """The checked configuration; ``None`` in a project without a journey."""
    builder: Builder | None = None
    """The builder at work."""
    doctreedir: Path = Path()
    """Where Sphinx keeps doctrees, and what is drawn once for all builders."""
    has_manifest: bool = False
    misses_manifest: bool = False
    """Whether the project names a manifest that isn't there; its drafts stay hidden."""
    plan: Plan = Plan()
    scanned: Mapping[str, Document]
    """The documents about to be read, by their front matter alone."""
    journeys: Journeys
    """The journeys of this build; made when every document has been read."""
    entries: Mapping[str, Entry]
    """The manifest's entry of each document; the first counts."""
    withheld_targets: Mapping[str, str]
    """The withheld document that defines a label or term."""
    withheld_slugs: Mapping[str, str]
    """The withheld document that has a slug."""
    read_now: frozenset[str] = frozenset()
    """The documents that are read in this build."""
    is_left_alone: bool = False
    """Whether garbage collections pass over the environment in this build."""
    rebuild: Rebuild | None = None
    """What the builder at work wrote last, and writes now."""
    images: ImageSettings = ImageSettings()
    store: Store | None = None
    """Where this build keeps pictures; ``None`` where it makes none."""
    prepared: Mapping[Job, Prepared]
    """What this build made of pictures; empty where the builder at work shows none."""
    fetched: Mapping[str, Path | str]
    """By address: the file that a picture of another site was saved to, or why there is none."""
    warned: set[tuple[str, str]]
    """Where this build has warned of pictures, and how: some builders resolve a page repeatedly."""

    def __init__(self, env: BuildEnvironment) -> None:
        super().__init__(env)
        self.scanned, self.entries = {}, {}
        self.prepared, self.fetched, self.warned = {}, {}, set()
        self.withheld_targets, self.withheld_slugs = {}, {}
        self.journeys = Journeys({}, {})
        self._outline: Journeys | None = None

    @property
    def records(self) -> dict[str, Document]:
        """The record of each document that has been read."""
        return cast("dict[str, Document]", self.data["records"])

    @property
    def view_requests(self) -> dict[str, tuple[ViewRequest, ...]]:
        """Per docname: what its directives show of journeys."""
        return cast("dict[str, tuple[ViewRequest, ...]]", self.data["view_requests"])

    @property
    def toctree_requests(self) -> dict[str, tuple[ToctreeRequest, ...]]:
        """Per docname: what its journey-toctrees list."""
        return cast("dict[str, tuple[ToctreeRequest, ...]]", self.data["toctree_requests"])

    @property
    def named(self) -> dict[str, frozenset[str]]:
        """Per docname: the documents whose presence its doctree depends on.

        They are named by its toctrees or by links in Markdown, or their files are included or
        offered for download.
        """
        return cast("dict[str, frozenset[str]]", self.data["named"])

    @property
    def absent(self) -> dict[str, frozenset[str]]:
        """Per docname: the files that its links name and that were not there, from the source."""
        return cast("dict[str, frozenset[str]]", self.data["absent"])

    @property
    def links(self) -> dict[str, frozenset[Link]]:
        """Per docname: its references to other pages."""
        return cast("dict[str, frozenset[Link]]", self.data["links"])

    @property
    def pictures(self) -> dict[str, tuple[Picture, ...]]:
        """Per docname: its pictures, in the order in which they stand there."""
        return cast("dict[str, tuple[Picture, ...]]", self.data["pictures"])

    @property
    def withheld(self) -> dict[str, Withheld]:
        """The documents that this build leaves out."""
        return cast("dict[str, Withheld]", self.data["withheld"])

    def note_view(self, request: ViewRequest) -> None:
        """Note what a directive shows on its page."""
        self.view_requests[request.docname] = (
            *self.view_requests.get(request.docname, ()),
            request,
        )

    def note_toctree(self, docname: str, request: ToctreeRequest) -> None:
        """Note what a journey-toctree lists."""
        self.toctree_requests[docname] = (*self.toctree_requests.get(docname, ()), request)

    def note_named(self, docname: str, others: AbstractSet[str]) -> None:
        """Note that a doctree depends on which of these documents there are."""
        self.named[docname] = self.named.get(docname, frozenset()) | others

    def note_absent(self, docname: str, file: str) -> None:
        """Note that a page names a file that isn't there."""
        self.absent[docname] = self.absent.get(docname, frozenset()) | {file}

    def clear_doc(self, docname: str) -> None:
        """Forget a document."""
        for kind in _BY_DOCUMENT:
            self.data[kind].pop(docname, None)

    def merge_domaindata(self, docnames: AbstractSet[str], otherdata: dict[str, Any]) -> None:
        """Take over what a parallel reader noted."""
        for kind in _BY_DOCUMENT:
            for docname in sorted(docnames & otherdata[kind].keys()):
                self.data[kind][docname] = otherdata[kind][docname]

    @property
    def outline(self) -> Journeys:
        """The journeys as far as front matter tells, for directives that run while reading."""
        if self._outline is None:
            settings = self.config.settings if self.config else None
            self._outline = self.journeys
            if settings is not None:
                known = self.known_documents()
                self._outline, _ = assemble(self.plan, known, settings, self.withheld)
        return self._outline

    def known_documents(self) -> dict[str, Document]:
        """Return what front matter says of each document of this build."""
        documents = {}
        for docname in sorted(self.env.found_docs):
            document = self.scanned.get(docname) or self.records.get(docname)
            if document is not None:
                documents[docname] = document
        return documents

    def moment(self, when: dt.date | dt.datetime | None) -> dt.datetime | None:
        """Return an instant in the project's time zone."""
        return instant(when, self.config.zone) if when and self.config else None

    def progress_page(self, journey_id: str) -> str | None:
        """Return the document that carries a journey's dashboard, or ``None``."""
        for docname, requests in sorted(self.view_requests.items()):
            for request in requests:
                if request.kind == "progress" and self.names(request, journey_id):
                    return docname
        return None

    def names(self, request: ViewRequest, journey_id: str) -> bool:
        """Return whether a directive shows that journey."""
        choice = choose(self.journeys, request.docname, request.journey, None)
        return isinstance(choice, Choice) and choice.journey.id == journey_id

    def make_journeys(self, config: Config) -> tuple[Problem, ...]:
        """Make the journeys of this build; return what is wrong with them."""
        documents = {
            docname: replace(record, title=self._title(docname))
            for docname, record in sorted(self.records.items())
            if docname in self.env.titles
        }
        self.journeys, problems = assemble(self.plan, documents, config.settings, self.withheld)
        return problems

    def _title(self, docname: str) -> str | None:
        text = self.env.titles[docname].astext()
        return None if text == sphinx_text("<no title>") else text


def journey_domain(env: BuildEnvironment) -> JourneyDomain:
    """Return the domain of an environment."""
    return cast("JourneyDomain", env.get_domain(JourneyDomain.name))
