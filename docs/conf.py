"""The book's configuration; copy what you need."""

import os
import sys
from importlib.metadata import version as version_of
from pathlib import Path
from urllib.parse import urlsplit

sys.path.insert(0, str(Path(__file__).parent / "_ext"))

from book_parts.hosting import hosted, source

project = "The AI Engineer Journey"
author = "The sphinx-journey contributors"  # as in LICENSE
copyright = f"2026, {author}"
version = release = version_of("sphinx-journey")

extensions = [
    "myst_parser", "sphinx_design", "sphinxcontrib.mermaid", "sphinx_journey", "book_parts",
    "sphinx_copybutton", "notfound.extension",
]  # fmt: skip
exclude_patterns = ["_build", "_art", "_ext", "_templates", "helpline"]
templates_path = ["_templates"]
myst_enable_extensions = ["colon_fence", "deflist"]
journey_timezone = "Europe/Berlin"
# All posts have the same authors and category.
journey_archives = {"author": False, "category": False, "year": False}
book_downloads = hosted(os.environ)

html_theme = "furo"
html_baseurl = os.environ.get("READTHEDOCS_CANONICAL_URL", "")
# All of these hold absolute addresses.
journey_feeds = journey_calendar = journey_json = journey_sitemap = bool(html_baseurl)
html_title = project
html_static_path = ["_static"]
html_css_files = ["fonts/fonts.css", "book.css"]
html_js_files = [("book.js", {"defer": "defer"})]
html_favicon = "_static/favicon.svg"
html_theme_options = {
    "light_logo": "wordmark-light.svg",
    "dark_logo": "wordmark-dark.svg",
    "sidebar_hide_name": True,
    "top_of_page_buttons": ["edit"],
    **source(os.environ, "docs/"),
}

# Code is copied without prompts, commands without what they print, and what was printed not at all.
copybutton_selector = (
    "div:not(.highlight-text, .highlight-none):has(> .highlight) > .highlight > pre"
)
copybutton_prompt_text = r">>> |\.\.\. |\$ "
copybutton_prompt_is_regexp = True
copybutton_line_continuation_character = "\\"

site_path = urlsplit(html_baseurl).path or "/"
notfound_urls_prefix = site_path
notfound_context = {
    "title": "Page not found",
    "body": f"""
<section><h1>Page not found</h1>
<p>There is no page at this address. It may have moved, or the link is mistyped.</p>
<p>Search for it on the left, or go to <a href="{site_path}">the first page</a>,
where the road shows every chapter.</p></section>
""",
}

epub_cover = ("_static/cover.png", "epub-cover.html")
epub_description = "From notebook to production, one pillar at a time."
epub_publisher = "sphinx-journey"  # an author beside itself would be said twice
epub_show_urls = "footnote"
epub_tocscope = "includehidden"
# What a page on the web has, and a book on a device leaves out.
epub_exclude_files = [
    *(f"_static/fonts/{path.name}" for path in Path(__file__).parent.glob("_static/fonts/*")),
    *(f"_static/{name}" for name in ("book.js", "book-search.js", "book.css", "cover.svg")),
]
epub_css_files = ["book-epub.css"]

latex_engine = "xelatex"
latex_use_xindy = False  # TeX's own makeindex does for an index in English
latex_additional_files = ["_static/cover.png"]
latex_elements = {
    "papersize": "a4paper",
    "pointsize": "11pt",
    "extraclassoptions": "openany,oneside",
    "figure_align": "H",
    "fncychap": "",
    "releasename": "",
    "preamble": r"""
\setcounter{secnumdepth}{-2}
\usepackage{microtype,eso-pic}
\hypersetup{pdftitle={The AI Engineer Journey}, pdfauthor={The sphinx-journey contributors}}
\definecolor{bookwrong}{HTML}{B3261E}
\newenvironment{sphinxclassbook-wrong}{%
  \sphinxsetup{pre_border-left-width=4pt, pre_border-TeXcolor={HTML}{B3261E}}}{}
\newenvironment{sphinxclassbook-why}{\color{bookwrong}}{\par}
\AtBeginDocument{\addto\captionsenglish{\renewcommand{\contentsname}{Contents}}}
""",
    "maketitle": r"""
\begin{titlepage}
\pagecolor[HTML]{F4F3EE}
\AddToShipoutPictureBG*{\makebox[\paperwidth]{\includegraphics[height=\paperheight]{cover.png}}}
\null
\end{titlepage}
\nopagecolor
""",
}
