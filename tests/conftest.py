"""Fixtures."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from support import JOURNEY, Project

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """Return an empty project."""
    return Project(tmp_path / "project")


@pytest.fixture
def journey(project: Project) -> Project:
    """Return a project with the small journey."""
    return project.write(JOURNEY)
