"""The configuration value ``journey_words``: other words for what the extension calls its things.

What a project gives becomes a catalog of its own, which comes before the translations.
"""

from __future__ import annotations

import io
from collections.abc import Mapping
from functools import partial
from typing import TYPE_CHECKING, TypeGuard

from ..core.problems import did_you_mean
from ..core.slugs import has_control
from ..wording import CATALOG, FOLDER, Wording, catalogs_of, compiled, fits, read_catalog
from .checks import warn_of_value

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from sphinx.config import Config as SphinxConfig

    from ..wording import Forms, MessageId

NAMES = ("journey", "pillar", "post", "part")
"""What can be renamed by its name."""
_PILLAR_OF = "Pillar %(number)d of %(pillars)d"
_NAME = "a word like 'week', or its singular and plural like ('week', 'weeks')"


def wording_of(config: SphinxConfig, srcdir: Path) -> Wording:
    """Return what the extension says in a project: its own words, its catalogs, and ours.

    What is wrong with ``journey_words`` or a catalog is a warning, and the usual words are used.
    """
    folders = [srcdir / folder for folder in config.locale_dirs]
    catalogs = [one for folder in folders for one in _catalogs_of(folder, config)]
    catalogs += catalogs_of(config.language)
    usual = Wording(catalogs)
    words = settle_words(config.journey_words, usual)
    return Wording([compiled(usual.plural_rule, words), *catalogs]) if words else usual


def _catalogs_of(folder: Path, config: SphinxConfig) -> list[bytes]:
    """Return a project's catalog for the extension's words.

    What Sphinx compiles says in English what counts and isn't translated, and then no other
    catalog is asked. So the source is taken, where Sphinx would compile it.
    """
    path = folder / config.language / "LC_MESSAGES" / f"{CATALOG}.po"
    if not config.gettext_auto_build or not path.is_file():
        return catalogs_of(config.language, folder)
    return read_catalog(path, partial(_compiled, config=config))


def _compiled(path: Path, config: SphinxConfig) -> bytes:
    """Compile a catalog without its messages that have no translation.

    Raises:
        OSError, ValueError, LookupError: it isn't there, or isn't one.
    """
    from babel.messages.mofile import write_mo
    from babel.messages.pofile import PoFileError, read_po

    try:
        with path.open("rb") as file:
            found = read_po(file, abort_invalid=True)
    except PoFileError as error:
        raise ValueError(str(error)) from error
    for one in [one for one in found if one.pluralizable and not all(one.string or ())]:
        found.delete(one.id, one.context)
    made = io.BytesIO()
    write_mo(made, found, use_fuzzy=config.gettext_allow_fuzzy_translations)
    return made.getvalue()


def settle_words(value: object, usual: Wording) -> dict[MessageId, Forms]:
    """Check the value a project set; return the messages that are to be said in its words.

    Args:
        value: as set.
        usual: the words of the build's language without it.
    """
    if not isinstance(value, Mapping):
        warn_of_value("journey_words", value, "a dictionary like {'pillar': ('week', 'weeks')}")
        return {}
    known = _messages() if any(key not in NAMES for key in value) else {}
    named: dict[MessageId, Forms] = {}
    given: dict[MessageId, Forms] = {}
    for key, words in value.items():
        if key in NAMES:
            named.update(_renamed(str(key), words, usual))
        elif key in known:
            given.update(_reworded(known[key], words, usual))
        else:
            expected = f"a dictionary with the keys {', '.join(NAMES)} or messages in English"
            hint = did_you_mean(str(key), (*NAMES, *known))
            warn_of_value("journey_words", key, expected, hint)
    return {**named, **given}  # a whole message says more than a name


def _messages() -> dict[str, MessageId]:
    """Return every message by its English text, or by its singular."""
    from babel.messages.pofile import read_po

    with (FOLDER / f"{CATALOG}.pot").open("rb") as file:
        messages = [message.id for message in read_po(file) if message.id]
    return {
        (one if isinstance(one, str) else one[0]): (
            one if isinstance(one, str) else (one[0], one[1])
        )
        for one in messages
    }


def _renamed(name: str, words: object, usual: Wording) -> Iterator[tuple[MessageId, Forms]]:
    """Yield the messages that name a thing, with another word for it."""
    given = (words, words) if isinstance(words, str) else words
    if not _are_texts(given) or len(given) != 2 or any("%" in word for word in given):
        warn_of_value(f"journey_words[{name!r}]", words, _NAME)
        return
    one, many = given
    single, plural = _capitalized(one), _capitalized(many)
    pillar_of = usual.text(_PILLAR_OF)
    if (pillar := usual.text("Pillar")) in pillar_of:
        number_of = pillar_of.replace(pillar, single)
    else:
        number_of = f"{single} %(number)d/%(pillars)d"
    if name == "journey":
        yield "The whole journey", single
        yield "Series: %s", f"{single}: %s"
    elif name == "pillar":
        yield "Pillar", single
        yield "Pillar by pillar", plural
        yield _PILLAR_OF, number_of
    elif name == "part":
        part_of = number_of.replace("(number)", "(part)").replace("(pillars)", "(parts)")
        yield "Part %(part)d of %(parts)d", part_of
        yield "Part %(part)d", f"{single} %(part)d"
    else:
        yield "Post", single
        yield from dict.fromkeys(("Posts", "All posts"), plural).items()
        counted = [f"%(number)d {many}"] * usual.forms
        counted[_form_of_one(usual)] = f"%(number)d {one}"
        yield ("%(number)d post", "%(number)d posts"), tuple(counted)


def _form_of_one(usual: Wording) -> int:
    """Return which of a language's forms goes with the number 1."""
    numbers = tuple(map(str, range(usual.forms)))
    counting = Wording([compiled(usual.plural_rule, {("n", "n"): numbers})])
    return int(counting.counted("n", "n", 1))


def _reworded(
    message: MessageId, words: object, usual: Wording
) -> Iterator[tuple[MessageId, Forms]]:
    """Yield a message in a project's words, if they can be filled in as the message is."""
    key = message if isinstance(message, str) else message[0]
    forms = usual.forms if isinstance(message, tuple) else 1
    counted = isinstance(message, tuple)
    given = (words,) * forms if isinstance(words, str) else words
    if (
        _are_texts(given)
        and len(given) == forms
        and all(fits(one, key, may_omit=counted) for one in given)
    ):
        yield message, tuple(given) if counted else given[0]
        return
    expected = "a text" if forms == 1 else f"a text, or {forms} forms of it,"
    if "%" in key:
        expected += f" with the placeholders of {key!r}"
    warn_of_value(f"journey_words[{key!r}]", words, expected)


def _are_texts(given: object) -> TypeGuard[list[str] | tuple[str, ...]]:
    return isinstance(given, list | tuple) and all(
        isinstance(one, str) and one.strip() and not has_control(one) for one in given
    )


def _capitalized(word: str) -> str:
    return word[:1].upper() + word[1:]
