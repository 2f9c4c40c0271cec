"""What a benchmark reports: tables of figures, and claims that hold or don't."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    Value = str | int | float | None
    Row = tuple[Value, ...]


@dataclass
class Table:
    """Figures under headings."""

    title: str
    headings: tuple[str, ...]
    rows: list[Row] = field(default_factory=list)
    note: str = ""

    def lines(self) -> Iterator[str]:
        """Return the lines of the table, its columns aligned."""
        cells = [self.headings, *(tuple(map(_shown, row)) for row in self.rows)]
        widths = [max(map(len, column)) for column in zip(*cells, strict=True)]
        yield self.title
        for number, row in enumerate(cells):
            yield "  ".join(map(str.format, self._formats(widths), row)).rstrip()
            if number == 0:
                yield "  ".join("-" * width for width in widths)
        if self.note:
            yield self.note

    def _formats(self, widths: Sequence[int]) -> Iterator[str]:
        """Put columns of text to the left and columns of figures to the right."""
        for column, width in enumerate(widths):
            text = all(isinstance(row[column], str) for row in self.rows)
            yield f"{{:{'<' if text else '>'}{width}}}"

    def as_data(self) -> dict[str, Any]:
        """Return what JSON says of the table."""
        rows = [dict(zip(self.headings, row, strict=True)) for row in self.rows]
        return {"title": self.title, "note": self.note, "rows": rows}


@dataclass(frozen=True)
class Claim:
    """Something that must be reached: a measured figure, and the most it may be."""

    text: str
    measured: float
    limit: float
    unit: str = "times"
    beside: str = ""
    """Another figure to compare it with."""

    @property
    def reached(self) -> bool:
        """Return whether the claim holds."""
        return self.measured <= self.limit

    def line(self) -> str:
        """Return the claim with its figures and whether it holds."""
        verdict = "reached    " if self.reached else "NOT reached"
        figures = f"{_figure(self.measured)} {self.unit}, at most {_figure(self.limit)} {self.unit}"
        beside = f" ({self.beside})" if self.beside else ""
        return f"{verdict}  {self.text}: {figures}{beside}"

    def as_data(self) -> dict[str, Any]:
        """Return what JSON says of the claim."""
        return {**asdict(self), "reached": self.reached}


@dataclass
class Findings:
    """What one section of a benchmark found."""

    tables: list[Table] = field(default_factory=list)
    claims: list[Claim] = field(default_factory=list)


def claims_lines(claims: Iterable[Claim]) -> list[str]:
    """Return the list of claims."""
    return ["Claims", *(claim.line() for claim in claims)]


def as_json(facts: Mapping[str, Any], findings: Mapping[str, Findings]) -> str:
    """Return all that was found as JSON: facts about the run, then tables and claims by section."""
    sections = {
        name: {
            "tables": [table.as_data() for table in found.tables],
            "claims": [claim.as_data() for claim in found.claims],
        }
        for name, found in findings.items()
    }
    return json.dumps({**facts, "sections": sections}, indent=2, ensure_ascii=False) + "\n"


def ratio_text(name: str, ratio: float | None) -> str:
    """Return a ratio to be named beside a claim, if there is one."""
    return "" if ratio is None else f"{name}: {_figure(ratio)} times"


def _figure(value: float) -> str:
    return f"{value:.3f}".rstrip("0").rstrip(".")


def _shown(value: Value) -> str:
    if value is None:
        return "-"
    if isinstance(value, float):
        return f"{value:,.2f}"
    return f"{value:,}" if isinstance(value, int) else value
