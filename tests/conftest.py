"""Fixtures."""

from __future__ import annotations

from typing import TYPE_CHECKING

import hypothesis
import pytest
from support import JOURNEY, Project

if TYPE_CHECKING:
    from pathlib import Path


# How long an example takes depends on what else the machine is doing.
hypothesis.settings.register_profile("unhurried", deadline=None)
hypothesis.settings.load_profile("unhurried")


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """Return an empty project."""
    return Project(tmp_path / "project")


@pytest.fixture
def journey(project: Project) -> Project:
    """Return a project with the small journey."""
    return project.write(JOURNEY)
