"""Where the documents of a project are in a Hugo site."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from .model import Site


@dataclass(frozen=True)
class Sources:
    """A site, and the folder of it that is a project's source directory."""

    site: Site
    folder: str = ""
    """Relative to the site, with ``/``; empty for the site itself."""
    statics: tuple[Path, ...] = ()
    """The folders of static files; the last wins."""
    prefixes: Mapping[Path, str] = field(default_factory=dict)
    """What the paths of the files of some of these begin with, with ``/`` at the end."""

    def path(self, source: str) -> str | None:
        """Return a file's path relative to the site; ``None`` if it isn't in a content folder.

        Args:
            source: its path relative to the source directory.
        """
        path = f"{self.folder}/{source}" if self.folder else source
        return path if any(_is_in(path, one) for one in self._contents()) else None

    def source(self, path: str, language: str) -> str | None:
        """Return where a path of a content folder is, relative to the source directory.

        Args:
            path: relative to the content folder of a language.
            language: its code.
        """
        return next(self.all_of(path, language), None)

    def all_of(self, path: str, language: str) -> Iterator[str]:
        """Yield where a path may be, relative to the source directory: the first one counts."""
        own = next(one for one in self.site.languages if one.code == language)
        for content in own.content_dirs:
            whole = f"{content.rstrip('/')}/{path}" if content else path
            if not self.folder:
                yield whole
            elif _is_in(whole, self.folder):
                yield whole.removeprefix(f"{self.folder}/")

    def _contents(self) -> Iterator[str]:
        return (folder for one in self.site.languages for folder in one.content_dirs)


def sources_of(site: Site, srcdir: Path) -> Sources:
    """Return where a source directory is in a site.

    It is in a content folder of the site, or around one. Where it is neither, posts were put into
    another project, and the whole source directory is the content folder.
    """
    mounted = {
        site.root / one.source: f"{one.target}/".removeprefix("static/")
        for one in site.mounts
        if one.target.partition("/")[0] == "static"
    }
    statics = tuple(mounted) or tuple(site.root / one for one in site.static_dirs)
    contents = [folder.rstrip("/") for one in site.languages for folder in one.content_dirs]
    if srcdir.is_relative_to(site.root):
        folder = srcdir.relative_to(site.root).as_posix().removeprefix(".")
        is_below = any(_is_in(f"{folder}/", one) for one in contents)
        is_around = any(_is_in(one, folder) and (site.root / one).is_dir() for one in contents)
        if is_below or is_around:
            return Sources(site, folder, statics, mounted)
    whole = tuple(replace(one, content_dirs=("",)) for one in site.languages)
    return Sources(
        replace(site, root=srcdir, languages=whole), "", (*statics, srcdir / "static"), mounted
    )


def _is_in(path: str, folder: str) -> bool:
    return not folder or path.startswith(f"{folder.rstrip('/')}/")
