"""The smallest whole Helpline: one file that sorts a ticket and answers it, or refuses.

Each part is as simple as it can be, and later posts replace them one by one. It stands alone:
nothing here comes from the rest of the package.
"""

from __future__ import annotations

import json
import math
import re
from collections import Counter
from importlib.resources import files
from typing import TYPE_CHECKING, Any

import yaml

# region names
if TYPE_CHECKING:
    from collections.abc import Iterable

    Shelf = list[tuple[Counter[str], dict[str, Any]]]

ARTICLES = files("helpline") / "data" / "articles"
MIN_SCORE = 14.0
"""Below this, Helpline refuses. Post 0.2 says how it was chosen."""
# endregion names


# region read
def read_articles() -> list[dict[str, Any]]:
    """Return the articles of the help center that are still valid."""
    articles = []
    for file in sorted(ARTICLES.iterdir(), key=lambda file: file.name):
        _, matter, body = file.read_text(encoding="utf-8").split("---\n", 2)
        article = {**yaml.safe_load(matter), "body": body.strip()}
        if "superseded_by" not in article:
            articles.append(article)
    return articles


# endregion read


# region words
STOP_WORDS = set(
    re.findall(
        r"\w+",
        """
        a an and are as at be but by can do for from have how i in is it me
        my not of on or our that the this to was we what when where why will
        with you your
        """,
    )
)


def words(text: str) -> list[str]:
    """Return the words of a text that may tell what it is about."""
    return [
        word
        for word in re.findall(r"[a-z0-9]+", text.lower())
        if word not in STOP_WORDS
    ]


# endregion words


# region triage
HINTS = {
    "sign-in": {"password", "login", "log", "code", "sign", "sso"},
    "billing": {"invoice", "bill", "charged", "pay", "plan", "tax"},
    "members": {"invite", "invitation", "guest", "admin", "member"},
    "documents": {"document", "page", "file", "version", "folder"},
    "tasks": {"task", "board", "deadline", "due", "column"},
    "notifications": {"email", "mail", "notification", "reminder"},
    "integrations": {"api", "token", "webhook", "calendar", "import"},
    "privacy": {"data", "delete", "backup", "audit", "cookies"},
}


def triage(text: str) -> str:
    """Return the queue at which most words hint; the first of equals."""
    found = Counter(words(text))
    return max(
        HINTS, key=lambda queue: sum(found[word] for word in HINTS[queue])
    )


# endregion triage


# region search
def count(articles: Iterable[dict[str, Any]]) -> Shelf:
    """Return each article with how often it has which word."""
    return [
        (Counter(words(f"{one['title']} {one['body']}")), one)
        for one in articles
    ]


def search(text: str, shelf: Shelf) -> tuple[float, dict[str, Any]]:
    """Return the best article and its BM25 score."""
    mean = sum(found.total() for found, _ in shelf) / len(shelf)
    asked = words(text)
    seen = {word: sum(word in found for found, _ in shelf) for word in asked}

    def score(found: Counter[str]) -> float:
        long, total = 0.25 + 0.75 * found.total() / mean, 0.0
        for word in asked:
            without = len(shelf) - seen[word]
            rarity = math.log(1 + (without + 0.5) / (seen[word] + 0.5))
            total += rarity * found[word] * 2.5 / (found[word] + 1.5 * long)
        return total

    scored = ((score(found), one) for found, one in shelf)
    return max(scored, key=lambda pair: pair[0])


# endregion search


# region answer
def answer(text: str, article: dict[str, Any]) -> str:
    """Return the sentence that shares most words with the ticket."""
    asked = set(words(text))
    parts = re.split(r"(?<=[.!?])\s+|\n+", article["body"])
    return max(parts, key=lambda part: len(asked.intersection(words(part))))


# endregion answer


# region reply
def reply(
    text: str, shelf: Shelf, min_score: float = MIN_SCORE
) -> dict[str, Any]:
    """Return an answer with its citation, or a refusal."""
    score, article = search(text, shelf)
    record: dict[str, Any] = {"queue": triage(text), "score": round(score, 1)}
    if score < min_score:
        why = "No article fits well enough. A person will read this."
        return {**record, "refused": why}
    return {
        **record,
        "answer": answer(text, article),
        "article": article["id"],
    }


def as_line(text: str, shelf: Shelf) -> str:
    """Return ticket and reply as one line of JSON, to be kept."""
    return json.dumps(
        {"ticket": text, **reply(text, shelf)}, ensure_ascii=False
    )


# endregion reply
