"""Vectors that are kept with Helpline, so that search by vectors works with no model installed.

A file holds a row of small integers for each text, and for each row what one of them is worth.
It is looked up by a hash of the text, and belongs to one model: see `Encoder.name`.
"""

from __future__ import annotations

import hashlib
from importlib.resources import as_file, files
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from helpline.models.catalog import MINILM, ModelError
from helpline.models.encoders import MiniLM, unit

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from importlib.resources.abc import Traversable
    from pathlib import Path

    from helpline.models import Encoder, Vectors
    from helpline.records import Article

KEPT = files("helpline") / "data" / "vectors"
LARGEST = 127


# region pack
class Packed(NamedTuple):
    """Rows as bytes: a quarter of the size, and a cosine that is off by less than 0.01."""

    numbers: np.ndarray
    """int8, -127 to 127."""
    worth: np.ndarray
    """What one is worth in each row, as float32."""

    @classmethod
    def of(cls, rows: Vectors) -> Packed:
        """Pack rows: the largest number of each becomes 127."""
        worth = (
            np.abs(rows).max(axis=1, keepdims=True, initial=1e-12) / LARGEST
        )
        return cls(
            np.round(rows / worth).astype(np.int8), worth.astype(np.float32)
        )

    def rows(self) -> Vectors:
        """Return rows of length 1 again."""
        rows: Vectors = self.numbers * self.worth
        return unit(rows)


# endregion pack


def key_of(text: str) -> str:
    """Return what a text is looked up by: the first 16 digits of its SHA-256."""
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def article_text(article: Article) -> str:
    """Return what is encoded of an article."""
    return f"{article.title}\n{article.body}"


def write(file: Path, encoder: Encoder, texts: Sequence[str]) -> None:
    """Encode texts and keep the vectors in a file, the same file each time."""
    packed = Packed.of(encoder.encode(texts))
    keys = np.array([key_of(text) for text in texts], dtype="S16")
    with file.open("wb") as stream:
        np.savez(stream, model=encoder.name, keys=keys, **packed._asdict())


def read(file: Traversable) -> tuple[str, dict[str, np.ndarray]]:
    """Return the name of a file's model, and its vectors by key."""
    with as_file(file) as path, np.load(path) as kept:
        rows = Packed(kept["numbers"], kept["worth"]).rows()
        keys = [key.decode() for key in kept["keys"]]
        return str(kept["model"]), dict(zip(keys, rows, strict=True))


# region kept
class Kept:
    """An encoder that has the vectors of some texts, and loads its model only for others."""

    def __init__(
        self,
        name: str,
        vectors: Mapping[str, np.ndarray],
        opens: Callable[[], Encoder],
    ) -> None:
        """Take the vectors by key, and what opens the model that they are of."""
        self.name, self.vectors, self.opens = name, vectors, opens
        self.encoder: Encoder | None = None

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Return a row of length 1 for each text.

        Raises:
            ModelError: A text is new, and the model is not installed.
        """
        keys = [key_of(text) for text in texts]
        new = [
            text
            for text, key in zip(texts, keys, strict=True)
            if key not in self.vectors
        ]
        if new and self.encoder is None:
            self.encoder = self.opens()
        made = self.encoder.encode(new) if new and self.encoder else ()
        rows = {
            **self.vectors,
            **dict(zip(map(key_of, new), made, strict=True)),
        }
        return np.array([rows[key] for key in keys], dtype=np.float32)

    # endregion kept


def open_encoder(folder: Traversable = KEPT) -> Kept:
    """Return MiniLM with the vectors of all articles and tickets.

    Raises:
        ModelError: The vectors are of another model than the one that Helpline names.
    """
    vectors: dict[str, np.ndarray] = {}
    for file in sorted(folder.iterdir(), key=lambda file: file.name):
        name, found = read(file)
        if name != MINILM.version:
            raise ModelError(
                f"{file.name} holds vectors of {name}, and the model is {MINILM.version}: "
                "make them again with python -m helpline vectors"
            )
        vectors |= found
    return Kept(MINILM.version, vectors, open_minilm)


def open_minilm() -> Encoder:
    """Return the model itself.

    Raises:
        ModelError: It is not installed, or it is another file.
    """
    return MiniLM()
