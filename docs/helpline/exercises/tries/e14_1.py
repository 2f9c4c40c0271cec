"""Answers to exercise 1.4.1."""

from __future__ import annotations

import math


class RightByLogarithm:
    @staticmethod
    def chance_of_a_slow_part(share, parts):
        return 1.0 if share >= 1 else -math.expm1(parts * math.log1p(-share))


class RightByTurns:
    @staticmethod
    def chance_of_a_slow_part(share, parts):
        slow = 0
        for _ in range(parts):
            slow += (1 - slow) * share
        return slow


class WrongSum:
    says = r"expected: 0\.633968"

    @staticmethod
    def chance_of_a_slow_part(share, parts):
        return min(1, share * parts)


class WrongAllSlow:
    says = r"expected: 0\.633968"

    @staticmethod
    def chance_of_a_slow_part(share, parts):
        return share**parts
