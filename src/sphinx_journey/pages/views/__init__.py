"""Views: from journeys to nodes. They know the model and a context, and no builder."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from docutils.nodes import Node

from ...core.model import Journey, Pillar
from .cards import cards
from .context import RenderContext
from .dashboard import coming, dashboard
from .table import table

View = Callable[[Journey, Sequence[Pillar], RenderContext], list[Node]]

ROADMAP_VIEWS: Mapping[str, View] = {"cards": cards, "table": table}
"""The values of ``:view:`` of pillar-roadmap."""

PROGRESS_VIEWS: Mapping[str, View] = {"progress": dashboard, "next": coming}
"""What series-progress shows, by the kind of its request."""
