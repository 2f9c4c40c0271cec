"""``helpline vectors``: the vectors of all articles and tickets, made again by the model."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from helpline.corpus import read_articles, read_tickets
from helpline.models.vectors import KEPT, article_text, open_minilm, write

if TYPE_CHECKING:
    import argparse


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Say what the command takes."""
    parser.add_argument(
        "--into", type=Path, help="a folder; without it, the package's own"
    )


def run(options: argparse.Namespace) -> None:
    """Write the files, and say how large they are."""
    folder: Path = options.into or Path(str(KEPT))
    folder.mkdir(parents=True, exist_ok=True)
    encoder = open_minilm()
    articles = [article_text(one) for one in read_articles().values()]
    tickets = [one.text for one in read_tickets()]
    for name, texts in (("articles", articles), ("tickets", tickets)):
        file = folder / f"{name}.npz"
        write(file, encoder, texts)
        sys.stdout.write(
            f"{file.name}: {len(texts):,} texts, {file.stat().st_size:,} bytes\n"
        )
