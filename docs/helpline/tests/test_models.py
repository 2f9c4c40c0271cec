"""What runs models, tried with no model installed, on small weights of our own."""

from __future__ import annotations

import itertools
import re
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pytest
from helpline.cli import main
from helpline.corpus import read_articles, read_tickets
from helpline.models import Message, Sampling, Token
from helpline.models.bpe import BPE, SPELLED
from helpline.models.catalog import (
    INSTALL,
    MINILM,
    MODELS,
    Model,
    ModelError,
    ModelFile,
    checked,
    library,
    located,
    weight_of,
)
from helpline.models.encoders import unit
from helpline.models.smollm2 import choose, until
from helpline.models.transformer import (
    Decoder,
    Layer,
    attend,
    norm,
    softmax,
    turn,
)
from helpline.models.vectors import (
    KEPT,
    Kept,
    Packed,
    article_text,
    key_of,
    open_encoder,
    read,
)
from helpline.models.vectors import write as write_vectors
from pydantic import ValidationError

if TYPE_CHECKING:
    from collections.abc import Sequence

HEADS, SHARED, SIZE, WIDE = 4, 2, 6, 24


def decoder(seed: int = 3) -> Decoder:
    """Return a decoder of two layers with weights drawn at random."""
    rng = np.random.default_rng(seed)

    def draw(*shape: int) -> np.ndarray:
        return rng.normal(0, 0.3, shape).astype(np.float32)

    layers = [
        Layer(
            attn_norm=draw(WIDE) + 1,
            q=draw(HEADS * SIZE, WIDE),
            k=draw(SHARED * SIZE, WIDE),
            v=draw(SHARED * SIZE, WIDE),
            out=draw(WIDE, HEADS * SIZE),
            ffn_norm=draw(WIDE) + 1,
            gate=draw(40, WIDE),
            up=draw(40, WIDE),
            down=draw(WIDE, 40),
        )
        for _ in range(2)
    ]
    return Decoder(
        draw(50, WIDE) * 3, layers, draw(WIDE) + 1, size=SIZE, base=100.0
    )


IDS = [3, 14, 15, 9, 2, 6, 5, 3, 5, 8]


