"""Words of a text: common ones are left out, before and after plural endings are taken off."""

from __future__ import annotations

from helpline.text import SHORT, STOP_WORDS, WORD, singular


# region words
def words(text: str) -> list[str]:
    """Return the words that carry meaning, in order."""
    plain = SHORT.sub("", text.lower())
    kept = (
        singular(word)
        for word in WORD.findall(plain)
        if word not in STOP_WORDS
    )
    return [word for word in kept if word not in STOP_WORDS]


# endregion words
