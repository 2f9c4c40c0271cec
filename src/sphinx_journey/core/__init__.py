"""The core: models and pure functions, without Sphinx and docutils."""
