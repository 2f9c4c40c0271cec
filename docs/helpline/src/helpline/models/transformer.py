"""A decoder of the Llama family in numpy: what happens to tokens inside a language model.

RMSNorm (Zhang and Sennrich, 2019), rotary positions (Su and others, 2021), grouped attention
(Ainslie and others, 2023) and SwiGLU (Shazeer, 2020), in the order of Llama (Touvron and others,
2023). Rows are tokens throughout.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    Array = NDArray[np.floating[Any]]
    Past = list[tuple[Array, Array]]


class Layer(NamedTuple):
    """The weights of a layer; each matrix has a row for each number that it makes."""

    attn_norm: Any
    q: Any
    k: Any
    v: Any
    out: Any
    ffn_norm: Any
    gate: Any
    up: Any
    down: Any


# region parts
def norm(x: Array, weight: Array, epsilon: float = 1e-5) -> Array:
    """Give each row the same size, so that no layer drowns the others."""
    size: Array = np.sqrt(np.mean(x * x, axis=-1, keepdims=True) + epsilon)
    return x / size * weight


def turn(x: Array, first: int, base: float) -> Array:
    """Turn pairs of numbers by angles that grow with a token's place; ``first`` is the first's.

    Two tokens then meet at an angle that depends on how far apart they are.
    """
    tokens, _heads, size = x.shape
    speed = base ** (-np.arange(0, size, 2) / size)
    angles = np.outer(np.arange(first, first + tokens), speed)
    circle = np.exp(1j * angles).astype(np.complex64)
    return (x.view(np.complex64) * circle[:, None]).view(np.float32)


def softmax(x: Array) -> Array:
    """Turn numbers into shares of one, the larger the more."""
    grown: Array = np.exp(x - x.max(axis=-1, keepdims=True))
    total: Array = grown.sum(axis=-1, keepdims=True)
    return grown / total


# endregion parts


# region attend
def attend(q: Array, k: Array, v: Array) -> Array:
    """Give each token a mix of the values of those before it, and of its own.

    Args:
        q: What the new tokens look for: one matrix of heads and numbers for each.
        k: What all tokens so far offer; several heads of q share one of these.
        v: What they hand over.
    """
    tokens, heads, size = q.shape
    k, v = (
        np.repeat(one, heads // one.shape[1], axis=1).swapaxes(0, 1)
        for one in (k, v)
    )
    scores = q.swapaxes(0, 1) @ k.swapaxes(1, 2) / np.float32(np.sqrt(size))
    later = np.triu(
        np.ones(scores.shape[1:], dtype=bool), k=scores.shape[2] - tokens + 1
    )
    scores[:, later] = -np.inf  # no token sees what comes after it
    return (softmax(scores) @ v).swapaxes(0, 1).reshape(tokens, heads * size)


# endregion attend


class Decoder:
    """Layers between a table of tokens and the same table, read the other way round."""

    def __init__(
        self,
        table: Array,
        layers: Sequence[Layer],
        last: Array,
        size: int,
        base: float,
    ) -> None:
        """Take the weights.

        Args:
            table: A row for each token of the vocabulary.
            layers: The first one first.
            last: The weight of the last norm.
            size: How many numbers a head of attention has.
            base: How slowly the slowest pair turns.
        """
        self.table, self.layers, self.last = table, layers, last
        self.size, self.base = size, base

    # region forward
    def forward(self, ids: Sequence[int], past: Past) -> Array:
        """Return a row for each new token; ``past`` takes up their keys and values.

        Begin with an empty list. With the same list again, only what is new is worked out.
        """
        x, first = self.table[list(ids)], len(past[0][0]) if past else 0
        for at, layer in enumerate(self.layers):
            h = norm(x, layer.attn_norm)
            q, k, v = (
                (h @ one.T).reshape(len(x), -1, self.size)
                for one in layer[1:4]
            )
            q, k = turn(q, first, self.base), turn(k, first, self.base)
            if at < len(past):
                k, v = (
                    np.concatenate([past[at][0], k]),
                    np.concatenate([past[at][1], v]),
                )
                past[at] = k, v
            else:
                past.append((k, v))
            x = x + attend(q, k, v) @ layer.out.T
            h = norm(x, layer.ffn_norm)
            gate = h @ layer.gate.T
            x = (
                x
                + (gate / (1 + np.exp(-gate)) * (h @ layer.up.T))
                @ layer.down.T
            )
        return norm(x, self.last)

    def logits(self, rows: Array) -> Array:
        """Return a number for each token of the vocabulary: the higher, the likelier next."""
        return rows @ self.table.T

    # endregion forward
