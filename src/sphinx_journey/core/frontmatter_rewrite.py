"""Front matter of any syntax as the YAML block that MyST-Parser reads, line for line."""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING, Final

import yaml

if TYPE_CHECKING:
    from collections.abc import Mapping

_PUNCTUATION: Final = re.compile(r"([!-/:-@\[-`{-~])")


def rewritten(
    text: str, data: Mapping[str, object], *, length: int, is_yaml: bool, title: str | None
) -> str:
    """Return a text with its front matter replaced where MyST could not read it.

    Args:
        text: the text; its first ``length`` lines are the front matter.
        data: what the front matter says, plain; blank lines replace one that says nothing.
        length: how many lines it takes, at least one.
        is_yaml: whether the front matter is YAML that could be read.
        title: a title to become the H1, or ``None``.
    """
    text = text.removeprefix("\ufeff")
    head, end = split(text, length)
    content = "\n".join(re.split("\r\n?|\n", head)[1 : length - 1])
    if is_yaml and title is None and text.startswith("---") and _readable(content):
        return text
    lines = [""] * length
    if data:
        block = ["---", _one_line(data if title is None else _with_title(data, title))]
        lines = [*block, *[""] * (length - 3), "---"]
    return "\n".join(lines) + end


def escaped(title: str) -> str:
    """Return Markdown that shows exactly the characters of a title, on one line.

    Every ASCII punctuation character may be escaped (CommonMark 0.31, 2.4).
    """
    joined = " ".join(line.strip() for line in title.splitlines())
    return _PUNCTUATION.sub(r"\\\1", joined)


def split(text: str, length: int) -> tuple[str, str]:
    """Return the first lines, without the last line break, and all that follows them."""
    breaks = islice(re.finditer("\r\n?|\n", text), length - 1, None)
    at = next((match.start() for match in breaks), len(text))
    return text[:at], text[at:]


def _readable(content: str) -> bool:
    """Return whether MyST gets a mapping with texts for keys: it loads YAML by the same rules."""
    try:
        data = yaml.load(content, Loader=_LOADER)  # noqa: S506 - it is a safe one
    except (yaml.YAMLError, *_UNWRAPPED):
        return False
    return isinstance(data, dict) and all(isinstance(key, str) for key in data)


def _with_title(data: Mapping[str, object], title: str) -> dict[str, object]:
    others = {key: value for key, value in data.items() if key.lower() != "title"}
    myst = data.get("myst")
    myst = {**(myst if isinstance(myst, dict) else {}), "title_to_header": True}
    return {"title": escaped(title), **others, "myst": myst}


# What PyYAML lets through for dates that do not exist and tags on texts that do not fit.
_UNWRAPPED: Final = (AttributeError, LookupError, OverflowError, RecursionError, ValueError)


class _OneLineDumper(yaml.SafeDumper):
    """Quotes every text: a quoted text never needs a line of its own."""


_LOADER: Final = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


_OneLineDumper.add_representer(
    str,
    lambda dumper, text: dumper.represent_scalar("tag:yaml.org,2002:str", text, style='"'),
)


def _one_line(data: Mapping[str, object]) -> str:
    return yaml.dump(
        dict(data),
        Dumper=_OneLineDumper,
        default_flow_style=True,
        width=float("inf"),
        sort_keys=False,
        allow_unicode=False,
    ).rstrip("\n")
