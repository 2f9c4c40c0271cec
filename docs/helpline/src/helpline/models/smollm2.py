"""SmolLM2: 135 million parameters read from a file, and a conversation continued."""

from __future__ import annotations

import codecs
from typing import TYPE_CHECKING, Any

import numpy as np

from helpline.models import Message, Sampling, Token
from helpline.models.bpe import BPE
from helpline.models.catalog import SMOLLM2, checked, library
from helpline.models.transformer import Decoder, Layer, softmax

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from helpline.models.transformer import Array, Past

GREEDY = Sampling()
SYSTEM = (
    "You are a helpful AI assistant named SmolLM, trained by Hugging Face"
)
"""What the model has been told first in each conversation that it was trained on."""
WEIGHTS = (
    "attn_norm", "attn_q", "attn_k", "attn_v", "attn_output",
    "ffn_norm", "ffn_gate", "ffn_up", "ffn_down",
)  # fmt: skip
"""A layer's weights in the file, in the order of ``Layer``."""


class SmolLM2:
    """A small chat model; it answers fluently, and knows little."""

    name = SMOLLM2.version

    # region load
    def __init__(self) -> None:
        """Load the model, which takes about a gigabyte of memory.

        Raises:
            ModelError: It is not installed, or it is another file.
        """
        path, gguf = checked(SMOLLM2), library("gguf")
        file = gguf.GGUFReader(path)
        field: dict[str, Any] = {
            name: one.contents() for name, one in file.fields.items()
        }
        weight = {
            one.name.removesuffix(".weight"): gguf.dequantize(
                one.data, one.tensor_type
            )
            for one in file.tensors
        }
        self.decoder = Decoder(
            weight["token_embd"],
            [
                Layer(*(weight[f"blk.{at}.{name}"] for name in WEIGHTS))
                for at in range(field["llama.block_count"])
            ],
            weight["output_norm"],
            size=field["llama.rope.dimension_count"],
            base=field["llama.rope.freq_base"],
        )
        self.bpe = BPE(
            field["tokenizer.ggml.tokens"], field["tokenizer.ggml.merges"]
        )
        self.context: int = field["llama.context_length"]
        self.begin, self.end = (
            self.bpe.ids["<|im_start|>"],
            self.bpe.ids["<|im_end|>"],
        )

    # endregion load

    # region prompt
    def prompt(self, messages: Sequence[Message]) -> list[int]:
        """Return a conversation as tokens, up to where the assistant speaks.

        Who speaks is said by control tokens. They are added by their ids, so nothing that a
        customer writes can become one.
        """
        if not messages or messages[0].role != "system":
            messages = [Message(role="system", text=SYSTEM), *messages]
        ids: list[int] = []
        for one in messages:
            said = self.bpe.encode(f"{one.role}\n{one.text}")
            ids += [self.begin, *said, self.end, *self.bpe.encode("\n")]
        return [*ids, self.begin, *self.bpe.encode("assistant\n")]

    # endregion prompt

    # region stream
    def stream(
        self, messages: Sequence[Message], sampling: Sampling = GREEDY
    ) -> Iterator[Token]:
        """Yield the tokens of the answer, each as soon as it has been chosen.

        Raises:
            ValueError: The conversation is too long for the model.
        """
        ids = self.prompt(messages)
        if len(ids) + sampling.limit > self.context:
            raise ValueError(
                f"{len(ids)} tokens and an answer of {sampling.limit} are more than "
                f"the {self.context} that the model can read"
            )
        return until(self._tokens(ids, sampling), sampling.stop)

    def _tokens(self, ids: list[int], sampling: Sampling) -> Iterator[Token]:
        rng = np.random.default_rng(sampling.seed)
        past: Past = []
        spell = codecs.getincrementaldecoder("utf-8")("replace")
        for _ in range(sampling.limit):
            row = self.decoder.forward(ids, past)[-1]
            chosen = choose(
                self.decoder.logits(row), sampling.temperature, rng
            )
            if chosen == self.end:
                return
            yield Token(chosen, spell.decode(self.bpe.decode([chosen])))
            ids = [chosen]

    # endregion stream


# region choose
def choose(
    logits: Array, temperature: float, rng: np.random.Generator
) -> int:
    """Return the next token: the likeliest, or one that is drawn."""
    if temperature == 0:
        return int(logits.argmax())
    shares = softmax(logits.astype(np.float64) / temperature)
    return int(rng.choice(len(shares), p=shares))


# endregion choose


# region until
def until(tokens: Iterable[Token], stops: Sequence[str]) -> Iterator[Token]:
    """Yield tokens up to a text that ends the answer; hold back what may be its beginning."""
    held: list[Token] = []
    for token in tokens:
        held.append(token)
        text = "".join(one.text for one in held)
        places = [text.index(stop) for stop in stops if stop in text]
        if places:
            left = min(places)
            for one in held:
                yield Token(one.id, one.text[:left])
                left = max(0, left - len(one.text))
            return
        if not any(
            text.endswith(stop[:end])
            for stop in stops
            for end in range(1, len(stop))
        ):
            yield from held
            held = []
    yield from held


# endregion until
