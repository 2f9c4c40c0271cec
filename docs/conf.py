"""The book's configuration; copy what you need."""

from importlib.metadata import version as version_of

project = "The AI Engineer Journey"
author = "The sphinx-journey contributors"
copyright = f"2026, {author}"
version = release = version_of("sphinx-journey")

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

epub_cover = ("_static/cover.png", "epub-cover.html")
epub_description = "From a model in a notebook to a system that people can rely on."

latex_engine = "xelatex"
latex_additional_files = ["_static/cover.png"]
latex_elements = {
    "papersize": "a4paper",
    "pointsize": "11pt",
    "fncychap": "",
    "preamble": r"\setcounter{secnumdepth}{-2}\usepackage{microtype,eso-pic}",
    "maketitle": r"""
\begin{titlepage}
\pagecolor[HTML]{F4F3EE}
\AddToShipoutPictureBG*{\makebox[\paperwidth]{\includegraphics[height=\paperheight]{cover.png}}}
\null
\end{titlepage}
\nopagecolor
""",
}
