"""Shortcodes against random sources for as long as one likes: `nox -s fuzz -- SECONDS`.

Each round asks hypothesis for sources that nobody has seen before and holds them against the
promises of `tests/hugo/test_shortcode_properties.py`. What fails is shrunk and shown, and the
script ends with an error.
"""

from __future__ import annotations

import argparse
import sys
import time

from hugo import test_shortcode_properties as properties
from hypothesis import HealthCheck, Phase, settings

ROUND = settings(
    max_examples=2_000,
    deadline=None,
    database=None,
    phases=[Phase.generate, Phase.shrink],
    suppress_health_check=list(HealthCheck),
)
PROMISES = (
    properties.test_nothing_crashes_and_lines_are_true,
    properties.test_rendering_twice_gives_the_same,
    properties.test_the_tree_has_every_character_that_is_in_no_tag,
    properties.test_each_call_has_one_place,
    properties.test_text_outside_of_calls_is_kept_byte_for_byte,
    properties.test_text_between_blocks_is_kept_byte_for_byte,
    properties.test_an_escaped_call_stays_literal,
)


def main() -> None:
    """Run rounds until the time is up."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("seconds", nargs="?", type=float, default=60, help="default: 60")
    end = time.monotonic() + parser.parse_args().seconds
    rounds = 0
    promises = [ROUND(promise) for promise in PROMISES]
    while time.monotonic() < end:
        for promise in promises:
            promise()
        rounds += 1
    sys.stdout.write(f"{rounds} rounds of {len(promises)} promises: all kept\n")


if __name__ == "__main__":
    main()
