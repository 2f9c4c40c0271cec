"""Two encoders: a transformer, and the mean of fixed vectors."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, cast

import numpy as np

from helpline.models.catalog import MINILM, STATIC, checked, library

if TYPE_CHECKING:
    from collections.abc import Sequence

    from helpline.models import Vectors

LONGEST = 256
"""The most tokens of a text that MiniLM reads; it has been trained on no longer ones."""


# region minilm
class MiniLM:
    """A sentence encoder: six layers of attention, then the mean over the text's tokens."""

    name = MINILM.version

    def __init__(self, threads: int = 1) -> None:
        """Load the model.

        Args:
            threads: With one, sums are added up in the same order each time.

        Raises:
            ModelError: It is not installed, or it is another file.
        """
        weights, vocabulary = checked(MINILM), checked(MINILM, 1)
        onnxruntime, tokenizers = (
            library("onnxruntime"),
            library("tokenizers"),
        )
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = threads
        on = ["CPUExecutionProvider"]
        self.session = onnxruntime.InferenceSession(
            weights, options, providers=on
        )
        self.tokenizer = tokenizers.Tokenizer.from_file(str(vocabulary))
        self.tokenizer.enable_truncation(LONGEST)
        self.tokenizer.enable_padding()  # to the longest of a batch

    # endregion minilm

    # region encode
    def encode(self, texts: Sequence[str], batch: int = 16) -> Vectors:
        """Return a row of length 1 for each text; texts of like length share a batch."""
        made = np.zeros((len(texts), 384), dtype=np.float32)
        order = sorted(range(len(texts)), key=lambda at: len(texts[at]))
        for start in range(0, len(order), batch):
            places = order[start : start + batch]
            made[places] = self._encode([texts[at] for at in places])
        return made

    def _encode(self, texts: list[str]) -> Vectors:
        encoded = self.tokenizer.encode_batch(texts)
        ids = np.array([one.ids for one in encoded], dtype=np.int64)
        mask = np.array(
            [one.attention_mask for one in encoded], dtype=np.int64
        )
        given = {
            "input_ids": ids,
            "attention_mask": mask,
            "token_type_ids": np.zeros_like(ids),
        }
        [hidden] = self.session.run(None, given)  # by text, token and number
        counted = mask[:, :, None].astype(
            np.float32
        )  # 0 for what only fills up the batch
        return unit((hidden * counted).sum(axis=1) / counted.sum(axis=1))

    # endregion encode


# region static
class Static:
    """One vector for each token, wherever it stands; a text is their mean."""

    name = STATIC.version

    def __init__(self) -> None:
        """Load the vectors: a length, a head in JSON, then the numbers.

        Raises:
            ModelError: They are not installed, or the file is another one.
        """
        raw, tokenizers = checked(STATIC).read_bytes(), library("tokenizers")
        start = 8 + int.from_bytes(raw[:8], "little")
        about = json.loads(raw[8:start])["embedding.weight"]
        self.table = np.frombuffer(raw[start:], dtype=np.float16).reshape(
            about["shape"]
        )
        self.tokenizer = tokenizers.Tokenizer.from_file(
            str(checked(STATIC, 1))
        )

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Return a row of length 1 for each text, or of zeros if it has no token."""
        encoded = self.tokenizer.encode_batch(
            list(texts), add_special_tokens=False
        )
        sums = [
            self.table[one.ids].sum(axis=0, dtype=np.float32)
            for one in encoded
        ]
        return unit(
            np.array(sums, dtype=np.float32).reshape(
                len(sums), self.table.shape[1]
            )
        )


# endregion static


def unit(rows: np.ndarray[Any, Any]) -> Vectors:
    """Return rows of length 1; rows of zeros stay zeros."""
    lengths = np.linalg.norm(rows, axis=1, keepdims=True)
    return cast(
        "Vectors", (rows / np.maximum(lengths, 1e-12)).astype(np.float32)
    )
