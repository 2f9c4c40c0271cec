"""What the triages say, worked out once for the tests of all mistakes."""

from __future__ import annotations

import pytest
from helpline.corpus import read_tickets
from helpline.gate import Said, all_said


@pytest.fixture(scope="session")
def said() -> Said:
    """Return what the triages say that a gate lets through or keeps back: it takes a while."""
    return all_said(read_tickets())
