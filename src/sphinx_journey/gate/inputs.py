"""The inputs of a build that every project has, and the words and texts of its language."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from ..builds.build import Inputs
from ..config.images import settle_images
from ..config.words import wording_of
from ..core.plan_texts import translated
from ..translations import Translations, translations_of
from ..wording import speak, spoken

if TYPE_CHECKING:
    from sphinx.application import Sphinx

    from ..core.plan import Plan
    from ..domain.journey import JourneyDomain
    from .plan import PlanFile


def inputs_of(app: Sphinx, file: PlanFile) -> Inputs:
    """Return a build's inputs without its configuration; let the extension speak its language."""
    wording = wording_of(app.config, Path(app.srcdir))
    speak(wording)
    translations = Translations()
    if app.builder.use_message_catalog:  # the builder that makes catalogs uses none
        translations = translations_of(app.config, Path(app.srcdir))
    return Inputs(
        images=settle_images(app.config.journey_images),
        plan=in_language(file.plan, translations),
        has_plan=file.exists,
        wording=wording.state,
        translations=translations,
    )


def in_language(plan: Plan, translations: Translations) -> Plan:
    """Return a plan in the language of the build."""
    return translated(plan, lambda location, text: translations.of(location.path, text))


def said_otherwise(domain: JourneyDomain) -> set[str]:
    """Return the documents in whose doctrees the extension has said what it would say otherwise."""
    return {
        name
        for name, said in domain.said.items()
        if any(spoken().text(message) != text for message, text in said.items())
    }
