"""YAML as plain data that remembers on which line everything stands.

Used for the journey's plan and for front matter. The text may be hostile: its
events are read one by one, nothing in here recurses, and what aliases and merge
keys would unfold to is counted before it is built.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final, Protocol

import yaml
from yaml.constructor import SafeConstructor

if TYPE_CHECKING:
    from collections.abc import Mapping

KeyPath = tuple[str | int, ...]

MAX_DEPTH: Final = 64
"""How deep lists and mappings may stand in each other."""
MAX_REPEATED: Final = 100_000
"""How many values the aliases (``*name``) of a text may repeat, all together."""
MAX_NUMBER: Final = 100
"""How many characters a number may have."""


@dataclass(frozen=True, slots=True)
class Located:
    """What a YAML text says, and where.

    ``data`` is plain: ``None``, booleans, numbers, texts, lists, and dicts whose keys
    are all texts, as the author wrote them (``2024:`` is the key ``"2024"``). Dates
    stay texts, and so does what YAML 1.1 alone takes for a number, ``12:30``. What an
    alias names is shared between its places, so nobody may change the data.
    ``lines`` has the line of each key and each list item by its key path, such as
    ``("pillars", 0, "posts", 2)``; what stands behind an alias has the line on which it
    was written. ``repeated`` holds the keys given more than once in one mapping, each
    with the line of the repetition; the last one is in ``data``.
    """

    data: object
    lines: Mapping[KeyPath, int]
    repeated: tuple[tuple[KeyPath, int], ...]


class LocatedError(Exception):
    """A YAML text that cannot be read: why, and on which line of the file."""

    def __init__(self, message: str, line: int) -> None:
        """Take the reason, in plain words, and the line."""
        super().__init__(message)
        self.message = message
        self.line = line


def load_yaml(text: str, *, first_line: int = 1) -> Located:
    """Read a YAML text of one document.

    Args:
        text: the text; one that holds nothing, or comments alone, has the data ``None``.
        first_line: the line of the file on which the text begins.

    Returns:
        The data and its lines. Time and memory are linear in the text.

    Raises:
        LocatedError: whatever is wrong with it: syntax, characters that cannot be
            printed, a second document, tags for anything but plain data, keys that are
            lists or mappings, an alias inside the value it names, more than
            `MAX_DEPTH`, `MAX_REPEATED` or `MAX_NUMBER`. Nothing else is raised.
    """
    source = re.sub("\r\n?", "\n", text.removeprefix("\ufeff"))
    breaks = [match.start() for match in re.finditer("\n", source)]

    def line_at(index: int) -> int:
        return first_line + bisect_right(breaks, index - 1)

    if bad := _UNPRINTABLE.search(source):
        message = f"it holds a character that cannot be printed, U+{ord(bad.group()):04X}"
        raise LocatedError(message, line_at(bad.start()))
    builder = _Builder()
    try:
        builder.read(_LOADER(source))
    except _RefusedError as error:
        raise LocatedError(error.message, line_at(error.index)) from None
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = line_at(mark.index) if mark else first_line
        raise LocatedError(_in_plain_words(error), line) from None
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        raise LocatedError(str(error)[:200], first_line) from None
    root = builder.root
    return Located(
        data=root.data,
        lines={path: line_at(index) for path, index in _positions(root)},
        repeated=tuple((path, line_at(index)) for path, index in builder.repeated),
    )


_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_CONSTRUCTOR: Any = SafeConstructor()
_TAG: Final = "tag:yaml.org,2002:"
_TEXT_TAGS: Final = {_TAG + name for name in ("str", "timestamp", "value", "merge")}
# YAML 1.2, 5.1; a byte order mark has no place inside a text.
_UNPRINTABLE: Final = re.compile(
    "[^\t\n\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]"
)
_SURROGATE: Final = re.compile("[\ud800-\udfff]")
_HINTS: Final = {
    "mapping values are not allowed": "a value that holds ': ' needs quotes",
    "cannot start any token": "a tab cannot indent, and a value that begins with @, ` or % "
    "needs quotes",
    "unexpected end of stream": "a quote is opened and never closed",
    "could not find expected ':'": "each line of a mapping is 'key: value'",
}


class _Loader(Protocol):
    def check_event(self) -> bool: ...

    def get_event(self) -> yaml.Event: ...

    def resolve(self, kind: type[yaml.Node], value: str, implicit: object) -> str: ...


class _RefusedError(Exception):
    def __init__(self, message: str, index: int) -> None:
        super().__init__(message)
        self.message = message
        self.index = index


@dataclass(slots=True)
class _Node:
    """A value. ``size`` counts it and all that stands in it, as often as it stands there.

    ``height`` counts the levels of lists and mappings, those behind aliases included.
    """

    data: Any
    text: str | None = None  # as written; a collection has none
    is_merge_key: bool = False
    size: int = 1
    height: int = 0
    is_open: bool = False
    members: dict[str | int, tuple[int, _Node]] = field(default_factory=dict)


@dataclass(slots=True)
class _Open:
    """A list or mapping that is being read."""

    node: _Node
    index: int
    key: tuple[str, int] | None = None
    merging: bool = False
    merged: list[_Node] = field(default_factory=list)

    @property
    def is_mapping(self) -> bool:
        return isinstance(self.node.data, dict)

    @property
    def wants_key(self) -> bool:
        return self.is_mapping and self.key is None and not self.merging

    def add(self, key: str | int, child: _Node, index: int) -> None:
        if self.is_mapping:
            # The last one counts, and stands where it was given last.
            self.node.data.pop(key, None)
            self.node.members.pop(key, None)
            self.node.data[key] = child.data
        else:
            self.node.data.append(child.data)
        self.node.members[key] = (index, child)
        self.node.size += child.size
        self.node.height = max(self.node.height, child.height + 1)


class _Builder:
    """Builds nodes from the events of a loader."""

    def __init__(self) -> None:
        self.root = _Node(None)
        self.repeated: list[tuple[KeyPath, int]] = []
        self._open: list[_Open] = []
        self._anchors: dict[str, _Node] = {}
        self._repeated_size = 0

    def read(self, loader: _Loader) -> None:
        documents = 0
        while loader.check_event():
            event = loader.get_event()
            index = event.start_mark.index if event.start_mark else 0
            match event:
                case yaml.DocumentStartEvent():
                    documents += 1
                    if documents > 1:
                        message = "it holds several documents where one was expected"
                        raise _RefusedError(message, index)
                case yaml.AliasEvent():
                    self._place(self._aliased(event.anchor or "", index), index)
                case yaml.ScalarEvent():
                    node = _scalar(event, loader, index)
                    self._anchor(event.anchor, node)
                    self._place(node, index)
                case yaml.CollectionStartEvent():
                    self._begin(event, index)
                case yaml.CollectionEndEvent():
                    self._end()

    def _anchor(self, name: str | None, node: _Node) -> None:
        if name is not None:
            self._anchors[name] = node

    def _aliased(self, name: str, index: int) -> _Node:
        node, alias = self._anchors.get(name), f"the alias *{name[:60]}"
        if node is None:
            raise _RefusedError(f"{alias} names nothing that stands before it", index)
        if node.is_open:
            raise _RefusedError(f"{alias} stands inside the value that it names", index)
        self._refuse_depth(len(self._open) + node.height, index)
        self._repeated_size += node.size
        if self._repeated_size > MAX_REPEATED:
            message = f"{alias} and those before it repeat more than {MAX_REPEATED} values"
            raise _RefusedError(message, index)
        return node

    def _refuse_depth(self, depth: int, index: int) -> None:
        if depth > MAX_DEPTH:
            raise _RefusedError(f"it is nested more than {MAX_DEPTH} levels deep", index)

    def _begin(self, event: yaml.CollectionStartEvent, index: int) -> None:
        is_mapping = isinstance(event, yaml.MappingStartEvent)
        if event.tag not in {None, "!", _TAG + ("map" if is_mapping else "seq")}:
            raise _RefusedError(_not_plain(event.tag), index)
        self._refuse_depth(len(self._open) + 1, index)
        if self._open and self._open[-1].wants_key:
            raise _RefusedError("a key has to be a text, not a list or a mapping", index)
        node = _Node({} if is_mapping else [], height=1, is_open=True)
        self._anchor(event.anchor, node)
        self._open.append(_Open(node, index))

    def _end(self) -> None:
        ended = self._open.pop()
        ended.node.is_open = False
        for source in ended.merged:
            ended.node.size += source.size
            ended.node.height = max(ended.node.height, source.height)
            for key, (index, member) in source.members.items():
                if key not in ended.node.members:
                    ended.node.data[key] = member.data
                    ended.node.members[key] = (index, member)
        self._place(ended.node, ended.index)

    def _place(self, child: _Node, index: int) -> None:
        if not self._open:
            self.root = child
            return
        parent = self._open[-1]
        if not parent.is_mapping:
            parent.add(len(parent.node.data), child, index)
        elif parent.merging:
            parent.merged.extend(_merge_sources(child, index))
            parent.merging = False
        elif parent.key is not None:
            parent.add(parent.key[0], child, parent.key[1])
            parent.key = None
        elif child.text is None:
            raise _RefusedError("a key has to be a text, not a list or a mapping", index)
        elif child.is_merge_key:
            parent.merging = True
        else:
            parent.key = (child.text, index)
            if child.text in parent.node.data:
                self.repeated.append((self._path(), index))

    def _path(self) -> KeyPath:
        """Return the key path of what is being read."""
        return tuple(each.key[0] if each.key else len(each.node.data) for each in self._open)


def _merge_sources(node: _Node, index: int) -> list[_Node]:
    """Return the mappings that ``<<`` merges, the first one the strongest (YAML 1.1, merge)."""
    sources = [member for _, member in node.members.values()]
    if isinstance(node.data, dict):
        sources = [node]
    elif not isinstance(node.data, list) or not all(isinstance(s.data, dict) for s in sources):
        raise _RefusedError("the key << takes a mapping, or a list of mappings", index)
    return sources


def _scalar(event: yaml.ScalarEvent, loader: _Loader, index: int) -> _Node:
    text: str = event.value
    tag = event.tag or "!"
    if tag == "!":
        tag = loader.resolve(yaml.ScalarNode, text, event.implicit)
    if _SURROGATE.search(text):
        raise _RefusedError("it holds half a character (a lone surrogate)", index)
    if tag in _TEXT_TAGS:
        return _Node(text, text, is_merge_key=tag == _TAG + "merge")
    if tag not in {_TAG + name for name in ("null", "bool", "int", "float")}:
        raise _RefusedError(_not_plain(tag), index)
    if len(text) > MAX_NUMBER:
        raise _RefusedError(f"a number has more than {MAX_NUMBER} characters", index)
    if ":" in text:
        return _Node(text, text)
    construct = getattr(_CONSTRUCTOR, "construct_yaml_" + tag.removeprefix(_TAG))
    try:
        return _Node(construct(yaml.ScalarNode(tag, text)), text)
    except (ValueError, LookupError):
        raise _RefusedError(f"{text!r} is no {_tag_shown(tag)}", index) from None


def _positions(root: _Node) -> list[tuple[KeyPath, int]]:
    found: list[tuple[KeyPath, int]] = []
    waiting: list[tuple[KeyPath, _Node]] = [((), root)]
    while waiting:
        path, node = waiting.pop()
        for key, (index, child) in node.members.items():
            found.append(((*path, key), index))
            if child.members:
                waiting.append(((*path, key), child))
    return found


def _tag_shown(tag: str) -> str:
    return ("!!" + tag.removeprefix(_TAG) if tag.startswith(_TAG) else tag)[:60]


def _not_plain(tag: str) -> str:
    return f"the tag {_tag_shown(tag)} is not for plain data; remove it"


def _in_plain_words(error: yaml.MarkedYAMLError) -> str:
    reason = ", ".join(part for part in (error.context, error.problem) if part)[:200]
    if "maximum nesting depth" in reason:  # PyYAML's own limit, since 6.0.4
        return "it is nested too many levels deep"
    for words, hint in _HINTS.items():
        if words in reason:
            return f"{reason} ({hint})"
    return reason or "it is no YAML"
