"""YAML as plain data, with the line of every key and list item.

Used for the journey's plan and for front matter. The text may be hostile, so nesting and
what aliases would unfold to are measured while nodes are composed, before any data is built.
``yaml.compose`` can't do it: up to PyYAML 6.0.3 it crashes the process on deep nesting, and
its nodes don't say where an alias is.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from copy import copy
from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING, Any, Final, cast

import yaml
from yaml.composer import Composer
from yaml.constructor import SafeConstructor
from yaml.resolver import Resolver

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

KeyPath = tuple[str | int, ...]

MAX_DEPTH: Final = 64
"""How deeply lists and mappings may be nested."""
TOO_DEEP: Final = f"it is nested more than {MAX_DEPTH} levels deep"
MAX_REPEATED: Final = 100_000
"""How many keys and values the aliases (``*name``) of a text may repeat, all together."""
MAX_NUMBER: Final = 100
"""How many characters a number may have."""


@dataclass(frozen=True, slots=True)
class Located:
    """What a YAML text says, and where.

    ``data`` is plain: ``None``, booleans, numbers, texts, lists, and dicts whose keys are all
    texts, as the author wrote them (``2024:`` is the key ``"2024"``). Dates stay texts, and so
    does what only YAML 1.1 takes for a number, ``12:30``. ``lines`` has the line of each key and
    each list item by its key path, such as ``("pillars", 0, "posts", 2)``; what an alias or a
    merge key repeats has the line on which it was written. ``repeated`` holds the keys given
    more than once in one mapping, each with the line of the repetition; the last one is in
    ``data``.
    """

    data: object
    lines: Mapping[KeyPath, int]
    repeated: tuple[tuple[KeyPath, int], ...]
    written: Mapping[KeyPath, str]
    """What is no text, as the author wrote it: ``01`` for 1."""


class LocatedError(Exception):
    """A YAML text that can't be read: why, and on which line of the file."""

    def __init__(self, message: str, line: int) -> None:
        """Take the reason, in plain words, and the line."""
        super().__init__(message)
        self.message = message
        self.line = line


def load_yaml(text: str, *, first_line: int = 1) -> Located:
    """Read a YAML text of one document.

    Args:
        text: the text; an empty one, or one of comments alone, has the data ``None``.
        first_line: the line of the file on which the text begins.

    Returns:
        The data and its lines. Time and memory are linear in the text.

    Raises:
        LocatedError: for syntax errors, characters that can't be printed, a second document,
            tags for anything but plain data, keys that are lists or mappings, an alias inside
            the value it names, more than `MAX_DEPTH`, `MAX_REPEATED` or `MAX_NUMBER`. Nothing
            else is raised.
    """
    source = re.sub("\r\n?", "\n", text.removeprefix("\ufeff"))
    breaks = [match.start() for match in re.finditer("\n", source)]

    def line_at(index: int) -> int:
        return first_line + bisect_right(breaks, index - 1)

    if bad := _UNPRINTABLE.search(source):
        message = f"it contains a character that cannot be printed, U+{ord(bad.group()):04X}"
        raise LocatedError(message, line_at(bad.start()))
    builder = _Builder()
    try:
        root = _Composer(source).get_single_node()
        data = None if root is None else builder.value(root, ())
    except (yaml.YAMLError, ValueError, OverflowError) as error:
        mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
        line = line_at(mark.index) if mark else first_line
        raise LocatedError(_in_plain_words(error), line) from None
    return Located(
        data=data,
        lines={path: line_at(builder.places[path]) for path in _paths(data)},
        repeated=tuple((path, line_at(index)) for index, path in builder.repeated.items()),
        written=builder.written,
    )


_TAG: Final = "tag:yaml.org,2002:"
_MERGE: Final = _TAG + "merge"
_CONSTRUCTOR: Final = SafeConstructor()
_CONVERTED: Final = {_TAG + name for name in ("null", "bool", "int", "float")}
_PLAIN: Final[Mapping[type[yaml.Node], set[str]]] = {
    yaml.ScalarNode: {*_CONVERTED, _MERGE, *(_TAG + n for n in ("str", "timestamp", "value"))},
    yaml.SequenceNode: {_TAG + "seq"},
    yaml.MappingNode: {_TAG + "map"},
}
# YAML 1.2, 5.1; a byte order mark has no place inside a text.
_UNPRINTABLE: Final = re.compile(
    "[^\t\n\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]"
)
_SURROGATE: Final = re.compile("[\ud800-\udfff]")
_HINTS: Final = {
    "mapping values are not allowed": "a value with ': ' in it needs quotes; otherwise check the "
    "indentation of this line and the one before",
    "did not find expected key": "check the indentation of this line and the one before",
    "did not find expected '-' indicator": "check the indentation of this line and the one before",
    "expected <block end>": "check the indentation of this line and the one before",
    "cannot start any token": "a tab cannot indent, and a value that begins with @, ` or % "
    "needs quotes",
    "unexpected end of stream": "a quote is opened and never closed",
    "could not find expected ':'": "each line of a mapping is 'key: value'",
    "but found another document": "it contains several documents",
    "maximum nesting depth": "it is nested too many levels deep",
}


