"""Byte-level BPE: how GPT-2 and many models after it turn text into tokens, and back.

The rules are those of the models' own vocabularies: bytes are spelled as letters, text is cut
into pieces, and in each piece the pair that was merged first in training is merged first.
"""

from __future__ import annotations

import itertools
import math
import re
import sys
import unicodedata
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

# region pieces
NUMBER = "".join(
    char
    for char in map(chr, range(sys.maxunicode + 1))
    if unicodedata.category(char)[0] == "N"
)
LETTER, SPACE = rf"[^\W_{NUMBER}]", r"[^\S\x1c-\x1f]"
OTHER = r"(?:[^\w\s]|[_\x1c-\x1f])"
PIECE = re.compile(
    rf"[{NUMBER}]"  # each digit by itself
    r"|'(?:s|t|re|ve|m|ll|d)"
    rf"| ?{LETTER}+| ?{OTHER}+"  # a word takes the space before it along
    rf"|{SPACE}+(?!{LETTER}|{OTHER})|{SPACE}+"
)
VISIBLE = {*range(33, 127), *range(161, 173), *range(174, 256)}
HIDDEN = (byte for byte in range(256) if byte not in VISIBLE)
SPELLED = {byte: chr(byte) for byte in VISIBLE} | {
    byte: chr(256 + at) for at, byte in enumerate(HIDDEN)
}
BYTE = {letter: byte for byte, letter in SPELLED.items()}
# endregion pieces


# region bpe
class BPE:
    """A vocabulary of tokens and the merges that make them."""

    def __init__(self, tokens: Sequence[str], merges: Iterable[str]) -> None:
        """Take the tokens in the order of their ids, and the merges as "a b", the first first."""
        self.tokens, self.ids = (
            tokens,
            {token: at for at, token in enumerate(tokens)},
        )
        self.rank = {
            tuple(merge.split(" ")): at for at, merge in enumerate(merges)
        }
        self.merged = lru_cache(maxsize=10_000)(self._merged)

    def encode(self, text: str) -> list[int]:
        """Return the ids of a text's tokens; a control token's name in it is only letters.

        A few control characters have no token and are left out.
        """
        pieces = (
            piece.encode(errors="replace") for piece in PIECE.findall(text)
        )
        parts = (part for piece in pieces for part in self.merged(piece))
        return [self.ids[part] for part in parts if part in self.ids]

    def decode(self, ids: Iterable[int]) -> bytes:
        """Return the bytes of tokens: a character may begin in one and end in the next."""
        return bytes(BYTE[letter] for at in ids for letter in self.tokens[at])

    # endregion bpe

    # region merge
    def _merged(self, piece: bytes) -> tuple[str, ...]:
        """Merge neighbors, the pair that was learned first at all its places first."""
        parts = [SPELLED[byte] for byte in piece]
        while len(parts) > 1:
            best = min(
                itertools.pairwise(parts),
                key=lambda pair: self.rank.get(pair, math.inf),
            )
            if best not in self.rank:
                break
            joined = parts[:1]
            for part in parts[1:]:
                if (joined[-1], part) == best:
                    joined[-1] += part
                else:
                    joined.append(part)
            parts = joined
        return tuple(parts)

    # endregion merge
