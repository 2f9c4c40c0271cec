"""The parts of showing pictures that need no build: settings, widths, alternative texts."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

import pytest

from sphinx_journey.config.images import ImageSettings, settle_images
from sphinx_journey.core.alternative_text import is_file_name
from sphinx_journey.pictures import lengths

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture
def logged() -> Iterator[list[str]]:
    """Return the warnings that are logged."""
    messages: list[str] = []

    class Handler(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            assert record.__dict__["subtype"] == "config"
            messages.append(record.getMessage())

    logger, handler = logging.getLogger("sphinx.sphinx_journey.diagnostics"), Handler()
    logger.addHandler(handler)
    yield messages
    logger.removeHandler(handler)


# journey_images


def test_the_defaults_are_right(logged: list[str]) -> None:
    settings = settle_images({})
    assert settings == ImageSettings()
    assert settings.web.widths == (480, 800, 1200, 1600)
    assert settings.web.formats == ("webp",)
    assert (settings.enabled, settings.all, settings.enlarge, settings.fetch_remote) == (
        True,
        False,
        True,
        False,
    )
    assert logged == []


def test_every_key_is_accepted(logged: list[str]) -> None:
    settings = settle_images(
        {
            "enabled": False,
            "all": "1",  # as the command line gives it
            "widths": [900, 300, 900],
            "formats": ["avif", "webp"],
            "quality": {"webp": 70, "avif": 50},
            "sizes": "(min-width:  60rem) 50rem,\n 100vw",
            "enlarge": 0,
            "fetch_remote": True,
            "max_pixels": 9,
        }
    )
    assert logged == []
    assert settings.web.widths == (300, 900)
    assert settings.web.formats == ("avif", "webp")
    assert settings.web.quality == (("avif", 50), ("webp", 70))
    assert settings.web.max_pixels == 9
    assert settings.sizes == "(min-width: 60rem) 50rem, 100vw"
    assert (settings.enabled, settings.all, settings.enlarge, settings.fetch_remote) == (
        False,
        True,
        False,
        True,
    )
    paper = settings.paper(2.5, "png")
    assert (paper.inches, paper.vector, paper.quality) == (2.5, "png", settings.web.quality)
    assert paper.max_pixels == 9


def test_a_single_quality_holds_for_each_format_that_has_one(logged: list[str]) -> None:
    quality = settle_images({"quality": 60}).web.quality
    assert quality == (("avif", 60), ("jpeg", 60), ("webp", 60))
    assert logged == []


@pytest.mark.parametrize(
    ("key", "value"),
    [
        *[("widths", w) for w in ([], [0], [-1], [True], ["480"], 480, [20_000], None)],
        *[("formats", f) for f in ("png", ["webp", "jpeg"], 3, None)],
        *[("quality", q) for q in (0, 101, {"png": 3}, {"webp": 0}, "high", True)],
        *[("sizes", s) for s in ("", " ", 3, None, '"><script>', "{}")],
        *[("max_pixels", p) for p in (0, -1, 1.5, True, "many")],
        *[
            (key, v)
            for key in ("enabled", "all", "enlarge", "fetch_remote")
            for v in (2, "yes", None)
        ],
    ],
)
def test_a_wrong_value_costs_a_warning_and_only_itself(
    logged: list[str], key: str, value: object
) -> None:
    right: dict[str, object] = {"widths": [320]} if key != "widths" else {"sizes": "50vw"}
    assert settle_images({key: value, **right}) == settle_images(right)
    (message,) = logged
    assert message.startswith(f"journey_images['{key}'] is ")


def test_an_unknown_key_is_named_with_the_likely_one(logged: list[str]) -> None:
    settings = settle_images({"width": [320], "formts": 3, "enlarge": False})
    assert settings.enlarge is False
    first, second = logged
    assert first.endswith("Did you mean 'widths'?")
    assert second.endswith("Did you mean 'formats'?")


@pytest.mark.parametrize("value", [None, [], "webp", 3])
def test_what_is_not_a_dictionary_is_reported(logged: list[str], value: object) -> None:
    assert settle_images(value) == ImageSettings()
    (message,) = logged
    assert message.startswith("journey_images is ")


# Widths


@pytest.mark.parametrize(
    ("width", "inches"),
    [
        ("", lengths.LINE),
        ("50%", 3.15),
        ("100%", lengths.LINE),
        ("250%", lengths.LINE),
        ("96", 1.0),
        ("96px", 1.0),
        ("2 in", 2.0),
        ("2.54cm", 1.0),
        ("25.4mm", 1.0),
        ("72pt", 1.0),
        ("6pc", 1.0),
        ("72em", lengths.LINE),
        ("7.2rem", 1.1),
        ("50vw", 3.15),
        ("nonsense", lengths.LINE),
    ],
)
def test_a_width_is_converted_to_inches_on_paper(width: str, inches: float) -> None:
    assert lengths.inches(width) == inches


@pytest.mark.parametrize(
    ("width", "page", "sizes"),
    [
        ("", "100vw", "100vw"),
        ("50%", "100vw", "calc(100vw * 0.5)"),
        (
            "25%",
            "(min-width: 60rem) min(50rem, 80vw), (min-width: 30rem) calc(100vw - 2rem), 100vw",
            (
                "(min-width: 60rem) calc(min(50rem, 80vw) * 0.25), "
                "(min-width: 30rem) calc(calc(100vw - 2rem) * 0.25), calc(100vw * 0.25)"
            ),
        ),
        ("300", "100vw", "300px"),
        ("12.5 em", "100vw", "12.5em"),
        ("20rem", "100vw", "20rem"),
    ],
)
def test_a_browser_is_told_how_wide_a_picture_is(width: str, page: str, sizes: str) -> None:
    assert lengths.sizes(width, page) == sizes


@pytest.mark.parametrize(
    ("width", "height", "scale", "natural", "style"),
    [
        ("", "", 100, 900, ""),
        ("50%", "", 100, 900, "width: 50%;"),
        ("300", "", 100, 900, "width: 300px;"),
        ("", "8em", 100, 900, "width: auto; height: 8em;"),
        ("10em", "8em", 100, 900, "width: 10em; height: 8em;"),
        ("", "", 50, 900, "width: 450px;"),
        ("", "", 50, 0, ""),
        ("80px", "", 50, 900, "width: 40px;"),
    ],
)
def test_a_size_that_is_given_becomes_a_style(
    width: str, height: str, scale: int, natural: int, style: str
) -> None:
    assert lengths.style(width, height, scale, natural) == style


# Alternative texts


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("loaf", "loaf.png"),
        ("loaf", "img/Loaf.png"),
        ("Loaf.png", "loaf.png"),
        ("Two Loops.svg", "two_loops.svg"),
        ("kaggle-logo.png", "kaggle-logo.png"),
        ("kaggle-logo", "kaggle-logo.png"),
        ("kaggle_logo", "kaggle-logo.png"),
        ("crisp_dm", "crisp_dm.png"),
        ("CRISP_DM", "crisp_dm.png"),
        ("two loops", "two loops.png"),
        ("loaf.png", "/img/loaf.png"),
        ("two-loops", "/overview/two-loops.*"),
        ("IMG_0815", "IMG_0815.JPG"),
        ("img 0815", "IMG_0815.jpeg"),
        ("DSC-1.final", "DSC-1.final.png"),
        ("loaf", "https://example.org/a/loaf.png?size=2#x"),
        ("brötchen", "br%C3%B6tchen.png"),
    ],
)
def test_a_text_that_is_the_files_name_says_nothing(text: str, source: str) -> None:
    assert is_file_name(text, source)


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("A loaf", "loaf.png"),
        ("", "loaf.png"),
        ("loaf", ".png"),
        ("A loaf on a board", "a-loaf-on-a-board.png"),
        ("Fig. 1", "loaf.png"),
        ("Kaggle Logo", "kaggle-logo.png"),
        ("kaggle logo", "kaggle-logo.png"),
        ("Two loops", "two_loops.svg"),
        ("CRISP-DM", "crisp_dm.png"),
        ("CRISP-DM", "crisp-dm.png"),
        ("Loaf", "img/loaf.png"),
    ],
)
def test_other_texts_may_say_something(text: str, source: str) -> None:
    assert not is_file_name(text, source)
