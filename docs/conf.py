"""The book's configuration; copy what you need."""

project = "The AI Engineer Journey"
author = "The sphinx-journey contributors"
copyright = "2026, the sphinx-journey contributors"

extensions = ["myst_parser", "sphinx_design", "sphinxcontrib.mermaid", "sphinx_journey"]
exclude_patterns = ["_build", "_art"]
myst_enable_extensions = ["colon_fence", "deflist"]

journey_timezone = "Europe/Berlin"

html_theme = "furo"
html_title = project
html_static_path = ["_static"]
html_css_files = ["book.css"]
html_favicon = "_static/favicon.svg"
html_theme_options = {
    "light_logo": "wordmark-light.svg",
    "dark_logo": "wordmark-dark.svg",
    "sidebar_hide_name": True,
}

latex_engine = "xelatex"
