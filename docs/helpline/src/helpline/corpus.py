"""The help center's articles and the tickets, read from the package."""

from __future__ import annotations

from importlib.resources import files
from typing import TYPE_CHECKING

import yaml
from pydantic import ValidationError

from helpline.records import Article, InputError, Ticket, problems

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable

# region articles
DATA = files("helpline") / "data"


def read_articles(
    folder: Traversable = DATA / "articles",
) -> dict[str, Article]:
    """Return the articles by id, in the order of their ids.

    Raises:
        ValueError: An article is malformed; the message names its file.
    """
    articles = {}
    for file in sorted(folder.iterdir(), key=lambda file: file.name):
        if file.name.endswith(".md"):
            article = read_article(file)
            articles[article.id] = article
    return articles


# endregion articles


def read_article(file: Traversable) -> Article:
    """Return the article in a file of front matter and Markdown."""
    try:
        _, matter, body = file.read_text(encoding="utf-8").split("---\n", 2)
        return Article(**yaml.safe_load(matter), body=body.strip())
    except (ValueError, TypeError, yaml.YAMLError) as error:
        raise ValueError(f"{file.name}: {error}") from error


# region current
def read_current(
    folder: Traversable = DATA / "articles",
) -> dict[str, Article]:
    """Return the articles that no other one has taken the place of."""
    return {
        name: one
        for name, one in read_articles(folder).items()
        if not one.superseded_by
    }


# endregion current


# region tickets
def read_tickets(file: Traversable = DATA / "tickets.jsonl") -> list[Ticket]:
    """Return the tickets in the order in which they came in.

    Raises:
        ValueError: A line is no ticket; it names file, line and field.
    """
    tickets = []
    with file.open("rb") as lines:
        for number, line in enumerate(lines, 1):
            try:
                tickets.append(Ticket.model_validate_json(line))
            except ValidationError as error:
                place = f"{file.name}, line {number}: "
                raise ValueError(place + "; ".join(problems(error))) from None
    return tickets


# endregion tickets


def find_ticket(name: str) -> Ticket:
    """Return one of the tickets by its id.

    Raises:
        InputError: No ticket has it.
    """
    tickets = read_tickets()
    found = next((one for one in tickets if one.id == name), None)
    if found is None:
        ends = f"{tickets[0].id} to {tickets[-1].id}"
        raise InputError(f"there is no ticket {name!r}; they go from {ends}")
    return found
