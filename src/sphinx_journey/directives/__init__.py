"""The directives, for MyST and reStructuredText alike."""

from .blog_image import BlogImage
from .details import JourneyDetails
from .post_list import PostListing
from .section import JourneySection
from .tabs import JourneyTab, JourneyTabs, SortTabs
from .toctree import JourneyToctree, ToctreeAfterText
from .video import JourneyVideo
from .views import PillarRoadmap, SeriesNav, SeriesProgress

DIRECTIVES = {
    "blog-image": BlogImage,
    "journey-details": JourneyDetails,
    "journey-section": JourneySection,
    "journey-tab": JourneyTab,
    "journey-tabs": JourneyTabs,
    "journey-toctree": JourneyToctree,
    "journey-video": JourneyVideo,
    "pillar-roadmap": PillarRoadmap,
    "post-list": PostListing,
    "series-nav": SeriesNav,
    "series-progress": SeriesProgress,
}
"""Every directive by name."""

TRANSFORMS = (SortTabs, ToctreeAfterText)
"""What directives need done once a document has been read."""
