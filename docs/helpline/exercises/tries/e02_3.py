"""Answers to exercise 0.2.3."""

from __future__ import annotations

from helpline.corpus import read_articles
from helpline.stages import smallest


class RightBesideTheCurrent:
    """Puts the old articles after the others, so that equals are found in another order."""

    @staticmethod
    def stale(tickets):
        old = {
            name: one
            for name, one in read_articles().items()
            if one.superseded_by
        }
        added = [
            {"id": one.id, "title": one.title, "body": one.body}
            for one in old.values()
        ]
        shelf = smallest.count([*smallest.read_articles(), *added])
        return [
            one.id
            for one in tickets
            if smallest.search(one.text, shelf)[1]["id"] in old
        ]


class RightAsSet:
    @staticmethod
    def stale(tickets):
        every = read_articles()
        shelf = smallest.count(dict(one) for one in every.values())
        return {
            one.id
            for one in tickets
            if smallest.search(one.text, shelf)[1]["superseded_by"]
            is not None
        }


class WrongAmongTheCurrent:
    says = r"among the ids"

    @staticmethod
    def stale(tickets):
        every = read_articles()
        shelf = smallest.count(smallest.read_articles())
        found = [
            (one.id, smallest.search(one.text, shelf)[1]["id"])
            for one in tickets
        ]
        return [
            name for name, article in found if every[article].superseded_by
        ]


class WrongArticlesInPlaceOfTickets:
    says = r"expected: the ids of \d+ tickets"

    @staticmethod
    def stale(tickets):
        every = read_articles()
        shelf = smallest.count(dict(one) for one in every.values())
        found = [smallest.search(one.text, shelf)[1]["id"] for one in tickets]
        return [article for article in found if every[article].superseded_by]
