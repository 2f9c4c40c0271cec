"""The last check before reading and before writing: no withheld document gets through.

What the gate removes from Sphinx's documents stays removed in every version it is tested with.
Should a newer one keep them in another way, the build ends with an error and publishes nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx.errors import SphinxError

from ..core.problems import short_repr
from ..domain.journey import journey_domain

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from sphinx.application import Sphinx
    from sphinx.builders import Builder
    from sphinx.environment import BuildEnvironment


def check_reading(_app: Sphinx, env: BuildEnvironment, docnames: Sequence[str]) -> None:
    """Refuse to read a withheld document.

    Raises:
        SphinxError: one is about to be read, or counts as a document of this build.
    """
    _check(env, {*docnames, *env.found_docs, *env.all_docs}, "read")


def check_writing(app: Sphinx, _builder: Builder) -> None:
    """Refuse to write a withheld document.

    Raises:
        SphinxError: Sphinx has one among the documents that it may write.
    """
    _check(app.env, {*app.env.found_docs, *app.env.all_docs}, "write")


def check_page(app: Sphinx, _doctree: object, docname: str) -> None:
    """Refuse to resolve a withheld document, which happens before it is written.

    Raises:
        SphinxError: it is withheld.
    """
    _check(app.env, (docname,), "write")


def _check(env: BuildEnvironment, docnames: Iterable[str], does: str) -> None:
    found = sorted(journey_domain(env).build.withheld.keys() & set(docnames))
    if found:
        raise SphinxError(
            f"sphinx-journey: {short_repr(found[0])} isn't published, but Sphinx is about to "
            f"{does} it. This version of Sphinx works in a way that the extension doesn't know, so "
            "nothing is published. Use another version of either, and please report this."
        )
