"""What can be set, in one value that is handed on: nothing in Helpline reads a global."""

from __future__ import annotations

import os
import tomllib
from typing import TYPE_CHECKING, Any, Literal

from pydantic import BaseModel, Field

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path


class SettingsError(ValueError):
    """A file of settings can't be read; the message names it."""


# region read_toml
def read_toml(file: Path) -> dict[str, Any]:
    """Return what a TOML file holds.

    Raises:
        SettingsError: It is none, or there is no such file.
    """
    try:
        return tomllib.loads(file.read_text(encoding="utf-8-sig"))
    except OSError as error:
        raise SettingsError(f"{file}: {error.strerror}") from error
    except (ValueError, RecursionError) as error:
        raise SettingsError(f"{file}: it is no TOML: {error}") from error


# endregion read_toml


# region settings
class Settings(BaseModel, frozen=True, extra="forbid"):
    """The settings of one run."""

    triage: Literal["rules", "together"] = "rules"
    min_score: float = Field(default=12.0, ge=0, allow_inf_nan=False)
    """The BM25 score from which an article counts as evidence."""

    @classmethod
    def load(
        cls, file: Path | None = None, environ: Mapping[str, str] = os.environ
    ) -> Settings:
        """Read a TOML file; a variable ``HELPLINE_MIN_SCORE`` overrides it.

        Raises:
            SettingsError: The file can't be read.
            pydantic.ValidationError: A value is wrong, or a name isn't known.
        """
        values = read_toml(file) if file is not None else {}
        for name in cls.model_fields:
            given = environ.get(f"HELPLINE_{name.upper()}")
            if given is not None:
                values[name] = given
        return cls(**values)


# endregion settings
