"""The extension's performance tricks, and a Sphinx extension that takes some of them out."""

from __future__ import annotations

from pkgutil import resolve_name
from typing import TYPE_CHECKING, Any, NamedTuple

from .one_branch import collapsed

if TYPE_CHECKING:
    from collections.abc import Callable

    from sphinx.application import Sphinx
    from sphinx.config import Config

OPTION = "bench_without"
"""The configuration value that names what to take out, between commas."""


def do_nothing(*_arguments: object) -> None:
    """Stand in for a handler."""


def list_nothing(*_arguments: object) -> list[str]:
    """Stand in for a handler that returns docnames."""
    return []


def count_nothing(*_arguments: object, **_options: object) -> Any:
    """Stand in for the count of words."""
    from sphinx_journey.core.reading_time import Body

    return Body(words=1000, cjk=0, code_lines=0, has_title=True)


class Trick(NamedTuple):
    """Something done for speed, and the plain way to do without it."""

    function: str
    """Where it is done, as ``module:name`` in the package."""
    plain: Callable[..., object]
    """What is done without it. This is run in place of the function, with its globals."""
    cases: tuple[str, ...]
    """The builds to measure it with, by their names in ``trick_findings.CASES``."""

    def find(self) -> Any:
        """Return the function, or ``None`` if the package has it no more."""
        try:
            return resolve_name(f"sphinx_journey.{self.function}")
        except (ImportError, AttributeError):
            return None


_TEXTS = ("long", "short", "small")

TRICKS = {
    "remembered stems": Trick("incremental.search_index:remember_stems", do_nothing, _TEXTS),
    "frozen collector": Trick("incremental.collector:freeze", list_nothing, ("again", "furo full")),
    "own toctree": Trick("pages.sidebar:_toctree", collapsed, ("furo", "longer furo")),
}
"""A trick that is removed from the package has its line removed here."""

WORK = {
    "word count": Trick("core.reading_time:scan", count_nothing, _TEXTS),
}
"""What is no trick but work: a build without it shows the least that it could cost."""


def setup(app: Sphinx) -> dict[str, bool]:
    """Let a build do without tricks."""
    app.add_config_value(OPTION, "", "", str)
    app.connect("config-inited", take_out)
    return {"parallel_read_safe": True, "parallel_write_safe": True}


def take_out(_app: Sphinx, config: Config) -> None:
    """Give the function of a trick the code of the plain one, whoever already holds it."""
    for name in filter(None, config[OPTION].split(",")):
        trick = (TRICKS | WORK)[name]
        function, plain = trick.find(), trick.plain
        function.__code__ = plain.__code__
        function.__kwdefaults__ = None
