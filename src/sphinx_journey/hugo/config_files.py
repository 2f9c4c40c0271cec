"""The files of a Hugo site's configuration: where they are, and what they say together.

Source: https://gohugo.io/configuration/introduction/, and tries with Hugo 0.168.
"""

from __future__ import annotations

import json
import os
import re
import tomllib
from bisect import bisect_right
from dataclasses import dataclass, field
from operator import itemgetter
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

from ..core.blocks import MAX_DOTS
from ..core.located import TOO_DEEP, LocatedError, load_yaml
from ..core.plain_data import UnreadableError, checked, plain
from ..core.problems import Location, Problem, Subtype

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

EXTENSIONS: Final = (".toml", ".yaml", ".yml", ".json")
_HUGO, _CONFIG = "hugo", "config"
_FOLDERS: Final = ("config/_default", "config/production")
"""The second over the first. A build of a site is a build for production."""
# Other tools have a config.toml or config.yml too, and some of these have `title` and `theme`.
_OWN_KEYS: Final = frozenset(
    {
        "baseurl", "builddrafts", "buildfuture", "contentdir", "defaultcontentlanguage",
        "defaultcontentlanguageinsubdir", "disablekinds", "enableemoji", "enablegitinfo",
        "enablerobotstxt", "hascjklanguage", "languagecode", "mainsections", "paginate",
        "pagination", "permalinks", "pygmentsusesclasses", "staticdir", "summarylength",
        "themesdir", "uglyurls",
    }
)  # fmt: skip
_KEYS: Final = frozenset(
    {"languages", "markup", "menu", "menus", "module", "outputs", "params", "taxonomies", "theme",
     "title"}
)  # fmt: skip
_OTHERS_KEYS: Final = frozenset({"base_url", "docs_dir", "site_name", "site_url"})
"""Zola's and MkDocs'."""
_KEY: Final = re.compile(
    r"""(?mx) (?:^|[{,.\[]) [ \t-]*+
    (?: "([^"\n]*+)" | '([^'\n]*+)' | ([^\s"'{}\[\],:=.-][^\s"'{}\[\],:=.]*+) )
    [ \t]*+ (?=[:=\].])"""
)
OF_PUBLICATION: Final = re.compile(
    r"cascade|ignorefiles|mounts|contentdir|frontmatter|timezone|disable_?languages|disabled"
    r"|\bdraft|publish|expiry",
    re.IGNORECASE,
)
"""What a configuration says that keeps pages from being built."""
_AT_LINE: Final = re.compile(r" \(at line ([0-9]+), column [0-9]+\)\Z")


@dataclass
class Configuration:
    """What the files say together, with keys in lower case, and where."""

    data: dict[str, object] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    hides_publication: bool = False
    """Whether something that can't be read may say that pages aren't published."""
    written: dict[str, _Written] = field(default_factory=dict)
    """What is written in each file, by its path in the site, the strongest last."""

    def locate(self, *keys: str) -> Location:
        """Return where the last of some nested keys is given: in the strongest file that has it.

        The line is that of the innermost key that is written after those around it.
        """
        best = Location(next(reversed(self.written), "hugo.toml"))
        deepest = 0
        for path, file in reversed(self.written.items()):
            depth = len(file.under)
            number = -1
            for key in keys[depth:] if keys[:depth] == file.under else ():
                places = file.keys.get(key, [])
                at = bisect_right(places, number, key=itemgetter(0))
                if at < len(places):
                    (number, line), depth = places[at], depth + 1
                    if depth > deepest:
                        best, deepest = Location(path, line), depth
        return best


class _Written(NamedTuple):
    under: tuple[str, ...]
    """The keys under which the whole file stands."""
    keys: Mapping[str, list[tuple[int, int]]]
    """Per key, in lower case: its number among the file's keys and its line."""


def find_site(folder: Path) -> Path | None:
    """Return the nearest folder at or above a folder that holds a Hugo site, or ``None``.

    That is a folder with ``hugo.toml`` (or ``.yaml``, ``.yml``, ``.json``) or with files in
    ``config/_default``; or one with ``config.toml`` that has a key of Hugo's alone, or has a key
    of Hugo's and a folder ``content`` beside it. The search ends at the root of a repository.
    """
    for above in (folder, *folder.parents):
        if _is_site(above):
            return above
        if (above / ".git").exists():
            break
    return None


def configuration_of(values: Mapping[str, object]) -> Configuration:
    """Return a configuration without files."""
    return Configuration(_lowered(values))


def read_configuration(root: Path, over: Mapping[str, object] | None = None) -> Configuration:
    """Read the configuration of the site in a folder; it is empty if there is none.

    Args:
        root: the folder.
        over: values that go before those of the files.
    """
    found = Configuration()
    if (file := _root_file(root)) is not None:
        _merge(found.data, _read(file, root, found))
    for folder in _FOLDERS:
        for path in _files_in(root / folder):
            under = _keys_of(path.stem)
            data: dict[str, object] = _read(path, root, found, under)
            for key in reversed(under):
                data = {key: data}
            _merge(found.data, data)
    _merge(found.data, _lowered(over or {}))
    return found


