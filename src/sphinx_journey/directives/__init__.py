"""The directives, for MyST and reStructuredText alike."""

from .blog_image import BlogImage
from .section import JourneySection
from .toctree import JourneyToctree, ToctreeAfterText
from .views import PillarRoadmap, SeriesNav, SeriesProgress

DIRECTIVES = {
    "blog-image": BlogImage,
    "journey-section": JourneySection,
    "journey-toctree": JourneyToctree,
    "pillar-roadmap": PillarRoadmap,
    "series-nav": SeriesNav,
    "series-progress": SeriesProgress,
}
"""Every directive by name."""

TRANSFORMS = (ToctreeAfterText,)
"""What directives need done once a document has been read."""
