"""Where the extension's words come from: ``journey_words``, the project's catalogs, and its own.

As Sphinx does for its own words, what speaks is kept for the process: a build sets it anew before
anything is read, so that none hears the language of the one before.
"""

from __future__ import annotations

import gettext
import hashlib
import io
import re
import struct
from pathlib import Path
from typing import TYPE_CHECKING

from .core.problems import Subtype, short_repr
from .diagnostics import warn

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

CATALOG = "sphinx_journey"
FOLDER = Path(__file__).parent / "locale"
"""The extension's own catalogs."""
PLACEHOLDER = re.compile(r"%(?:\((\w+)\))?[sd]")
_ENGLISH = "nplurals=2; plural=(n != 1);"
_TRIED = (*range(30), 100, 101, 111, 1000, 1_000_000)
"""The numbers on which a catalog's plural rule is tried."""
_FORMS = re.compile(r"nplurals\s*=\s*([1-9])")

MessageId = str | tuple[str, str]
"""A message, or the singular and the plural of one."""
Forms = str | tuple[str, ...]
"""What it is in a language: a text, or as many forms as the language has."""


class Wording:
    """The words of one language, from catalogs of which the first that has a message wins."""

    def __init__(self, catalogs: Sequence[bytes] = ()) -> None:
        """Take the catalogs, as compiled by ``msgfmt``.

        Raises:
            ValueError: one of them isn't a catalog.
        """
        self.state = hashlib.sha256(b"\0".join(catalogs)).hexdigest() if catalogs else ""
        """A digest of everything that can be said."""
        self._catalogs = gettext.NullTranslations()
        for content in reversed(catalogs):
            try:
                catalog = gettext.GNUTranslations(io.BytesIO(content))
            except (OSError, LookupError, struct.error) as error:
                raise ValueError(str(error)) from error
            catalog.add_fallback(self._catalogs)
            self._catalogs = catalog
        self.plural_rule = self._catalogs.info().get("plural-forms", _ENGLISH)
        """How the first of the catalogs counts, as its header says."""
        self._texts: dict[str, str] = {}

    @property
    def forms(self) -> int:
        """How many forms a counted message has."""
        found = _FORMS.search(self.plural_rule)
        return int(found[1]) if found else 2

    def text(self, message: str) -> str:
        """Return a message in this language, in English if there is no translation that fits."""
        if message not in self._texts:
            text = self._catalogs.gettext(message)
            self._texts[message] = self._fitting(text, message)
        return self._texts[message]

    def counted(self, one: str, many: str, number: int) -> str:
        """Return the form of a message for a number."""
        text = self._catalogs.ngettext(one, many, number)
        return self._fitting(text, one if number == 1 else many, may_omit=True)

    def _fitting(self, text: str, message: str, *, may_omit: bool = False) -> str:
        if text == message or fits(text, message, may_omit=may_omit):
            return text
        warn(
            Subtype.CONFIG,
            f"The translation {short_repr(text)} of {short_repr(message)} hasn't the same "
            "placeholders; the English text is used. Correct it in your catalog "
            f"{CATALOG!r}.",
            once=True,
        )
        return message


def fits(text: str, message: str, *, may_omit: bool = False) -> bool:
    """Return whether a text can be filled in as a message is.

    Args:
        text: what is to stand for it.
        message: the message in English.
        may_omit: whether the text may leave values out, as a form of a counted message may.
    """
    wanted = sorted(match[0] for match in PLACEHOLDER.finditer(message))
    if not wanted:
        return True
    found = sorted(match[0] for match in PLACEHOLDER.finditer(text))
    is_complete = set(found) <= set(wanted) if may_omit else found == wanted
    return is_complete and "%" not in PLACEHOLDER.sub("", text)


def compiled(plural_rule: str, messages: Mapping[MessageId, Forms]) -> bytes:
    """Return a catalog of a few messages.

    Args:
        plural_rule: the number of forms of a counted message and which one goes with a number, as
            in the header ``Plural-Forms`` of gettext.
        messages: each message, and what is said for it.
    """
    from babel.messages.catalog import Catalog
    from babel.messages.mofile import write_mo

    catalog = Catalog()
    catalog.mime_headers = [("Plural-Forms", plural_rule)]
    for message, text in messages.items():
        catalog.add(message, text)
    made = io.BytesIO()
    write_mo(made, catalog)
    return made.getvalue()


_spoken = [Wording()]


def spoken() -> Wording:
    """Return the words of the build at work."""
    return _spoken[0]


def speak(wording: Wording) -> None:
    """Use these words from now on."""
    _spoken[0] = wording


def catalogs_of(language: str, folder: Path = FOLDER) -> list[bytes]:
    """Return a folder's compiled catalog for a language, if it has one: by default our own.

    Args:
        language: as Sphinx names it; without a catalog for ``pt_BR``, that for ``pt`` will do.
        folder: one of the project's ``locale_dirs``, or ours.
    """
    path = gettext.find(CATALOG, str(folder), [language])
    return read_catalog(Path(path), Path.read_bytes) if path is not None else []


def read_catalog(path: Path, read: Callable[[Path], bytes]) -> list[bytes]:
    """Return a catalog as compiled by ``msgfmt``; warn and return nothing if it is no good.

    Args:
        path: the file.
        read: returns its compiled content, or raises an error.
    """
    try:
        content = read(path)
        wording = Wording([content])
        for number in _TRIED:
            wording.counted("", "", number)
    except (OSError, ValueError, LookupError, ArithmeticError) as error:
        message = f"This catalog can't be read: {error}. It is ignored. Correct it."
        warn(Subtype.CONFIG, message, location=f"{path}:1")
        return []
    return [content]
