"""What customers ask, as the files in ``data/asks`` have it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import yaml

from helpline.corpus import DATA, read_articles
from helpline.records import QUEUES

if TYPE_CHECKING:
    from collections.abc import Mapping
    from importlib.resources.abc import Traversable

    from helpline.records import Article, Queue


@dataclass(frozen=True)
class Ask:
    """One matter, in a customer's words."""

    text: str
    queue: Queue
    article: str | None
    """The article that answers it, if one does."""


def read_asks(
    folder: Traversable = DATA / "asks",
    articles: Mapping[str, Article] | None = None,
) -> list[Ask]:
    """Return what customers ask, by queue and article, and last what no article answers.

    Args:
        folder: Has a file for each queue, with messages by article, and ``outside.yml``, with
            messages by queue.
        articles: By id; those of the package if not given.

    Raises:
        ValueError: A file speaks of an article or a queue that it can't mean.
    """
    known = read_articles() if articles is None else articles
    asks: list[Ask] = []
    for queue in QUEUES:
        for name, texts in read(folder / f"{queue}.yml").items():
            problem = trouble(name, queue, known)
            if problem:
                raise ValueError(f"{queue}.yml: {name}: {problem}")
            asks += [Ask(text, queue, name) for text in texts]
    outside = read(folder / "outside.yml")
    if set(outside) != set(QUEUES):
        raise ValueError(
            f"outside.yml: must have messages for each of {', '.join(QUEUES)}"
        )
    return asks + [
        Ask(text, queue, None) for queue in QUEUES for text in outside[queue]
    ]


def read(file: Traversable) -> dict[str, list[str]]:
    """Return the messages in a file by the names they stand under."""
    content = yaml.safe_load(file.read_text(encoding="utf-8"))
    named = (
        content.items() if isinstance(content, dict) else [("the file", None)]
    )
    for name, texts in named:
        if not (
            isinstance(texts, list)
            and texts
            and all(isinstance(text, str) for text in texts)
        ):
            raise ValueError(
                f"{file.name}: {name}: must have a list of texts"
            )
    return dict(named)


def trouble(name: str, queue: Queue, articles: Mapping[str, Article]) -> str:
    """Return what is wrong with asks of an article, if anything is."""
    article = articles.get(name)
    if article is None:
        return "there is no such article"
    if article.superseded_by:
        return f"the article is out of date; {article.superseded_by} has taken its place"
    if article.queue != queue:
        return f"the article belongs to {article.queue}"
    return ""
