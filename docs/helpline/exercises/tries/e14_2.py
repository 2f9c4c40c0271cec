"""Answers to exercise 1.4.2."""

from __future__ import annotations


class RightByMinimum:
    @staticmethod
    def spent(due, work, workers):
        free = [float("-inf")] * workers
        for at in due:
            first = free.index(min(free))
            free[first] = max(free[first], at) + work
            yield free[first] - at


class RightByLookingBack:
    """All work is of one length, so a request waits for the one that came ``workers`` before it."""

    @staticmethod
    def spent(due, work, workers):
        ends = []
        came = list(due)
        for place, at in enumerate(came):
            free = ends[place - workers] if place >= workers else at
            ends.append(max(free, at) + work)
        return [end - at for end, at in zip(ends, came, strict=True)]


class WrongFirstWorkerOnly:
    says = r"\[0, 0, 0, 9\], 1, 2\), request 2\nexpected: 1"

    @staticmethod
    def spent(due, work, workers):
        free, found = 0.0, []
        for at in due:
            free = max(free, at) + work
            found.append(free - at)
        return found


class WrongTimesOfDay:
    says = r"request 2\nexpected: 1\.5"

    @staticmethod
    def spent(due, work, workers):
        free, ends = [0.0] * workers, []
        for at in due:
            free.sort()
            free[0] = max(free[0], at) + work
            ends.append(free[0])
        return ends
