"""Rebuilds: which pages show something that has changed, and so must be written again."""
