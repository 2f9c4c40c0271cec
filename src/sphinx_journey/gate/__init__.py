"""The publication gate: which documents a build leaves out, and how they are kept out of others."""