class _Composer(Composer, Resolver):
    """Composes nodes of the events of libyaml, or of PyYAML's own parser where it is missing."""

    def __init__(self, source: str) -> None:
        Composer.__init__(self)
        Resolver.__init__(self)
        parser: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)(source)
        self.check_event, self.peek_event = parser.check_event, parser.peek_event
        self.get_event = parser.get_event
        self._depth = self._repeated = 0
        self._total = 0  # nodes, including those that aliases repeat
        self._sizes: dict[yaml.Node, int] = {}  # how many nodes each complete one contains

    def compose_node(self, parent: yaml.Node | None, index: int) -> yaml.Node | None:
        event = self.peek_event()
        if isinstance(event, yaml.AliasEvent):
            self.get_event()
            return self._repeat(event)
        # An anchor may be used again (YAML 1.2, 7.1); PyYAML refuses it.
        self.anchors.pop(getattr(event, "anchor", None), None)
        before = self._total
        self._total += 1
        self._depth += 1
        if self._depth > MAX_DEPTH and isinstance(event, yaml.CollectionStartEvent):
            raise _refusal(TOO_DEEP, event)
        node = cast("yaml.Node", super().compose_node(parent, index))
        _check(node)
        self._depth -= 1
        self._sizes[node] = self._total - before
        return node

    def _repeat(self, event: yaml.AliasEvent) -> yaml.Node:
        """Return the node that an alias names, placed where the alias is."""
        alias, node = f"the alias *{event.anchor}"[:70], self.anchors.get(event.anchor)
        if node is None:
            raise _refusal(f"{alias} names nothing defined before it", event)
        if node not in self._sizes:
            raise _refusal(f"{alias} is inside the value that it names", event)
        self._total += self._sizes[node]
        self._repeated += self._sizes[node]
        if self._repeated > MAX_REPEATED:
            message = f"{alias} and those before it repeat more than {MAX_REPEATED} values"
            raise _refusal(message, event)
        node = copy(node)
        node.start_mark = cast("yaml.Mark", event.start_mark)
        return node


class _Builder:
    """Builds data from composed nodes, and notes where its parts are."""

    def __init__(self) -> None:
        self.places: dict[KeyPath, int] = {}  # also of what a repeated key replaced
        self.repeated: dict[int, KeyPath] = {}
        self.written: dict[KeyPath, str] = {}

    def value(self, node: yaml.Node, path: KeyPath, depth: int = 0) -> object:
        if isinstance(node, yaml.ScalarNode):
            if node.tag in _CONVERTED:
                self.written[path] = node.value
            return _scalar(node)
        if depth == MAX_DEPTH:  # aliases and merge keys nest more deeply than the text
            raise _refusal(TOO_DEEP, node)
        if isinstance(node, yaml.MappingNode):
            return self._mapping(node, path, depth + 1)
        items = []
        for number, item in enumerate(node.value):
            self.places[*path, number] = item.start_mark.index
            items.append(self.value(item, (*path, number), depth + 1))
        return items

    def _mapping(self, node: yaml.MappingNode, path: KeyPath, depth: int) -> dict[str, object]:
        data: dict[str, object] = {}
        for source in reversed(_merged(node)):  # the weakest first, then the mapping's own
            if not isinstance(source, yaml.MappingNode):
                raise _refusal("the key << takes a mapping, or a list of mappings", source)
            data |= cast("dict[str, object]", self.value(source, path, depth))
        own: set[str] = set()
        for key, value in node.value:
            if not isinstance(key, yaml.ScalarNode):
                raise _refusal("a key has to be a text, not a list or a mapping", key)
            if key.tag == _MERGE:
                continue
            name, place = key.value, key.start_mark.index
            if name in own:
                self.repeated.setdefault(place, (*path, name))
            own.add(name)
            data.pop(name, None)  # it moves to where it was given last
            self.places[*path, name] = place
            data[name] = self.value(value, (*path, name), depth)
        return data


def _merged(node: yaml.MappingNode) -> list[yaml.Node]:
    """Return what ``<<`` merges, the strongest first (YAML 1.1, merge)."""
    values = [value for key, value in node.value if key.tag == _MERGE]
    lists = (v.value if isinstance(v, yaml.SequenceNode) else [v] for v in values)
    return list(chain.from_iterable(lists))


def _check(node: yaml.Node) -> None:
    if node.tag not in _PLAIN[type(node)]:
        message = f"the tag {_shown(node)} is not for plain data; remove it"
        raise _refusal(message, node)
    if isinstance(node, yaml.ScalarNode) and _SURROGATE.search(node.value):
        raise _refusal("it contains half a character (a lone surrogate)", node)


def _scalar(node: yaml.ScalarNode) -> object:
    if node.tag not in _CONVERTED:
        return node.value
    if len(node.value) > MAX_NUMBER:
        raise _refusal(f"a number has more than {MAX_NUMBER} characters", node)
    if ":" in node.value:
        return node.value
    try:
        return SafeConstructor.yaml_constructors[node.tag](_CONSTRUCTOR, node)
    except (ValueError, LookupError):
        raise _refusal(f"{node.value!r} is not a valid {_shown(node)}", node) from None


def _shown(node: yaml.Node) -> str:
    return node.tag.replace(_TAG, "!!")[:60]


def _paths(data: object, path: KeyPath = ()) -> Iterator[KeyPath]:
    members = data.items() if isinstance(data, dict) else ()
    for key, value in enumerate(data) if isinstance(data, list) else members:
        yield (*path, key)
        yield from _paths(value, (*path, key))


def _refusal(message: str, at: yaml.Node | yaml.Event) -> yaml.MarkedYAMLError:
    return yaml.MarkedYAMLError(problem=message, problem_mark=cast("yaml.Mark", at.start_mark))


def _in_plain_words(error: Exception) -> str:
    parts = (getattr(error, "context", None), getattr(error, "problem", str(error)))
    reason = ", ".join(part for part in parts if part)[:200]
    hint = next((f" ({hint})" for words, hint in _HINTS.items() if words in reason), "")
    return reason + hint or "it is not YAML"
