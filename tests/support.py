"""A project on disk that a real Sphinx builds, and a small journey to build."""

from __future__ import annotations

import copy
import gc
import hashlib
import io
import re
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from textwrap import dedent
from types import MappingProxyType
from typing import TYPE_CHECKING

from jinja2 import BytecodeCache
from sphinx import locale
from sphinx.application import Sphinx
from sphinx.builders.html import StandaloneHTMLBuilder, _assets
from sphinx.config import Config
from sphinx.util.docutils import docutils_namespace, patch_docutils

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from types import CodeType

    from jinja2.bccache import Bucket

ROOT = Path(__file__).parent.parent
CONF = """\
project = "Bread"
author = "Bakers"
copyright = "2026, Bakers"
version = release = "1"
extensions = ["myst_parser", "sphinx_journey"]
myst_enable_extensions = ["colon_fence"]
html_theme = "basic"
journey_today = "2026-11-22"
"""
EVERYTHING = """\
```{pillar-roadmap}
```

```{pillar-roadmap}
:view: table
```

```{series-progress}
```

```{journey-toctree}
```
"""
"""What a page shows of a journey, in MyST."""
_DEFAULTS = {
    name: copy.copy(option.default)
    for name, option in Config.config_values.items()
    if isinstance(option.default, list)
}
"""Sphinx's own default lists, which all its applications in a process share."""
_ANSI = re.compile(r"\x1b\[[0-9;]*m")


@dataclass
class Build:
    """The result of one build."""

    out: Path
    srcdir: Path
    warnings: list[str]
    status: str

    def read(self, name: str) -> str:
        """Return a file of the output."""
        return (self.out / name).read_text(encoding="utf-8")

    def warned(self, subtype: str) -> list[str]:
        """Return the warnings of one subtype, as logged."""
        return [line for line in self.warnings if line.endswith(f"[journey.{subtype}]")]

    def tree(self) -> dict[str, str]:
        """Return a digest of each file of the output, by its path."""
        return {
            path.relative_to(self.out).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
            for path in sorted(self.out.rglob("*"))
            if path.is_file() and ".doctrees" not in path.parts
        }


@dataclass
class Project:
    """A Sphinx project in a folder of its own."""

    root: Path
    srcdir: Path = field(init=False)

    def __post_init__(self) -> None:
        self.srcdir = self.root / "src"
        self.srcdir.mkdir(parents=True)
        self.write({"conf.py": CONF})

    def write(self, files: Mapping[str, str | bytes]) -> Project:
        """Write files of the source directory; texts are dedented."""
        for name, content in files.items():
            path = self.srcdir / name
            path.parent.mkdir(parents=True, exist_ok=True)
            if isinstance(content, bytes):
                path.write_bytes(content)
            else:
                path.write_text(dedent(content).lstrip("\n"), encoding="utf-8")
        return self

    def build(
        self, builder: str = "html", *, out: str = "out", parallel: int = 1, **overrides: object
    ) -> Build:
        """Build the project."""
        return build_folder(self.srcdir, self.root / out, builder, overrides, parallel=parallel)

    def app(
        self, builder: str = "html", *, out: str = "out", parallel: int = 1, **overrides: object
    ) -> tuple[Sphinx, io.StringIO, io.StringIO]:
        """Return an application that has not built yet, its status and its warnings."""
        return make_app(self.srcdir, self.root / out, builder, overrides, parallel=parallel)


class Templates(BytecodeCache):
    """Jinja's cache of compiled templates, kept for this process by name, file and content.

    Each Sphinx compiles its theme anew, which is a fifth of what a build of a small site costs.
    """

    def __init__(self) -> None:
        self._compiled: dict[tuple[str, str], CodeType | None] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        bucket.code = self._compiled.get((bucket.key, bucket.checksum))

    def dump_bytecode(self, bucket: Bucket) -> None:
        self._compiled[bucket.key, bucket.checksum] = bucket.code


_TEMPLATES = Templates()


def make_app(
    srcdir: Path,
    out: Path,
    builder: str,
    overrides: Mapping[str, object],
    *,
    parallel: int = 1,
    tags: Sequence[str] = (),
) -> tuple[Sphinx, io.StringIO, io.StringIO]:
    """Return an application for a folder, its status and its warnings."""
    locale.translators.clear()  # Sphinx keeps those of earlier builds in this process
    for name, default in _DEFAULTS.items():  # sphinx-book-theme appends to templates_path
        Config.config_values[name].default[:] = default
    status, warning = io.StringIO(), io.StringIO()
    app = Sphinx(
        srcdir,
        srcdir,
        out / builder,
        out / "doctrees",
        builder,
        confoverrides=dict(overrides),
        status=status,
        warning=warning,
        parallel=parallel,
        tags=tags,
    )
    if isinstance(app.builder, StandaloneHTMLBuilder):
        app.builder.templates.environment.bytecode_cache = _TEMPLATES
    return app, status, warning


@contextmanager
def _uncollected() -> Iterator[None]:
    """Put off the search for cycles: what a build makes lives as long, and is looked at in vain."""
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


def build_folder(
    srcdir: Path,
    out: Path,
    builder: str,
    overrides: Mapping[str, object] = MappingProxyType({}),
    *,
    parallel: int = 1,
    force: bool = False,
    tags: Sequence[str] = (),
) -> Build:
    """Build the project of a folder by a real Sphinx, in this process."""
    # Sphinx keeps checksums of styles by their paths for as long as a process lasts: one build.
    _assets._file_checksum_inner.cache_clear()
    with patch_docutils(srcdir), docutils_namespace(), _uncollected():
        app, status, warning = make_app(
            srcdir, out, builder, overrides, parallel=parallel, tags=tags
        )
        app.build(force_all=force)
    lines = _ANSI.sub("", warning.getvalue()).splitlines()
    return Build(Path(app.outdir), srcdir, lines, _ANSI.sub("", status.getvalue()))


JOURNEY = {
    "journey.yml": """
        id: bread
        title: Bread from scratch
        authors:
          ada: {name: Ada Baker, url: "https://example.org/ada"}
        posts:
          - overview/why
        pillars:
          - id: flour
            title: Flour and water
            summary: What dough is made of.
            doc: flour/index
            posts:
              - flour/hydration
              - {id: milling, title: Milling, date: 2026-12-24}
          - id: fire
            title: Fire
            requires: [flour]
            doc: fire/index
            posts:
              - fire/oven
              - {id: crust, title: Crust, date: 2026-01-31}
        """,
    "index.md": """
        # Bread

        :::{pillar-roadmap}
        :::

        :::{journey-toctree}
        :::
        """,
    "overview/why.md": """
        ---
        date: 2026-10-01
        tags: [start]
        authors: [ada]
        ---
        # Why bake

        Because bread is good.
        """,
    "flour/index.md": """
        # Flour and water

        :::{pillar-roadmap}
        :pillar: flour
        :view: table
        :::

        :::{journey-toctree}
        :pillar: flour
        :::
        """,
    "flour/hydration.md": """
        +++
        date = 2026-11-01
        tags = ["water", "dough"]
        +++
        # Hydration

        Water makes dough.
        """,
    "fire/index.rst": """
        Fire
        ====

        .. journey-toctree::
           :pillar: fire
        """,
    "fire/oven.rst": """
        :date: 2026-11-15
        :tags: heat

        The oven
        ========

        It is hot.
        """,
}
"""A small journey in both markups: three posts out, one planned, one overdue."""
