"""The directives that show a journey: they leave placeholders and decide nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from docutils.parsers.rst import directives

from ..pages.views import ROADMAP_VIEWS
from .base import JourneyDirective

if TYPE_CHECKING:
    from docutils.nodes import Node
    from sphinx.util.typing import OptionSpec


class PillarRoadmap(JourneyDirective):
    """The pillars of a journey and their posts, with status."""

    has_content = True  # to say what is wrong with it
    option_spec: ClassVar[OptionSpec] = dict.fromkeys(
        ("journey", "pillar", "view", "class", "name"), directives.unchanged
    )

    def run(self) -> list[Node]:
        """Leave a placeholder with the view."""
        self.check_content()
        view = self.one_of("view", tuple(ROADMAP_VIEWS), "cards")
        return [self.leave("roadmap", view or "cards")]


class SeriesProgress(JourneyDirective):
    """The dashboard of a journey, or only what comes next."""

    has_content = True  # to say what is wrong with it
    option_spec: ClassVar[OptionSpec] = dict.fromkeys(
        ("journey", "view", "class", "name"), directives.unchanged
    )

    def run(self) -> list[Node]:
        """Leave a placeholder."""
        self.check_content()
        view = self.one_of("view", ("dashboard", "next"), "dashboard")
        return [self.leave("next" if view == "next" else "progress")]


class SeriesNav(JourneyDirective):
    """Series-nav where the author wants it, in place of the one put on by itself."""

    has_content = True  # to say what is wrong with it
    option_spec: ClassVar[OptionSpec] = {"journey": directives.unchanged}

    def run(self) -> list[Node]:
        """Leave a placeholder."""
        self.check_content()
        return [self.leave("nav")]
