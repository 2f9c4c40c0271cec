"""``score-line``: what Helpline makes of the tickets after a post, beside the post before it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, ClassVar, NamedTuple

from docutils import nodes
from sphinx import addnodes

from .base import BookDirective

if TYPE_CHECKING:
    from collections.abc import Mapping

    from docutils.nodes import Node
    from sphinx.util.typing import OptionSpec

RESULT, TIMES = "score_line", "score_line_times"
SHARES: Mapping[str, str] = {
    "answered": "Answered",
    "article": "Right article, of those answered",
    "refused": "Refused, of those that no article answers",
    "queue": "Right queue",
}
"""The rows that are shares, by their name in the result."""
MINUS = "\u2212"


class Cell(NamedTuple):
    """A cell: a figure, and what is known of it, in parts that no line breaks."""

    figure: str
    more: tuple[str, ...] = ()


class ScoreLine(BookDirective):
    """The score line of the page that it stands on; the page's name says which it is."""

    option_spec: ClassVar[OptionSpec] = {}

    def run(self) -> list[Node]:
        """Return the table with its caption."""
        texts = [self.result(name, ".json") for name in (RESULT, TIMES)]
        if texts[0] is None or texts[1] is None:
            return self.instead("The score line is missing.")
        lines, times = (json.loads(text) for text in texts if text is not None)
        post = self.env.docname.rpartition("/")[2]
        posts = [line["post"] for line in lines["lines"]]
        if post not in posts:
            self.warn(f"the results have no line of {post!r}. They have: {', '.join(posts)}.")
            return self.instead("The score line is missing.")
        place = posts.index(post)
        shown = lines["lines"][max(0, place - 1) : place + 1]
        table = nodes.table(classes=["book-score", "colwidths-auto"])
        table += self._caption(lines["n"], times["machine"], shown)
        table += _group(_rows(shown, times["values"], lines["n"]), first=place == 0)
        self.set_source_info(table)
        return [addnodes.tabular_col_spec(spec="L" * len(_head(first=place == 0))), table]

    def _caption(
        self, number: int, machine: Mapping[str, Any], shown: list[Mapping[str, Any]]
    ) -> nodes.title:
        same = len(shown) > 1 and not _changed(shown[-1])
        still = " This post changes no reply, so the shares stay what they were." if same else ""
        text = (
            f"Helpline after this post, with 95% intervals, on the same {number:,} tickets each "
            f"time; where no n is given, it is that.{still} Times were taken on "
            f"{machine['cores']} cores, {machine['platform']}; "
        )
        title = nodes.title("", text)
        title += self.inline("{doc}`what each line means </about/running-helpline>`.")
        self.set_source_info(title)
        return title


def _changed(line: Mapping[str, Any]) -> bool:
    return any(share.get("gain") for share in line["shares"].values())


def _head(*, first: bool) -> list[str]:
    return ["Measure", "Now"] if first else ["Measure", "Before", "Now", "Change"]


def _rows(
    shown: list[Mapping[str, Any]], times: Mapping[str, Mapping[str, float]], number: int
) -> list[list[Cell]]:
    """Return the rows: a name, the lines that are shown, and what has changed."""
    rows = []
    for name, title in SHARES.items():
        shares = [line["shares"][name] for line in shown]
        row = [Cell(title), *(_share(share, number) for share in shares)]
        rows.append([*row, _gain(shares[-1])] if len(shown) > 1 else row)
    timed = [times[line["post"]] for line in shown]
    p95 = [_times(one["p95"], one["low"], one["high"]) for one in timed]
    cost = [Cell(_time(one["cpu"])) for one in timed]
    filler = [Cell("")] if len(shown) > 1 else []
    rows.append([Cell("95% of replies within, ms"), *p95, *filler])
    rows.append([Cell("Seconds of one processor for 1,000 tickets"), *cost, *filler])
    return rows


def _share(share: Mapping[str, Any], number: int) -> Cell:
    """Return a share; its n is said where it isn't that of all tickets."""
    interval = f"({share['low']:.2f}\u2013{share['high']:.2f})"
    among = (f"n = {share['n']:,}",) if share["n"] != number else ()
    return Cell(f"{share['value']:.2f}", (interval, *among))


def _gain(share: Mapping[str, Any]) -> Cell:
    gain = share["gain"]
    if gain is None:
        return Cell("none")
    ends = f"({_signed(gain['low'])} to", f"{_signed(gain['high'])})"
    return Cell(_signed(gain["value"]), ends)


def _signed(value: float) -> str:
    text = f"{abs(value):.2f}"
    return text if not float(text) else f"{MINUS if value < 0 else '+'}{text}"


def _times(value: float, low: float, high: float) -> Cell:
    """Return a time with its interval, whose ends are shown apart."""
    places = _places(value)
    while places < 3 and round(low, places) == round(high, places):
        places += 1
    return Cell(f"{value:.{places}f}", (f"({low:.{places}f}\u2013{high:.{places}f})",))


def _time(value: float) -> str:
    return f"{value:.{_places(value)}f}"


def _places(value: float) -> int:
    """Return the decimal places with which a time has two digits that count, or all its own."""
    return 2 if value < 1 else 1 if value < 10 else 0


def _group(rows: list[list[Cell]], *, first: bool) -> nodes.tgroup:
    head = _head(first=first)
    group = nodes.tgroup(cols=len(head))
    group += [
        nodes.colspec(colwidth=24 if at == 0 else 14, stub=at == 0) for at in range(len(head))
    ]
    group += nodes.thead("", nodes.row("", *(_entry(Cell(text)) for text in head)))
    group += nodes.tbody("", *(nodes.row("", *map(_entry, row)) for row in rows))
    return group


def _entry(cell: Cell) -> nodes.entry:
    paragraph = nodes.paragraph("", "", nodes.inline("", cell.figure))
    for part in cell.more:
        paragraph += [nodes.Text(" "), nodes.inline("", part, classes=["book-interval"])]
    return nodes.entry("", paragraph)