def slowly(model: Decoder, ids: Sequence[int]) -> np.ndarray:
    """Return what `forward` does, number by number, in the plainest way."""
    x = [model.table[at].astype(np.float64) for at in ids]

    def small(row: np.ndarray, weight: np.ndarray) -> np.ndarray:
        return (
            row
            / np.sqrt(sum(one * one for one in row) / len(row) + 1e-5)
            * weight
        )

    def turned(row: np.ndarray, place: int) -> np.ndarray:
        made = row.copy()
        for pair in range(SIZE // 2):
            angle = place * model.base ** (-2 * pair / SIZE)
            a, b = row[2 * pair], row[2 * pair + 1]
            made[2 * pair] = a * np.cos(angle) - b * np.sin(angle)
            made[2 * pair + 1] = a * np.sin(angle) + b * np.cos(angle)
        return made

    for layer in model.layers:
        rows = [small(row, layer.attn_norm) for row in x]
        mixed = [np.zeros(HEADS * SIZE) for _ in ids]
        for head in range(HEADS):
            own = slice(head * SIZE, (head + 1) * SIZE)
            place = head // (HEADS // SHARED) * SIZE
            lent = slice(place, place + SIZE)
            q = [
                turned(layer.q[own] @ row, at) for at, row in enumerate(rows)
            ]
            k = [
                turned(layer.k[lent] @ row, at) for at, row in enumerate(rows)
            ]
            v = [layer.v[lent] @ row for row in rows]
            for at in range(len(ids)):
                weights = np.exp(
                    [q[at] @ k[to] / np.sqrt(SIZE) for to in range(at + 1)]
                )
                mixed[at][own] = sum(
                    weight / weights.sum() * v[to]
                    for to, weight in enumerate(weights)
                )
        x = [row + layer.out @ one for row, one in zip(x, mixed, strict=True)]
        for at, row in enumerate(x):
            h = small(row, layer.ffn_norm)
            gate = layer.gate @ h
            x[at] = row + layer.down @ (
                gate / (1 + np.exp(-gate)) * (layer.up @ h)
            )
    return np.array([small(row, model.last) for row in x])


def test_the_decoder_does_what_the_papers_say() -> None:
    model = decoder()
    assert np.allclose(model.forward(IDS, []), slowly(model, IDS), atol=1e-4)


@pytest.mark.parametrize("cuts", [(1,) * 10, (4, 6), (9, 1), (3, 3, 4)])
def test_with_the_cache_the_rows_are_those_without_it(
    cuts: tuple[int, ...],
) -> None:
    model, past, ids = decoder(), [], iter(IDS)
    rows = [
        model.forward(list(itertools.islice(ids, cut)), past) for cut in cuts
    ]
    assert np.allclose(
        np.concatenate(rows), model.forward(IDS, []), atol=1e-5
    )


def test_what_comes_later_changes_nothing_before_it() -> None:
    model = decoder()
    other = model.forward([*IDS[:-1], 49], [])
    assert np.allclose(other[:-1], model.forward(IDS, [])[:-1], atol=1e-5)
    assert not np.allclose(other[-1], model.forward(IDS, [])[-1], atol=1e-2)


def test_the_same_token_at_another_place_gets_another_row() -> None:
    first, *_, again, _five, _eight = decoder().forward([3, 9, 3, 5, 8], [])
    assert not np.allclose(first, again, atol=1e-2)


def test_two_turned_rows_meet_at_an_angle_that_only_their_distance_decides() -> (
    None
):
    one, other = (
        np.random.default_rng(1)
        .normal(size=(2, 1, 1, SIZE))
        .astype(np.float32)
    )
    met = [
        float((turn(one, at, 100.0) * turn(other, at + 5, 100.0)).sum())
        for at in (0, 3, 1000)
    ]
    assert met == pytest.approx([met[0]] * 3, abs=1e-3)


def test_shares_are_shares_however_large_the_numbers_are() -> None:
    shares = softmax(np.array([[1e4, 1e4, -1e4]], dtype=np.float32))
    assert shares.tolist() == [[0.5, 0.5, 0.0]]
    assert np.isfinite(
        norm(np.zeros((1, 4), dtype=np.float32), np.ones(4, np.float32))
    ).all()
    alone = attend(*np.ones((3, 1, 1, 4), dtype=np.float32))
    assert np.allclose(alone, 1)


def small_bpe() -> BPE:
    tokens = [
        *SPELLED.values(),
        "lo",
        "\u0120lo",
        "\u0120low",
        "er",
        "\u0120lower",
    ]
    merges = ["l o", "\u0120 lo", "\u0120lo w", "e r", "\u0120low er"]
    return BPE(tokens, merges)


def test_merges_are_made_in_the_order_in_which_they_were_learned() -> None:
    bpe = small_bpe()
    spelled = [bpe.tokens[at] for at in bpe.encode("low lower lo2")]
    assert spelled == ["lo", "w", "\u0120lower", "\u0120lo", "2"]
    for merges, parts in (
        (["o w", "l o"], ["l", "ow"]),
        (["l o", "o w"], ["lo", "w"]),
    ):
        bpe = BPE([*SPELLED.values(), "lo", "ow"], merges)
        assert [bpe.tokens[at] for at in bpe.encode("low")] == parts


def test_every_text_comes_back_from_its_tokens() -> None:
    bpe = small_bpe()
    for text in (
        "",
        "Caf\u00e9, 5\u00bd \u4e2d\u6587 \U0001f642\n\n  it's\x00\x1c _x_",
        " " * 9,
    ):
        assert bpe.decode(bpe.encode(text)).decode() == text
    assert bpe.decode(bpe.encode("\ud800")) == b"?"


def test_a_long_run_of_one_letter_is_quick_to_encode() -> None:
    tokens = [*SPELLED.values(), *("a" * (1 << size) for size in range(1, 5))]
    merges = [f"{'a' * half} {'a' * half}" for half in (1, 2, 4, 8)]
    passes = 0

    class Ranks(dict[tuple[str, ...], int]):
        def get(self, key: object, default: object = None) -> object:
            nonlocal passes
            passes += 1
            return super().get(key, default)

    bpe = BPE(tokens, merges)
    bpe.rank = Ranks(bpe.rank)
    assert len(bpe.encode("a" * 16_000)) == 1_000
    assert passes < 3 * 16_000


def test_the_same_seed_draws_the_same_tokens_and_zero_takes_the_likeliest() -> (
    None
):
    logits = np.array([1.0, 3.0, 2.5], dtype=np.float32)

    def drawn(seed: int) -> list[int]:
        rng = np.random.default_rng(seed)
        return [choose(logits, 1.0, rng) for _ in range(60)]

    assert drawn(1) == drawn(1) != drawn(2)
    assert set(drawn(1)) == {0, 1, 2}
    assert {
        choose(logits, 0, np.random.default_rng(seed)) for seed in range(9)
    } == {1}


@pytest.mark.parametrize(
    ("stops", "text"),
    [
        ((), "one two. three"),
        (("two",), "one "),
        (("o. ", ". t"), "one tw"),
        (("three!",), "one two. three"),
        ((" ", "t"), "one"),
    ],
)
def test_an_answer_ends_before_the_text_that_stops_it(
    stops: tuple[str, ...], text: str
) -> None:
    parts = ["on", "e ", "tw", "o", "", ". ", "th", "ree"]
    tokens = [Token(at, part) for at, part in enumerate(parts)]
    assert "".join(one.text for one in until(tokens, stops)) == text


def test_a_token_is_given_out_as_soon_as_it_can_be_no_stop() -> None:
    asked: list[int] = []

    def tokens() -> itertools.chain[Token]:
        for at, part in enumerate(("a", "\n", "b", "\n", "\n", "c")):
            asked.append(at)
            yield Token(at, part)

    given = until(tokens(), ("\n\n",))
    assert next(given).text == "a"
    assert asked == [0]
    assert next(given).text == "\n"
    assert asked == [0, 1, 2]
    assert "".join(one.text for one in given) == "b"
    assert asked == [0, 1, 2, 3, 4]


def test_how_to_sample_and_who_speaks_are_checked() -> None:
    for wrong in (
        {"limit": 0},
        {"temperature": -1},
        {"seed": -1},
        {"stop": ("",)},
        {"top": 1},
    ):
        with pytest.raises(ValidationError):
            Sampling(**wrong)
    with pytest.raises(ValidationError):
        Message(role="customer", text="Hello")


def other_model(sha256: str) -> Model:
    """Return a model whose file is one of numpy's."""
    return Model(
        "other",
        "",
        "MIT",
        (ModelFile("numpy", "numpy/version.py", sha256),),
        (),
    )


def test_another_file_than_the_pinned_one_is_an_error_that_names_both_hashes() -> (
    None
):
    wrong, right = "0" * 64, ""
    with pytest.raises(ModelError) as caught:
        checked(other_model(wrong))
    said = str(caught.value)
    assert "version.py" in said
    assert wrong in said
    right = said.partition("SHA-256 is ")[2][:64]
    assert "\n" not in said
    assert checked(other_model(right)) == located(other_model(right).files[0])


def test_what_is_missing_is_said_in_one_line_with_what_to_type() -> None:
    nowhere = Model(
        "x", "", "MIT", (ModelFile("no-such-package-x", "x", ""),), ()
    )
    gone = Model(
        "x", "", "MIT", (ModelFile("numpy", "numpy/no-such-file", ""),), ()
    )
    for fails in (
        lambda: checked(nowhere),
        lambda: checked(gone),
        lambda: library("no_such_x"),
    ):
        with pytest.raises(ModelError) as caught:
            fails()
        assert INSTALL in str(caught.value)
        assert "\n" not in str(caught.value)
    assert weight_of(["no-such-package-x"]) == 0 < weight_of(["numpy"])


def test_the_command_lists_each_model_with_what_it_does(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["models"]) == 0
    printed = capsys.readouterr().out
    for model in MODELS:
        assert f"\n{model.name}" in f"\n{printed}"
        assert model.license in printed
        assert "ready, hashes checked" in printed or INSTALL in printed
    assert max(map(len, printed.splitlines())) <= 100


def test_the_lock_pins_every_package_of_a_model_by_hash_and_names_no_host() -> (
    None
):
    folder = Path(__file__).parents[1]
    lock = (folder / "models.lock").read_text(encoding="utf-8")
    blocks = re.split(r"\n(?=\w)", lock.strip())
    pinned = {re.match(r"([\w-]+)==\S+", block)[1] for block in blocks}
    assert len(pinned) == len(blocks)
    assert all("--hash=sha256:" in block for block in blocks)
    assert not re.search(r"https?:|index", lock)
    assert pinned >= {name for model in MODELS for name in model.packages}
    extra = tomllib.loads(
        (folder / "pyproject.toml").read_text(encoding="utf-8")
    )
    named = extra["project"]["optional-dependencies"]["models"]
    assert pinned >= {re.match(r"[\w-]+", one)[0] for one in named}


def test_helpline_imports_no_library_of_a_model_until_it_is_asked_for() -> (
    None
):
    import subprocess
    import sys

    code = (
        "import sys, helpline.cli, helpline.desk, helpline.models.vectors\n"
        "import helpline.models.encoders, helpline.models.smollm2\n"
        "print({'gguf', 'onnxruntime', 'tokenizers'} & set(sys.modules))"
    )
    env = {"PYTHONPATH": ":".join(sys.path)}
    assert (
        subprocess.check_output(
            [sys.executable, "-c", code], env=env, text=True
        )
        == "set()\n"
    )


def test_packed_vectors_keep_their_directions_and_zeros() -> None:
    rows = unit(np.random.default_rng(5).normal(size=(50, 384)))
    again = Packed.of(rows).rows()
    assert again.dtype == np.float32
    assert (rows * again).sum(axis=1).min() > 0.9999
    assert np.allclose(np.linalg.norm(again, axis=1), 1, atol=1e-6)
    zeros = np.zeros((2, 4), dtype=np.float32)
    assert not Packed.of(zeros).rows().any()
    assert Packed.of(np.zeros((0, 4), dtype=np.float32)).rows().shape == (
        0,
        4,
    )
    assert np.isfinite(unit(zeros)).all()


class Letters:
    """An encoder that counts two letters."""

    name = "letters-1"
    asked = 0

    def encode(self, texts: Sequence[str]) -> np.ndarray:
        self.asked += len(texts)
        return unit(
            np.array([[text.count("a"), text.count("b")] for text in texts])
        )


def test_kept_vectors_are_used_and_the_model_only_for_what_is_new(
    tmp_path: Path,
) -> None:
    made, opened = Letters(), []
    write_vectors(tmp_path / "some.npz", made, ["aab", "b"])
    name, vectors = read(tmp_path / "some.npz")
    assert name == "letters-1"

    def opens() -> Letters:
        opened.append(Letters())
        return opened[0]

    kept = Kept(name, vectors, opens)
    assert np.allclose(
        kept.encode(["b", "aab", "b"]),
        Letters().encode(["b", "aab", "b"]),
        atol=0.01,
    )
    assert kept.encode([]).size == 0
    assert opened == []
    kept.encode(["a", "aab"])
    kept.encode(["ab"])
    assert [one.asked for one in opened] == [2]


def test_a_file_of_vectors_is_the_same_each_time(tmp_path: Path) -> None:
    for name in ("one", "two"):
        write_vectors(tmp_path / name, Letters(), ["aab", "b"])
    assert (tmp_path / "one").read_bytes() == (tmp_path / "two").read_bytes()


def test_vectors_of_another_model_are_refused(tmp_path: Path) -> None:
    write_vectors(tmp_path / "some.npz", Letters(), ["a"])
    with pytest.raises(
        ModelError, match=r"some\.npz holds vectors of letters-1"
    ):
        open_encoder(tmp_path)


def test_every_article_and_ticket_has_its_vector_with_no_model_installed() -> (
    None
):
    articles, tickets = read_articles(), read_tickets()
    texts = [article_text(one) for one in articles.values()] + [
        one.text for one in tickets
    ]
    encoder = open_encoder()
    assert encoder.name == MINILM.version
    assert {key_of(text) for text in texts} == set(encoder.vectors)
    rows = encoder.encode(texts)
    assert encoder.encoder is None
    assert np.allclose(np.linalg.norm(rows, axis=1), 1, atol=1e-5)
    assert all(
        Path(str(file)).stat().st_size < 1_000_000 for file in KEPT.iterdir()
    )


def test_search_by_kept_vectors_beats_a_guess_by_far() -> None:
    articles = {
        name: one
        for name, one in read_articles().items()
        if not one.superseded_by
    }
    tickets = [one for one in read_tickets() if one.article]
    encoder = open_encoder()
    cosines = encoder.encode([one.text for one in tickets]) @ (
        encoder.encode([article_text(one) for one in articles.values()]).T
    )
    names = list(articles)
    hits = sum(
        names[at] == one.article
        for at, one in zip(cosines.argmax(1), tickets, strict=True)
    )
    assert hits / len(tickets) > 0.3
