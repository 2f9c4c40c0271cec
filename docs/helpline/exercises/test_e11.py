"""The solution of exercise 1.1.4, run on the package itself."""

from __future__ import annotations

from pathlib import Path

import e11_4
import helpline
from _imports import between, imports

PACKAGE = imports(Path(helpline.__file__).parent)


def test_the_package_has_no_import_that_goes_up_or_round() -> None:
    layers = [
        ["text", "records", "settings"],
        ["bm25", "corpus"],
        ["answering", "triage"],
        ["desk"],
        ["commands"],
        ["cli"],
    ]
    named = [[f"helpline.{name}" for name in layer] for layer in layers]
    parts = between(PACKAGE, [name for layer in named for name in layer])
    assert e11_4.upward(parts, named) == []
    assert e11_4.circle(parts) == []
