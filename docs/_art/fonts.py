"""Make the book's font files: subsets of three families, and fallbacks of the same widths.

    npm install @fontsource-variable/source-serif-4@5 @fontsource-variable/inter@5 \\
        @fontsource-variable/source-code-pro@5
    python docs/_art/fonts.py node_modules     write docs/_static/fonts

The families are Source Serif 4, Inter and Source Code Pro, all under the SIL Open Font License. It
reserves the name "Source" for the unmodified fonts, so ours are called Book Serif, Sans and Code.

Each family keeps Latin-1, the punctuation of English, and weights from 400 to 700. What else the
book's text holds (arrows, lines of a file tree, other scripts in tickets) is left to the reader's
system: ``FALLBACK`` names it, and ``tests/book/test_fonts.py`` compares both with the text.

``fonts.css`` also declares a face of the system for each family, scaled so that a line holds as
many characters as with ours: text doesn't move when the file arrives. The system's faces are known
by the average width of their letters, in units of the em; those of Liberation and of Arial, Times
New Roman and Courier New are the same.

Needs fonttools and brotli.
"""

from __future__ import annotations

import argparse
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from fontTools.ttLib import TTFont
    from fontTools.ttLib.tables._n_a_m_e import NameRecord

FONTS = Path(__file__).resolve().parent.parent / "_static" / "fonts"

PUNCTUATION = "\u2013\u2014\u2018\u2019\u201c\u201d\u2026\u2022\u2212\u2009\u202f"
"""Dashes, quotation marks, ellipsis, bullet, minus, and two narrow spaces."""

KEPT = frozenset({*map(chr, range(0x20, 0x7F)), *map(chr, range(0xA0, 0x100)), *PUNCTUATION})
"""The characters that each family keeps, as far as it has them."""

FALLBACK = frozenset("→←↑↓⏎─│└├█✗≈≤≥🔒")
"""Signs that the reader's own system draws: none of the families has them in its Latin part."""

LETTERS = "etaoinshrdlucmfwypvbgkjqxz" + "etaoinshrdlu" + " " * 7
"""About what English is made of, to compare the widths of two faces."""


@dataclass(frozen=True)
class Family:
    """A family of the book.

    Attributes:
        name: as the style sheet has it.
        package: its folder among the packages of npm.
        styles: the styles that the book uses.
        local: faces of the system with the same widths as each other.
        width: the average width of ``LETTERS`` in them, as a part of the em.
    """

    name: str
    package: str
    styles: tuple[str, ...]
    local: tuple[str, ...]
    width: float


FAMILIES = (
    Family(
        "Book Serif", "source-serif-4", ("normal", "italic"),
        ("Times New Roman", "Liberation Serif", "Tinos"), 0.4142,
    ),
    Family("Book Sans", "inter", ("normal",), ("Arial", "Liberation Sans", "Arimo"), 0.4471),
    Family(
        "Book Code", "source-code-pro", ("normal",),
        ("Courier New", "Liberation Mono", "Cousine"), 0.6,
    ),
)  # fmt: skip


def subset(source: Path, target: Path, name: str) -> TTFont:
    """Write the part of a font that the book keeps, under a name of its own; return the font."""
    from fontTools import subset as subsetting
    from fontTools.ttLib import TTFont
    from fontTools.varLib.instancer import instantiateVariableFont

    font = TTFont(source, recalcTimestamp=False)
    options = subsetting.Options(layout_features=["kern", "liga", "mark", "tnum", "ccmp", "locl"])
    options.flavor = "woff2"
    subsetter = subsetting.Subsetter(options)
    subsetter.populate(text="".join(KEPT))
    subsetter.subset(font)
    font = instantiateVariableFont(font, {"wght": (400, 400, 700)})
    for record in font["name"].names:
        if record.nameID in {1, 4, 16}:
            font["name"].setName(name, record.nameID, *_place(record))
        elif record.nameID in {3, 6, 25}:
            font["name"].setName(name.replace(" ", ""), record.nameID, *_place(record))
    subsetting.save_font(font, str(target), options)
    return font


def _place(record: NameRecord) -> tuple[int, int, int]:
    return record.platformID, record.platEncID, record.langID


def mean_width(font: TTFont) -> float:
    """Return the average width of ``LETTERS``, as a part of the em."""
    glyphs, widths = font.getBestCmap(), font["hmtx"]
    total = sum(widths[glyphs[ord(letter)]][0] for letter in LETTERS)
    return float(total / len(LETTERS) / font["head"].unitsPerEm)


def faces(family: Family, made: list[tuple[str, str, TTFont]]) -> Iterator[str]:
    """Return the style sheet's rules for a family: its files, and the scaled fallback."""
    for style, file, _ in made:
        yield (
            f'@font-face {{ font-family: "{family.name}"; font-style: {style}; '
            f"font-weight: 400 700; font-display: optional; "
            f'src: url("{file}") format("woff2"); }}\n'
        )
    font = made[0][2]
    scale = mean_width(font) / family.width
    em = font["head"].unitsPerEm * scale
    metrics = (
        f"size-adjust: {scale:.2%}; ascent-override: {font['hhea'].ascent / em:.2%}; "
        f"descent-override: {-font['hhea'].descent / em:.2%}; line-gap-override: 0%;"
    )
    for weight, ends in (("400", ("",)), ("700", (" Bold",))):
        names = ", ".join(f'local("{face}{end}")' for face in family.local for end in ends)
        yield (
            f'@font-face {{ font-family: "{family.name} Fallback"; font-weight: {weight}; '
            f"{metrics} src: {names}; }}\n"
        )


def main(arguments: list[str] | None = None) -> int:
    """Write the fonts, their licenses and their style sheet; return the exit status."""
    parser = argparse.ArgumentParser(description="Make the book's font files.")
    parser.add_argument("packages", type=Path, help="the folder node_modules")
    packages: Path = parser.parse_args(arguments).packages / "@fontsource-variable"
    FONTS.mkdir(exist_ok=True)
    rules = ["/* Made by docs/_art/fonts.py. */\n"]
    for family in FAMILIES:
        folder = packages / family.package
        made = []
        for style in family.styles:
            file = f"{family.package}-{style}.woff2"
            source = folder / "files" / f"{family.package}-latin-wght-{style}.woff2"
            made.append((style, file, subset(source, FONTS / file, family.name)))
            print(f"{file}: {(FONTS / file).stat().st_size:,} bytes")
        rules += faces(family, made)
        text = (folder / "LICENSE").read_text(encoding="utf-8")
        (FONTS / f"{family.package}-OFL.txt").write_text(text, encoding="utf-8")
    (FONTS / "fonts.css").write_text("".join(rules), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
