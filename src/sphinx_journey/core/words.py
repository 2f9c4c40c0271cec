"""Words and characters of plain text, with no markup left in it."""

from __future__ import annotations

import re

# Combining signs are no letters to Python, but they don't end a word: accents, the vowel signs
# of the Arabic, Hebrew and Indic scripts, the soft hyphen and the zero-width joiners.
_SIGNS = (
    "\u00ad\u0300-\u036f\u0483-\u0487\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7"
    "\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e8\u06ea-\u06ed"
    "\u0900-\u0903\u093a-\u094f\u0955-\u0957\u0962\u0963\u0981-\u0983\u09bc-\u09cd"
    "\u0a01-\u0a03\u0a3c-\u0a4d\u0a81-\u0a83\u0abc-\u0acd\u0b01-\u0b03\u0b3c-\u0b4d"
    "\u0b82\u0bbe-\u0bcd\u0c00-\u0c04\u0c3e-\u0c56\u0c81-\u0c83\u0cbc-\u0cd6"
    "\u0d00-\u0d03\u0d3b-\u0d4d\u0d81-\u0d83\u0dca-\u0ddf\u0e31\u0e34-\u0e3a\u0e47-\u0e4e"
    "\u1ab0-\u1aff\u1dc0-\u1dff\u200c\u200d\u2060\u20d0-\u20ff\ufe00-\ufe0f\ufe20-\ufe2f"
)
_JOINER = r"(?:['\u2019.\-\u2010\u2011]|_++)"
_WORD = re.compile(rf"[^\W_]++(?:(?:[{_SIGNS}]++{_JOINER}?|{_JOINER})[^\W_]++)*+")

# The scripts that Hugo counts by character: Han, Hangul, Hiragana and Katakana, as the blocks
# of Unicode 16 that hold them.
_CJK = re.compile(
    "["
    "\u2e80-\u2fd5\u3005\u3007\u3021-\u3029\u3038-\u303b\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
    "\U00020000-\U0003ffff"
    "\u1100-\u11ff\u3131-\u318e\ua960-\ua97c\uac00-\ud7fb\uffa0-\uffdc"
    "\u3041-\u3096\u309d-\u309f\U0001b000-\U0001b16f"
    "\u30a1-\u30fa\u30fc-\u30ff\u31f0-\u31ff\uff66-\uff9d"
    "]"
)


def count_words(text: str) -> tuple[int, int]:
    """Return the number of words in plain text, and of CJK characters, which are no words.

    A word is a run of letters and digits. An apostrophe, hyphen, dot or underscores inside it
    don't end it: ``don't``, ``state-of-the-art``, ``3.11`` and ``module_name`` are one word each.
    """
    cjk = 0
    if not text.isascii():
        text, cjk = _CJK.subn(" ", text)
    return len(_WORD.findall(text)), cjk
