"""What can be set, in one value that is handed on: nothing in Helpline reads a global."""

from __future__ import annotations

import os
import tomllib
from typing import TYPE_CHECKING, Literal

from pydantic import BaseModel, Field

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path


# region settings
class Settings(BaseModel, frozen=True, extra="forbid"):
    """The settings of one run."""

    triage: Literal["rules", "together"] = "rules"
    min_score: float = Field(default=12.0, ge=0, allow_inf_nan=False)
    """The BM25 score from which an article counts as evidence."""

    @classmethod
    def load(cls, file: Path | None = None, environ: Mapping[str, str] = os.environ) -> Settings:
        """Read a TOML file, and let variables like ``HELPLINE_MIN_SCORE`` win over it.

        Raises:
            pydantic.ValidationError: A value is wrong, or a name isn't known.
        """
        values = tomllib.loads(file.read_text(encoding="utf-8")) if file is not None else {}
        for name in cls.model_fields:
            given = environ.get(f"HELPLINE_{name.upper()}")
            if given is not None:
                values[name] = given
        return cls(**values)


# endregion settings
