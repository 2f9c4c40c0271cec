"""The directives, for MyST and reStructuredText alike."""

from ..gate.directives import GatedInclude, GatedLiteralInclude, GatedTable
from .blog_image import BlogImage
from .toctree import GatedToctree, JourneyToctree, ToctreeAfterText
from .views import PillarRoadmap, SeriesNav, SeriesProgress

DIRECTIVES = {
    "blog-image": BlogImage,
    "journey-toctree": JourneyToctree,
    "pillar-roadmap": PillarRoadmap,
    "series-nav": SeriesNav,
    "series-progress": SeriesProgress,
}
"""Every directive by name."""

OVERRIDES = {
    "csv-table": GatedTable,
    "include": GatedInclude,
    "literalinclude": GatedLiteralInclude,
    "toctree": GatedToctree,
}
"""Sphinx's own directives, taught about the gate."""

TRANSFORMS = (ToctreeAfterText,)
"""What directives need done once a document has been read."""
