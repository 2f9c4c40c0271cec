"""Plots for the book: one drawing, as an SVG for light pages and print and one for dark pages.

Letters are drawn as paths of the font that comes with matplotlib: no reader needs a font, and the
files are the same on every machine with the same version of matplotlib.
"""

from __future__ import annotations

import io
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import matplotlib as mpl
from matplotlib.figure import Figure

if TYPE_CHECKING:
    from collections.abc import Callable

    from matplotlib.axes import Axes

WIDEST = 7.5
"""The most inches: 720 pixels, of which 96 make an inch."""


@dataclass(frozen=True)
class Series:
    """How one series is told from the others: by color, and without it."""

    color: str
    marker: str
    dash: str
    hatch: str

    @property
    def line(self) -> dict[str, Any]:
        """Return what ``Axes.plot`` and ``Axes.errorbar`` take."""
        return {
            "color": self.color,
            "marker": self.marker,
            "linestyle": self.dash,
        }

    @property
    def bar(self) -> dict[str, Any]:
        """Return what ``Axes.bar`` and ``Axes.barh`` take."""
        return {
            "facecolor": "none",
            "edgecolor": self.color,
            "hatch": self.hatch,
        }


@dataclass(frozen=True)
class Look:
    """The colors of a plot."""

    ink: str
    rule: str
    series: tuple[Series, ...]


_SHAPES = (
    ("o", "-", "////"),
    ("s", "--", "\\\\\\\\"),
    ("^", "-.", "xxxx"),
    ("D", ":", "----"),
)


def _look(ink: str, rule: str, *colors: str) -> Look:
    series = [
        Series(color, *shape)
        for color, shape in zip(colors, _SHAPES, strict=True)
    ]
    return Look(ink, rule, tuple(series))


# Blue, orange, green, violet: told apart without red and green, and of four grays in print.
LIGHT = _look(
    "#1f2328", "#8b929c", "#0b3c74", "#c4540a", "#1b7f5c", "#8a4f9e"
)
DARK = _look("#e6e6e6", "#7d8590", "#79b4ff", "#ffa361", "#5fd0a4", "#d9a5ea")


def plots(
    name: str,
    draw: Callable[[Axes, Look], None],
    *,
    size: tuple[float, float] = (5.2, 3.2),
) -> dict[str, str]:
    """Return NAME.svg and NAME-dark.svg.

    Args:
        name: the name of the result.
        draw: draws on axes with the colors it gets; it is called for each of the two.
        size: width and height in inches; a phone shows 5 inches at two thirds.
    """
    if size[0] > WIDEST:
        raise ValueError(
            f"{name} is {size[0]} inches wide; {WIDEST} are the most"
        )
    return {
        f"{name}.svg": _svg(draw, LIGHT, size),
        f"{name}-dark.svg": _svg(draw, DARK, size),
    }


def _svg(
    draw: Callable[[Axes, Look], None], look: Look, size: tuple[float, float]
) -> str:
    with mpl.rc_context():
        mpl.rcdefaults()
        mpl.rcParams.update(
            {
                "svg.fonttype": "path",
                "svg.hashsalt": "helpline",
                "font.family": "DejaVu Sans",
                "font.size": 10,
                "text.color": look.ink,
                "axes.labelcolor": look.ink,
                "axes.titlecolor": look.ink,
                "axes.edgecolor": look.rule,
                "axes.spines.top": False,
                "axes.spines.right": False,
                "xtick.color": look.rule,
                "ytick.color": look.rule,
                "xtick.labelcolor": look.ink,
                "ytick.labelcolor": look.ink,
                "grid.color": look.rule,
                "grid.alpha": 0.35,
                "legend.frameon": False,
                "lines.linewidth": 1.8,
                "hatch.linewidth": 0.8,
            }
        )
        figure = Figure(figsize=size, layout="constrained")
        axes = figure.subplots()
        draw(axes, look)
        out = io.StringIO()
        figure.savefig(
            out,
            format="svg",
            transparent=True,
            metadata={"Date": None, "Creator": None},
        )
    return (
        "\n".join(line.rstrip() for line in out.getvalue().splitlines())
        + "\n"
    )
