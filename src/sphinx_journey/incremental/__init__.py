"""Rebuilds: which pages show something that has changed, and what earlier builds left behind."""
