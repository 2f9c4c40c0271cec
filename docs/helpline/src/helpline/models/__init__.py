"""Models that run in the reader's own process, behind two small interfaces.

Nothing in Helpline needs a model to be installed but what is asked for by name: the modules below
import their libraries when a model is loaded, and say in one line what to install.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Literal, NamedTuple, Protocol

from pydantic import Field, StringConstraints

from helpline.records import Record

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    import numpy as np
    from numpy.typing import NDArray

    Vectors = NDArray[np.float32]


# region encoder
class Encoder(Protocol):
    """Whatever turns texts into vectors, so that texts of like meaning point the same way."""

    @property
    def name(self) -> str:
        """The model, with its version: vectors of another one can't be compared with these."""
        ...

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Return a row of length 1 for each text; a text without a word may be all zeros."""
        ...


# endregion encoder


# region message
class Message(Record, frozen=True):
    """One turn of a conversation."""

    role: Literal["system", "user", "assistant"]
    text: str


class Sampling(Record, frozen=True):
    """How the next token is chosen, and when to stop."""

    limit: int = Field(default=64, ge=1)
    """The most tokens."""
    temperature: float = Field(default=0.0, ge=0, allow_inf_nan=False)
    """0 takes the likeliest token; the higher, the more chances the others get."""
    seed: int = Field(default=0, ge=0)
    """The same seed makes the same choices."""
    stop: tuple[Annotated[str, StringConstraints(min_length=1)], ...] = ()
    """Texts that end the answer; they are no part of it."""


# endregion message


class Token(NamedTuple):
    """A token that a model has written."""

    id: int
    text: str
    """What it adds to the text: nothing, while a character is not complete."""


# region model
class LanguageModel(Protocol):
    """Whatever continues a conversation, token by token."""

    @property
    def name(self) -> str:
        """The model, with its version."""
        ...

    def stream(
        self, messages: Sequence[Message], sampling: Sampling
    ) -> Iterator[Token]:
        """Yield the tokens of the answer, each as soon as it has been chosen."""
        ...


# endregion model
