"""Answers to exercise 1.1.3."""

from __future__ import annotations


class RightByHand:
    @staticmethod
    def culprit(before, decide):
        last, low, high = decide(before), 0, len(before) - 1
        while low < high:
            middle = (low + high) // 2
            if decide(before[: middle + 1]) == last:
                high = middle
            else:
                low = middle + 1
        return before[low]


class RightByRecursion:
    @staticmethod
    def culprit(before, decide):
        first = decide(())

        def search(start, end):
            if end - start == 1:
                return before[start]
            middle = (start + end) // 2
            is_before = decide(tuple(before[:middle])) != first
            return search(start, middle) if is_before else search(middle, end)

        return search(0, len(before))


class WrongOneByOne:
    says = r"expected: at most \d+ calls"

    @staticmethod
    def culprit(before, decide):
        first = decide([])
        return next(
            one
            for at, one in enumerate(before)
            if decide(before[: at + 1]) != first
        )


class WrongByOne:
    says = r"expected: number 1 of the tickets"

    @staticmethod
    def culprit(before, decide):
        first, low, high = decide([]), 0, len(before)
        while low < high:
            middle = (low + high) // 2
            if decide(before[:middle]) != first:
                high = middle
            else:
                low = middle + 1
        return before[min(low, len(before) - 1)]
