"""Answers to exercise 1.3.1."""

from __future__ import annotations

import random
import re


class RightByChance:
    @staticmethod
    def renumber(text):
        def other(found):
            number = found[0]
            while int(number) == int(found[0]):
                number = str(random.randrange(10_000))
            return number

        return re.sub(r"(?<!\w)\d+(?!\w)", other, text)


class RightByDoubling:
    @staticmethod
    def renumber(text):
        parts = re.split(r"(\W+)", text)
        return "".join(
            str(int(one) * 2 + 1) if one.isdecimal() else one for one in parts
        )


class WrongEachDigit:
    says = r"2FA"

    @staticmethod
    def renumber(text):
        return re.sub(
            r"\d", lambda found: str((int(found[0]) + 1) % 10), text
        )


class WrongAlwaysSeven:
    says = r"a different number in place of 7"

    @staticmethod
    def renumber(text):
        return re.sub(r"\b\d+\b", "7", text)
