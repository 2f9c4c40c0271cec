"""Cascades: front matter that a section, or the site's configuration, gives to pages below it.

Source: https://gohugo.io/content-management/front-matter/#cascade
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from ..core.fields import GATE_KEYS, read_fields
from ..core.frontmatter import mentions_publication
from ..core.problems import Location, Problem, Subtype, short_repr
from .casting import ELSEWHERE, HUGO
from .globs import GlobError, compiled, matches
from .model import Kind

if TYPE_CHECKING:
    from collections.abc import Mapping

_NOT_ALLOWED: Final = ("kind", "path", "lang", "cascade")
_TARGETS: Final = ("target", "_target")
_GATE: Final = GATE_KEYS | ELSEWHERE


@dataclass(frozen=True)
class Cascade:
    """One entry of a cascade: values for the pages that it is meant for."""

    values: Mapping[str, object]
    """By key in lower case; those below ``params`` among them, before others of their name."""
    location: Location
    path: str = ""
    """A glob pattern over pages' logical paths, as the other ones; empty for all pages."""
    kind: str = ""
    environment: str = ""
    languages: tuple[str, ...] = field(default=())
    """Patterns too; none for all languages."""

    def applies(self, *, path: str, kind: Kind, language: str, environment: str) -> bool:
        """Return whether it is meant for a page, by its logical path (``/posts/one``) and kind."""
        return (
            (not self.path or matches(self.path, path))
            and (not self.kind or matches(self.kind, kind.value))
            and (not self.environment or matches(self.environment, environment))
            and (not self.languages or any(matches(one, language) for one in self.languages))
        )


class _WrongError(Exception):
    """Why a cascade can't be used."""


def cascades_of(
    value: object, location: Location, *, language: str = ""
) -> tuple[tuple[Cascade, ...], tuple[Problem, ...]]:
    """Return the entries of a cascade, the strongest first, and what is wrong with it.

    Args:
        value: what stands at the key ``cascade``: a mapping or a list of them.
        location: where it stands.
        language: the language of the file, whose pages it is meant for if it doesn't say; empty
            in the configuration.

    Returns:
        The entries, and at most one problem of their form and one for each wrong value. An entry
        that can't be used but speaks of publication makes all pages below drafts: what was meant
        to keep some of them back mustn't let them out.
    """
    items = value if isinstance(value, list) else [] if value is None else [value]
    found: list[Cascade] = []
    forms: list[Problem] = []
    values: list[Problem] = []
    for item in items:
        try:
            entry = _entry(item, location, language)
        except (_WrongError, GlobError) as error:
            message = f"The cascade can't be used: {error}."
            if _speaks_of_publication(item):
                found.append(Cascade({"draft": True}, location, languages=_own(language)))
                message += " Until it is fixed, the pages below are held back like drafts."
            forms.append(Problem(location, Subtype.FRONT_MATTER_VALUE, message))
            continue
        found.append(entry)
        _, wrong = read_fields(entry.values, {}, path=location.path, syntax="none", casting=HUGO)
        values += (problem._replace(location=location) for problem in wrong)
    return tuple(found), (*forms[:1], *values)


def _own(language: str) -> tuple[str, ...]:
    return (language,) if language else ()


def _entry(item: object, location: Location, language: str) -> Cascade:
    if not isinstance(item, dict):
        raise _WrongError(f"{short_repr(item)} isn't a mapping of keys to values")
    said = {str(key).lower(): inner for key, inner in item.items()}
    wrong = next((key for key in _NOT_ALLOWED if key in said), None)
    if wrong is not None:
        raise _WrongError(f"{wrong!r} can't be given to other pages")
    targets = [said.pop(key) for key in _TARGETS if key in said]
    target = targets[0] if targets and targets[0] is not None else {}
    if not isinstance(target, dict):
        raise _WrongError(f"its target, {short_repr(target)}, isn't a mapping")
    aim = {str(key).lower(): inner for key, inner in target.items()}
    path, kind, environment, lang = (
        _pattern(aim, key) for key in ("path", "kind", "environment", "lang")
    )
    if kind and not any(matches(kind, one.value) for one in Kind):
        raise _WrongError(f"{short_repr(kind)} isn't a kind of page, such as 'page' or 'section'")
    languages = _matrix(aim.get("sites")) or _own(lang) or _own(language)
    params = said.pop("params", None)
    below = params if isinstance(params, dict) else {}
    values = {**said, **{str(key).lower(): inner for key, inner in below.items()}}
    return Cascade(values, location, path, kind, environment, languages)


def _pattern(aim: Mapping[str, object], key: str) -> str:
    value = aim.get(key)
    if isinstance(value, list | dict):
        raise _WrongError(f"{key!r} of its target isn't a text")
    pattern = "" if value is None else str(value)
    try:
        compiled(pattern)
    except GlobError as error:
        raise _WrongError(f"{key!r} of its target is no pattern, {error}") from None
    return pattern


def _matrix(sites: object) -> tuple[str, ...]:
    """Return the languages of ``sites.matrix.languages``."""
    for key in ("matrix", "languages"):
        members = sites.items() if isinstance(sites, dict) else ()
        sites = next((inner for name, inner in members if str(name).lower() == key), None)
    listed = sites if isinstance(sites, list) else [sites] if isinstance(sites, str) else []
    for one in listed:
        compiled(str(one))
    return tuple(map(str, listed))


def _speaks_of_publication(item: object) -> bool:
    if isinstance(item, str):
        return mentions_publication(item)
    if isinstance(item, list):
        return any(map(_speaks_of_publication, item))
    if isinstance(item, dict):
        names = (str(key).lower() for key in item)
        return any(map(_GATE.__contains__, names)) or any(
            map(_speaks_of_publication, item.values())
        )
    return False
