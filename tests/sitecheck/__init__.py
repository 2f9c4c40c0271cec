"""Check the built book as a website: ``nox -s site``."""
