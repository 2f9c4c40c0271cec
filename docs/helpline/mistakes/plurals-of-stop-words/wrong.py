"""Words of a text: the very common ones are left out, and then plural endings are taken off."""

from __future__ import annotations

from helpline.text import SHORT, STOP_WORDS, WORD, singular


# region words
def words(text: str) -> list[str]:
    """Return the words that carry meaning, in order."""
    plain = SHORT.sub("", text.lower())
    return [
        singular(word)
        for word in WORD.findall(plain)
        if word not in STOP_WORDS
    ]


# endregion words
