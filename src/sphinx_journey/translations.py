"""The project's own texts in the language of the build, from the catalogs in ``locale_dirs``.

Sphinx translates what stands in a doctree. This is for what doesn't: the texts of the plan, titles
and descriptions of front matter, credits of pictures. Each is in the catalog of its file, as
Sphinx's ``gettext_compact`` names it.
"""

from __future__ import annotations

import gettext
import struct
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from sphinx.util.i18n import docname_to_domain

from .core.problems import Subtype
from .diagnostics import warn

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sphinx.config import Config


class Translations:
    """What catalogs say in one language; by itself it translates nothing."""

    def __init__(
        self, folders: Sequence[Path] = (), language: str = "", compact: bool | str = True
    ) -> None:
        """Read nothing yet.

        Args:
            folders: where catalogs are, the one that is asked first before the others.
            language: as Sphinx names it.
            compact: Sphinx's ``gettext_compact``.
        """
        self._folders, self._language, self._compact = folders, language, compact
        self._catalogs: dict[str, gettext.NullTranslations] = {}

    def of(self, path: str, text: str) -> str:
        """Return a text in this language; itself if there is no translation.

        Args:
            path: the file it stands in, from the source directory, or its docname.
            text: the text.
        """
        if not self._folders or not (message := cleaned(text)):
            return text
        domain = domain_of(path, self._compact)
        if domain not in self._catalogs:
            self._catalogs[domain] = self._read(domain)
        said = self._catalogs[domain].gettext(message)
        return text if said == message else said.strip() or text

    def _read(self, domain: str) -> gettext.NullTranslations:
        # Not by Sphinx's function, which remembers catalogs for as long as the process lasts.
        found = gettext.NullTranslations()
        for folder in reversed(self._folders):
            path = gettext.find(domain, str(folder), [self._language])
            if path is None:
                continue
            try:
                with Path(path).open("rb") as file:
                    catalog = gettext.GNUTranslations(file)
            except (OSError, ValueError, LookupError, struct.error) as error:
                message = f"This catalog can't be read: {error}. It is ignored. Compile it again."
                warn(Subtype.CONFIG, message, location=f"{path}:1")
            else:
                catalog.add_fallback(found)
                found = catalog
        return found


def translations_of(config: Config, srcdir: Path) -> Translations:
    """Return the translations of a project."""
    folders = [srcdir / folder for folder in config.locale_dirs]
    there = [one for one in folders if (one / config.language / "LC_MESSAGES").is_dir()]
    return Translations(there, config.language, config.gettext_compact)


def domain_of(path: str, compact: bool | str) -> str:
    """Return the catalog of a file: that of a document of the same name."""
    parts = PurePosixPath(path).parts
    inner = PurePosixPath(*(part for part in parts if part not in {"..", "/"}))
    if not inner.name:  # a text that has no file of its own
        return "sphinx"
    return docname_to_domain(inner.with_suffix("").as_posix(), compact)


def cleaned(text: str) -> str:
    """Return a text as it stands in a catalog: on one line, as Sphinx has its own."""
    return text.replace("\n", " ").strip()
