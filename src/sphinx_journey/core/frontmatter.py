"""Front matter: what a document says about itself, in YAML, TOML, JSON or a field list.

`parse` reads it, `for_sphinx` hands it on to the Markdown parser, which reads only YAML.
The names are Hugo's (https://gohugo.io/content-management/front-matter/). Nothing is
raised for what an author wrote.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal

from .blocks import read_block
from .doubts import doubts_of_keys, may_hold
from .field_list import read_field_list, typed
from .fields import GATE_KEYS, STRICT, FrontMatter, Syntax, read_fields, repeated
from .frontmatter_rewrite import rewritten, split
from .head import doubts_of_head
from .moments import as_moment
from .plain_data import plain
from .problems import Location, Problem, Subtype

if TYPE_CHECKING:
    from collections.abc import Mapping

    from .document import Doubt
    from .fields import Casting

__all__ = ["FrontMatter", "Markup", "Parsed", "Syntax", "as_moment", "for_sphinx", "parse"]

Markup = Literal["markdown", "rst"]

_GATE: Final = re.compile(rf"\b(?:{'|'.join(sorted(GATE_KEYS))})\b", re.IGNORECASE)
_UNKNOWN_LENGTH: Final = 60
"""How many lines of broken front matter are looked at if its end isn't known."""

_NAMES: Final = {"yaml": "YAML", "toml": "TOML", "json": "JSON", "field list": "field-list"}


@dataclass(frozen=True, slots=True)
class Parsed:
    """The result of looking for front matter.

    ``lines`` has the line of each key, in lower case. ``length`` counts the source lines
    that the block takes, delimiters included (for a field list, from the top of the
    file); 0 where there is none, or where a broken one has no end that is known: then no
    line of the body may be taken for it. ``data`` holds all keys as they are spelled, of
    other tools too, as plain data with dates as texts, shared and not to be changed; it
    is empty where the front matter is ``broken``, that is, cannot be read. A broken one
    that mentions a draft or a date makes its document a draft.
    """

    meta: FrontMatter
    syntax: Syntax
    lines: Mapping[str, int]
    length: int
    data: Mapping[str, object]
    broken: bool
    problems: tuple[Problem, ...]
    doubts: tuple[Doubt, ...] = ()
    """What else speaks of publication: in keys that aren't read, and in the first lines."""


def parse(text: str, *, markup: Markup, path: str, casting: Casting = STRICT) -> Parsed:
    """Read the front matter of a document.

    Args:
        text: the source of the document.
        markup: what it is written in. For the rules of finding the front matter, see
            `blocks.read_block` (Markdown) and `field_list.read_field_list`.
        path: the file, relative to the source directory, for the problems.
        casting: which keys of Markdown are read, and how values of other types are taken.

    Returns:
        What could be read, with a problem for each value of a wrong type (it is
        ignored), each key given twice (the last one is used), and for a block that can't
        be read. Keys that aren't ours are fine.
    """
    if markup == "rst":
        casting = STRICT
        block = read_field_list(text)
        values: Mapping[str, object] = typed(block.data)
    else:
        block = read_block(text, skips_blank=casting.skips_blank)
        values = block.data
    meta, problems = read_fields(
        values,
        block.lines,
        path=path,
        syntax=block.syntax,
        casting=casting,
        written=block.written,
    )
    for key_path, line in dict(block.repeated).items():
        name = ".".join(str(key) for key in key_path)
        holds = may_hold(str(key_path[-1]))
        problems.append(repeated(name, name, line, path, holds=holds))
        if holds:
            meta = meta._replace(draft=True)
    if block.fault:
        reason, line = block.fault
        head, _ = split(text, block.length or _UNKNOWN_LENGTH)
        message = (
            f"the {_NAMES[block.syntax]} front matter cannot be read: {reason}. "
            "Until it is fixed, nothing in it is used."
        )
        if mentions_publication(head):
            meta = meta._replace(draft=True)
            message += " It mentions a draft or a date, so the document is held back like a draft."
        problems.append(Problem(Location(path, line), Subtype.FRONT_MATTER_SYNTAX, message))
    doubts: tuple[Doubt, ...] = ()
    if not (block.fault and meta.draft):
        # An empty field is a flag.
        said = {k: v or True for k, v in block.data.items()} if markup == "rst" else block.data
        said = {k: v for k, v in said.items() if k.lower() not in casting.elsewhere}
        doubts = doubts_of_keys(
            said,
            block.lines,
            path=path,
            read=casting.keys,
            only_slips=casting.takes_any_key,
        )
        doubts += doubts_of_head(text, path=path, skip=0 if block.fault else block.length)
    return Parsed(
        meta=meta,
        syntax=block.syntax,
        lines={str(key[0]).lower(): block.lines[key] for key in block.lines if len(key) == 1},
        length=block.length,
        data=plain(block.data) if block.syntax == "toml" else block.data,
        broken=block.fault is not None,
        problems=tuple(sorted(problems, key=lambda problem: problem.location.line or 0)),
        doubts=doubts,
    )


def mentions_publication(text: str) -> bool:
    """Return whether a text that can't be read has a key that says when it is published."""
    return _GATE.search(text) is not None


def for_sphinx(text: str, parsed: Parsed, *, force_title: bool = False) -> str:
    """Return the text that the Markdown parser should get instead of a document's own.

    Args:
        text: the source of the document.
        parsed: what `parse` made of that text.
        force_title: whether the front matter's title, if it has one, becomes the
            H1: MyST is asked for it by ``myst: {title_to_header: true}``, and gets the title
            escaped, since it reads it as Markdown.

    Returns:
        A text with the same lines at the same numbers: YAML that MyST can read is left
        alone; YAML that it cannot, TOML and JSON become YAML of as many lines, and a
        block that cannot be read becomes blank lines. JSON of one or two lines grows to
        three, the shortest YAML block. Where there is no front matter, in a broken block
        without a known end and in reStructuredText, the text is returned as it is.
    """
    if parsed.length == 0 or parsed.syntax in {"none", "field list"}:
        return text
    return rewritten(
        text,
        parsed.data,
        length=parsed.length,
        is_yaml=parsed.syntax == "yaml" and not parsed.broken,
        title=parsed.meta.title if force_title else None,
    )
