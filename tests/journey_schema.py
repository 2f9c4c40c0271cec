"""The published schema of `journey.json`, and what a document has wrong by it."""

from __future__ import annotations

import datetime as dt
import json
from importlib import resources
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from jsonschema import Draft202012Validator, FormatChecker

import sphinx_journey

if TYPE_CHECKING:
    from support import Build

FILE = resources.files(sphinx_journey).joinpath("schemas/journey-1.json")
SCHEMA: dict[str, Any] = json.loads(FILE.read_text(encoding="utf-8"))


def _is_instant(value: object) -> bool:
    return not isinstance(value, str) or dt.datetime.fromisoformat(value).tzinfo is not None


def _is_address(value: object) -> bool:
    return not isinstance(value, str) or bool(urlsplit(value).scheme)


FORMATS = FormatChecker(())
FORMATS.checkers = {
    "date-time": (_is_instant, ValueError),
    "iri": (_is_address, ValueError),
    "uri": (_is_address, ValueError),
}
VALIDATOR = Draft202012Validator(SCHEMA, format_checker=FORMATS)


def errors(document: object) -> list[str]:
    """Return what is wrong with a document."""
    return [f"{one.json_path}: {one.message}" for one in VALIDATOR.iter_errors(document)]


def read(build: Build) -> dict[str, Any]:
    """Return the document that a build has written, which has to be valid."""
    value: dict[str, Any] = json.loads((build.out / "journey.json").read_bytes())
    assert errors(value) == []
    return value
