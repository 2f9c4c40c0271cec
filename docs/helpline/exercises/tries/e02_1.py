"""Answers to exercise 0.2.1, right ones and wrong ones, as readers may write them."""

from __future__ import annotations

import math

from helpline.stages.smallest import search, words


def sums(asked, shelf):
    """Return the score of each article."""
    mean = sum(found.total() for found, _ in shelf) / len(shelf)
    for found, _ in shelf:
        total = 0.0
        for word in asked:
            having = len([1 for other, _ in shelf if word in other])
            rarity = math.log(
                1 + (len(shelf) - having + 0.5) / (having + 0.5)
            )
            length = 0.25 + 0.75 * found.total() / mean
            total += rarity * found[word] * 2.5 / (found[word] + 1.5 * length)
        yield total


class RightByIds:
    @staticmethod
    def margin(text, shelf):
        best, article = search(text, shelf)
        rest = [pair for pair in shelf if pair[1]["id"] != article["id"]]
        return best - search(text, rest)[0]


class RightOnTheWholeShelf:
    """Looks for the second's score among all articles, with its own sum."""

    @staticmethod
    def margin(text, shelf):
        *_, second, best = sorted(sums(words(text), shelf))
        return best - second


class WrongAsShare:
    says = r"expected: 0"

    @staticmethod
    def margin(text, shelf):
        best, article = search(text, shelf)
        second, _ = search(
            text, [one for one in shelf if one[1] is not article]
        )
        return best / second if second else 1.0


class WrongTakesTheBestAway:
    says = r"afterwards"

    @staticmethod
    def margin(text, shelf):
        best, article = search(text, shelf)
        shelf.remove(next(one for one in shelf if one[1] is article))
        return best - search(text, shelf)[0]


class WrongCountsAWordOnce:
    says = r"margin\('tax on an invoice.*\nexpected: 0\.6234 or 2\.9278"

    @staticmethod
    def margin(text, shelf):
        *_, second, best = sorted(sums(set(words(text)), shelf))
        return best - second
