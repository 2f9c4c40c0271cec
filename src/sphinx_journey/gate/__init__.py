"""The publication gate: which documents a build withholds, and how others don't show them."""
