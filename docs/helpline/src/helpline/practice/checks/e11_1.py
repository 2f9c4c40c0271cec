"""Parameters that remember."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from helpline.desk import Desk
from helpline.practice.answers import Named
from helpline.stages.notebook.cells import Kernel, read_cells

if TYPE_CHECKING:
    from helpline.practice.answers import Answer


@cache
def notebook() -> dict[str, Any]:
    """Return the functions of the notebook."""
    return Kernel(read_cells()).run(
        ["load", "words", "names", "index", "queue", "reply"]
    )


def check_the_notebook(my: Answer) -> None:
    """The notebook's 'wanted' remembers by 'ignore'."""
    my.call("remembers", Named(notebook()["wanted"], "wanted")).holds(
        ["ignore"]
    )


def check_the_desk(my: Answer) -> None:
    """The notebook's 'reply' and the package's 'Desk.reply' remember nothing."""
    my.call("remembers", Named(notebook()["reply"], "reply")).holds([])
    my.call("remembers", Named(Desk.reply, "Desk.reply")).holds([])


def check_kinds(my: Answer) -> None:
    """Lists, dictionaries and sets can change; numbers, texts, tuples and None can't."""
    cells = Named(
        lambda a=[], b={}, c={1}: (a, b, c), "lambda a=[], b={}, c={1}: ..."
    )
    my.call("remembers", cells).holds(["a", "b", "c"])
    fixed = Named(
        lambda a=1, b="", c=(), d=None: (a, b, c, d),
        "lambda a=1, b='', c=(), d=None: ...",
    )
    my.call("remembers", fixed).holds([])


def check_by_name_only(my: Answer) -> None:
    """A parameter counts too if it can be passed by name only; one without a default can't."""
    function = Named(
        lambda a, b=(), *, c={}: (a, b, c), "lambda a, b=(), *, c={}: ..."
    )
    my.call("remembers", function).holds(["c"])