def _is_site(folder: Path) -> bool:
    file = _root_file(folder)
    if next(_files_in(folder / _FOLDERS[0]), None) or (file and file.stem == _HUGO):
        return True
    if file is None:
        return False
    keys = _read(file, folder, ignored := Configuration()).keys()
    has_content = (folder / "content").is_dir()
    if ignored.problems:
        return has_content
    return bool(keys & _OWN_KEYS) or (
        has_content and bool(keys & _KEYS) and not keys & _OTHERS_KEYS
    )


def _root_file(folder: Path) -> Path | None:
    names = (f"{name}{extension}" for name in (_HUGO, _CONFIG) for extension in EXTENSIONS)
    return next((path for name in names if (path := folder / name).is_file()), None)


def _files_in(folder: Path) -> Iterator[Path]:
    for at, folders, names in os.walk(folder):
        folders.sort()
        paths = (Path(at, name) for name in sorted(names))
        yield from (path for path in paths if path.suffix.lower() in EXTENSIONS)


def _keys_of(stem: str) -> tuple[str, ...]:
    """Return the keys under which a file of a configuration folder stands, by its name."""
    if stem in {_HUGO, _CONFIG}:
        return ()
    name, _, language = stem.lower().partition(".")
    if not language:
        return (name,)
    own = (name,) if name in {"menu", "menus", "params"} else ()
    return ("languages", language, *own)


def _merge(data: dict[str, object], stronger: Mapping[str, object]) -> None:
    for key, value in stronger.items():
        old = data.get(key)
        if isinstance(old, dict) and isinstance(value, dict):
            _merge(old, value)
        else:
            data[key] = value


def _read(
    path: Path, root: Path, found: Configuration, under: tuple[str, ...] = ()
) -> dict[str, object]:
    """Return what a file says, with keys in lower case; nothing if it can't be read."""
    name = path.relative_to(root).as_posix()
    try:
        data = path.read_bytes()
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return _unread(found, name, None, "it isn't UTF-8", None)
    except OSError as error:
        return _unread(found, name, None, error.strerror or "it can't be opened", None)
    found.written[name] = _Written(under, _keys_in(text))
    try:
        return _lowered(_parsed(text, path.suffix.lower()))
    except LocatedError as error:
        return _unread(found, name, error.line, error.message, text)
    except RecursionError:
        return _unread(found, name, None, TOO_DEEP, text)
    except json.JSONDecodeError as error:
        return _unread(found, name, error.lineno, error.msg[0].lower() + error.msg[1:], text)
    except ValueError as error:
        reason, at_end, _ = str(error)[:200].partition(" (at end of document)")
        at_line = _AT_LINE.search(reason)
        line = int(at_line[1]) if at_line else text.count("\n") + 1 if at_end else None
        return _unread(found, name, line, _AT_LINE.sub("", reason[:1].lower() + reason[1:]), text)


def _parsed(text: str, extension: str) -> Mapping[str, object]:
    if extension == ".toml":
        if any(line.count(".") > MAX_DOTS for line in text.split("\n")):
            raise UnreadableError(f"a line has more than {MAX_DOTS} dots")
        return plain(checked(tomllib.loads(text.replace("\r\n", "\n"))))
    data = json.loads(text or "{}") if extension == ".json" else load_yaml(text).data
    if data is None:
        return {}
    if not isinstance(data, dict):
        raise UnreadableError("it is not a mapping of keys to values")
    return checked(data)


def _lowered(data: Mapping[str, object]) -> dict[str, object]:
    return {str(key).lower(): _lowered_value(value) for key, value in data.items()}


def _lowered_value(value: object) -> object:
    if isinstance(value, dict):
        return _lowered(value)
    return [_lowered_value(item) for item in value] if isinstance(value, list) else value


def _unread(
    found: Configuration, name: str, line: int | None, reason: str, text: str | None
) -> dict[str, object]:
    message = f"The configuration of the Hugo site can't be read: {reason}."
    if text is None or OF_PUBLICATION.search(f"{name}\n{text}"):
        found.hides_publication = True
        message += (
            " It speaks of what is published and what isn't, so no page of the site is built "
            "until it can be read."
        )
    found.problems.append(Problem(Location(name, line), Subtype.HUGO_CONFIG, message))
    return {}


def _keys_in(text: str) -> Mapping[str, list[tuple[int, int]]]:
    """Return where keys are written in a text of any of the formats, each in lower case."""
    found: dict[str, list[tuple[int, int]]] = {}
    line, before = 1, 0
    for number, match in enumerate(_KEY.finditer(text)):
        line += text.count("\n", before, match.end())
        before = match.end()
        key = next(filter(None, match.groups()), "")
        found.setdefault(key.lower(), []).append((number, line))
    return found
