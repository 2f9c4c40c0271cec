"""The parts of the book, in each of its outputs."""

from __future__ import annotations

import json
import os
import re
from typing import TYPE_CHECKING

import pytest
from bs4 import BeautifulSoup
from builders.test_epub import METADATA, checked
from support import ROOT, Project

from .sample import BOOK, CODE, book

if TYPE_CHECKING:
    from bs4 import Tag


@pytest.fixture
def sample(project: Project) -> Project:
    return book(project)


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Project:
    return book(Project(tmp_path_factory.mktemp("book") / "project"), METADATA.replace(
        'extensions = ["myst_parser", "sphinx_design", "sphinxcontrib.mermaid", "sphinx_journey"]',
        "",
    ))  # fmt: skip


def page(project: Project, name: str = "overview/post.html") -> BeautifulSoup:
    build = project.build()
    assert build.warnings == []
    return BeautifulSoup(build.read(name), "html.parser")


def one(soup: BeautifulSoup | Tag, selector: str) -> Tag:
    [found] = soup.select(selector)
    return found


def test_a_listing_shows_its_region_without_marks_and_names_its_file(built: Project) -> None:
    listing = page(built).select(".book-listing")[0]
    assert one(listing, "pre").get_text() == (
        "def score(self, words: list[str]) -> float:\n"
        '    """Return how well the words fit."""\n'
        "    return sum(map(len, words))\n"
    )
    assert "How it scores src/helpline/bm25.py" in one(listing, ".caption-text").get_text()
    assert listing.select(".highlight-python")


def test_wrong_code_says_so_before_it_starts(built: Project) -> None:
    wrong = one(page(built), ".book-wrong")
    text = wrong.get_text()
    assert "This code is wrong: the key leaves out the settings." in text
    assert text.index("This code is wrong") < text.index("def key")


def test_output_and_results_come_from_the_files(built: Project) -> None:
    soup = page(built)
    command, output = (one.get_text() for one in soup.select(".book-output pre"))
    assert command == '$ python -m helpline search "sign in"\n'
    assert output == CODE["helpline/results/first.txt"]
    table = one(soup, "table.book-results")
    assert [cell.get_text() for cell in table.select("th")] == [
        "Triage", "n", "Macro-F1", "95% interval",
    ]  # fmt: skip
    assert [cell.get_text() for cell in table.select("td")][4:] == [
        "TF-IDF", "300", "0.83", "0.79\u20130.87",
    ]  # fmt: skip
    assert one(table, "caption em").get_text() == "95%"
    assert len(table.select("td.text-right")) == 6


def test_key_columns_come_first_and_numbers_are_printed_as_such(sample: Project) -> None:
    sample.write(
        {
            "helpline/results/gains.csv": (
                "Work,Where,n,95% interval,Gain,Max ms\n"
                "difflib,loop,240,4556 to 7006,-0.3 (-0.7 to +0.1),none\n"
                "vectors,pool,240,0.11 to 0.33,0.38 (0.35 to 0.41),12 ms\n"
            ),
            "pillars/one.md": "# One\n\n:::{results} gains\n:key: Gain, 95% interval\n\nA.\n:::\n",
        }
    )
    table = one(page(sample, "pillars/one.html"), "table.book-results")
    rows = [[cell.get_text() for cell in row.select("th, td")] for row in table.select("tr")]
    assert rows == [
        ["Work", "Where", "Gain", "95% interval", "n", "Max ms"],
        [
            "difflib",
            "loop",
            "\u22120.3\u00a0(\u22120.7\u00a0to\u00a0+0.1)",
            "4556\u20137006",
            "240",
            "none",
        ],
        ["vectors", "pool", "0.38\u00a0(0.35\u20130.41)", "0.11\u20130.33", "240", "12\u00a0ms"],
    ]
    for row in table.select("tr"):  # a head stands over what it names
        right = ["text-right" in str(cell.get("class")) for cell in row.select("th, td")]
        assert right == [False, False, True, True, True, True]


def test_a_score_line_is_this_posts_beside_the_one_before_it(built: Project) -> None:
    table = one(page(built), "table.book-score")
    rows = [[cell.get_text() for cell in row.select("th, td")] for row in table.select("tr")]
    assert rows == [
        ["Measure", "Before", "Now", "Change"],
        [
            "Answered", "0.19 (0.16\u20130.22)", "0.22 (0.19\u20130.25)",
            "+0.03 (+0.01 to +0.05)",
        ],
        [
            "Right article, of those answered", "0.38 (0.29\u20130.46) n = 287",
            "0.34 (0.33\u20130.51) n = 330", "\u22120.04 (\u22120.06 to 0.00)",
        ],
        [
            "Refused, of those that no article answers", "1.00 (0.90\u20131.00) n = 116",
            "1.00 (0.90\u20131.00) n = 116", "none",
        ],
        [
            "Right queue", "0.39 (0.34\u20130.44)", "0.39 (0.34\u20130.44)",
            "none",
        ],
        ["95% of replies within, ms", "1.8 (1.8\u20132.0)", "2.03 (2.01\u20132.04)", ""],
        ["Seconds of one processor for 1,000 tickets", "1.2", "1.3", ""],
    ]  # fmt: skip
    caption = one(table, "caption")
    assert "on the same 1,500 tickets" in caption.get_text()
    assert "2 cores, Linux x86_64" in caption.get_text()
    assert one(caption, "a.reference")["href"] == "../about/running-helpline.html"
    for builder, file in (("latex", "bread.tex"), ("text", "overview/post.txt")):
        text = built.build(builder).read(file)
        assert "what each line means" in " ".join(text.split())
        assert "+0.01" in text


def test_the_first_score_line_has_nothing_before_it(sample: Project) -> None:
    sample.write({"overview/first.md": "# First\n\n:::{score-line}\n:::\n"})
    sample.write({"index.md": BOOK["index.md"].replace("lists", "lists\n        overview/first")})
    table = one(page(sample, "overview/first.html"), "table.book-score")
    assert [cell.get_text() for cell in table.select("thead th")] == ["Measure", "Now"]


def test_a_post_that_changes_no_reply_says_so(sample: Project) -> None:
    scores = json.loads(CODE["helpline/results/score_line.json"])
    still = "This post changes no reply, so the shares stay what they were."
    assert still not in page(sample).get_text()
    for share in scores["lines"][1]["shares"].values():
        share["gain"] = None
    touch(sample, {"helpline/results/score_line.json": json.dumps(scores)})
    assert still in one(page(sample), "table.book-score caption").get_text()


def test_html_folds_with_no_script(built: Project) -> None:
    soup = page(built)
    folds = soup.select("details")
    assert [one(fold, "summary").get_text() for fold in folds] == ["Solution", "Answer", "Answer"]
    assert not [fold for fold in folds if fold.has_attr("open")]
    assert "counts = {}" in folds[0].get_text()
    titles = [title.get_text() for title in soup.select("p.admonition-title")]
    assert "Exercise 0.2.1: Count the words (small, about 10 minutes)" in titles
    assert "1. Why does bm25 leave out a word?" in soup.get_text()


TYPED = "$ python -m helpline check --stub 0.2.1\n$ python -m helpline check 0.2.1"


def test_an_exercise_says_what_to_write_where_and_how_to_check_it(built: Project) -> None:
    exercise = one(page(built), ".book-exercise")
    assert "Write count(words, least) in exercise_0_2_1.py; begin with" in exercise.get_text()
    assert [block.get_text().rstrip() for block in exercise.select("pre")] == [TYPED]
    for builder, file in (("text", "overview/post.txt"), ("epub", "overview/post.xhtml")):
        text = built.build(builder).read(file)
        if builder == "epub":
            text = BeautifulSoup(text, "lxml-xml").get_text()
        assert "count(words, least)" in text
        assert all(line in text for line in TYPED.split("\n"))
    tex = built.build("latex").read("bread.tex")
    assert "exercise\\_0\\_2\\_1.py" in tex.replace("\\PYGZus{}", "\\_").replace("{}", "")
    assert "0.2.1" in tex


@pytest.mark.parametrize(
    ("builder", "file"), [("text", "overview/post.txt"), ("latex", "bread.tex")]
)
def test_on_paper_answers_are_at_the_end_of_their_post(
    built: Project, builder: str, file: str
) -> None:
    build = built.build(builder)
    assert build.warnings == []
    text = build.read(file)
    end = text.rindex("Where to go next")
    assert text.index("Use a counter") > end
    assert text.index("Nothing.") > end
    assert text.index("Answer to question 2") > text.index("Solution of exercise 0.2.1") > end
    assert len(re.findall(r"Solution: see ", text[:end])) == 1
    assert len(re.findall(r"Answer: see ", text[:end])) == 2
    if builder == "latex":  # a second post has its own end
        assert text.count(r"section{Answers and solutions}") == 2
        assert text.index("Does it work?") > text.index("Nothing.")
        refs = re.findall(r"\\hyperref\[\\detokenize\{(overview/post:answer[^}]*)\}", text)
        assert len(refs) == 6
        assert all(rf"\label{{\detokenize{{{ref}}}}}" in text for ref in refs)


def test_the_epub_is_valid_and_has_the_answers_at_the_end(built: Project) -> None:
    build = built.build("epub")
    assert build.warnings == []
    assert checked(build.out / "Bread.epub") == []
    soup = BeautifulSoup(build.read("overview/post.xhtml"), "lxml-xml")
    assert not soup.select("details")
    assert [head.get_text() for head in soup.select("h2")][-1].startswith("Answers and solutions")
    for link in soup.select(".book-pointer a, .book-answer-head a"):
        assert soup.find(id=str(link["href"]).removeprefix("#"))


def test_lists_say_what_the_book_has_and_where(built: Project) -> None:
    soup = page(built, "lists.html")
    mistake = one(soup, ".book-mistakes")
    assert one(mistake, "dt a").get_text() == "A key without settings"
    assert one(mistake, "dt a")["href"] == "overview/post.html#mistake-late"
    assert "What it changes: Helpline refuses a ticket" in mistake.get_text()
    assert "docs/helpline/mistakes/late/wrong.py" in mistake.get_text()
    table = one(one(soup, ".book-figures"), "li a")
    assert table.get_text() == "Macro-F1 of two ways, n = 300, with 95% intervals."
    source = one(one(soup, ".book-sources"), "li")
    assert one(source, "a")["href"] == "https://www.example.org/paper"
    assert source.get_text().strip() == "somebody (example.org)"
    target, _, ident = str(table["href"]).partition("#")
    assert "Rules" in page(built, target).select(f"#{ident}")[0].get_text()
    for builder, file in (("latex", "bread.tex"), ("text", "lists.txt")):
        assert "of two ways" in built.build(builder).read(file)
    tex = built.build("latex").read("bread.tex")
    for ident in ("overview/post:mistake-late", "overview/post:results-triage"):
        assert rf"\label{{\detokenize{{{ident}}}}}" in tex
        assert rf"\hyperref[\detokenize{{{ident}}}]" in tex


def touch(project: Project, files: dict[str, str | bytes]) -> None:
    """Write files with a time of their own: Sphinx looks at it."""
    project.write(files)
    for name in files:
        path = project.srcdir / name
        later = path.stat().st_mtime + 10
        os.utime(path, (later, later))


@pytest.mark.parametrize(
    ("file", "text", "seen"),
    [
        ("helpline/src/helpline/bm25.py", "# region scores\nnew = 1\n# endregion scores\n", "new"),
        ("helpline/results/first.txt", "another line\n", "another line"),
        ("helpline/src/helpline/practice/stubs/e02_1.py", "def tally(a): ...\n", "tally(a)"),
        ("helpline/results/triage.csv", "A,B\nnew,1\n", "new"),
    ],
)
def test_a_changed_file_changes_its_page(sample: Project, file: str, text: str, seen: str) -> None:
    assert seen not in one(page(sample), "article, .body").get_text().split()
    touch(sample, {file: text})
    assert seen in one(page(sample), "article, .body").get_text()


def test_a_changed_mistake_or_caption_changes_the_lists(sample: Project) -> None:
    sample.build()
    post = BOOK["overview/post.md"].replace("A key without", "A door without")
    touch(sample, {"overview/post.md": post.replace("Macro-F1 of two", "Accuracy of two")})
    edited = sample.build()
    assert "A door without" in edited.read("lists.html")
    assert "Accuracy of two" in edited.read("lists.html")
    assert edited.tree()["lists.html"] == sample.build(out="clean").tree()["lists.html"]
    (sample.srcdir / "overview/post.md").unlink()
    touch(sample, {"index.md": BOOK["index.md"].replace("overview/post", "")})
    assert "There is no mistake yet." in sample.build().read("lists.html")


def test_parallel_builds_are_serial_builds(sample: Project) -> None:
    for number in range(6):  # enough for Sphinx to distribute them
        sample.write(
            {f"pillars/more{number}.md": f"# More\n\n:::{{question}} {number}?\nYes.\n:::\n"}
        )
    more = "\n        ".join(f"pillars/more{number}" for number in range(6))
    sample.write({"index.md": BOOK["index.md"].replace("lists", f"lists\n        {more}")})
    serial, parallel = sample.build(out="serial"), sample.build(out="parallel", parallel=2)
    assert serial.warnings == parallel.warnings == []
    assert serial.tree() == parallel.tree()


BAD = {
    "a file that isn't there": (
        ":::{listing} helpline/no.py\n:region: a\n:::",
        "listing",
        "no file",
    ),
    "a file outside": (":::{listing} ../conf.py\n:region: a\n:::", "listing", "is not in"),
    "a file of the book": (":::{listing} conf.py\n:region: a\n:::", "listing", "is not in"),
    "an unknown region": (
        ":::{listing} helpline/src/helpline/bm25.py\n:region: scoers\n:::",
        "listing",
        "no region 'scoers'. It has: scores, sum",
    ),
    "no region": (":::{listing} helpline/src/helpline/bm25.py\n:::", "listing", "names no"),
    "a long listing": (":::{listing} helpline/long.py\n:region: a\n:::", "listing", "26 lines"),
    "a wide listing": (
        ":::{listing} helpline/wide.py\n:region: a\n:::",
        "listing",
        "line 2 has 79 characters",
    ),
    "an open region": (":::{listing} helpline/open.py\n:region: a\n:::", "listing", "has no end"),
    "wrong without why": (
        ":::{listing} helpline/mistakes/late/wrong.py\n:region: key\n:wrong:\n:::",
        "listing",
        "doesn't say why",
    ),
    "no output": (":::{output} nothing\n:::", "output", "no file"),
    "an output elsewhere": (":::{output} ../../conf\n:::", "output", "no name"),
    "no results": (":::{results} nothing\nA.\n:::", "results", "no file"),
    "results without rows": (":::{results} empty\nA.\n:::", "results", "no rows"),
    "ragged results": (":::{results} ragged\nA.\n:::", "results", "differ in length"),
    "results without caption": (":::{results} triage\n:::", "results", "caption"),
    "a score line of no post": (
        ":::{score-line}\n:::",
        "score-line",
        "no line of 'one'. They have: first, post.",
    ),
    "an unknown key column": (
        ":::{results} triage\n:key: Recall\n\nA.\n:::",
        "results",
        "no column 'Recall'. It has: Triage, n, Macro-F1, 95% interval",
    ),
    "a solution of nothing": (":::{solution}\nA.\n:::", "solution", "no exercise"),
    "two solutions": (
        ":::{exercise} A\n:size: small\n\nB\n:::\n\n:::{solution}\nC\n:::\n\n:::{solution}\nD\n:::",
        "solution",
        "no exercise",
    ),
    "no solution": (":::{exercise} A\n:size: small\n\nB\n:::", "exercise", "no solution"),
    "no id": (":::{exercise} A\n:size: small\n\nB\n:::", "exercise", "an id like 1.1.3"),
    "an id of no exercise": (
        ":::{exercise} A\n:size: small\n:check: 7.7.1\n\nB\n:::",
        "exercise",
        "no file 'helpline/src/helpline/practice/stubs/e77_1.py'",
    ),
    "an id in another place": (
        ":::{exercise} A\n:size: small\n:check: 0.2.4\n\nB\n:::",
        "exercise",
        "is 0.2.4, but it is number 1 here",
    ),
    "a start without a function": (
        ":::{exercise} A\n:size: small\n:check: 0.2.4\n\nB\n:::",
        "exercise",
        "has no function",
    ),
    "no size": (
        ":::{exercise} A\n:size: huge\n\nB\n:::\n\n:::{solution}\nC\n:::",
        "exercise",
        "'huge'",
    ),
    "no answer": (":::{question} Why?\n:::", "question", "no answer"),
    "no pair": (
        ":::{mistake} never\n:title: A\n:changes: B\n:::",
        "mistake",
        "no file 'helpline/mistakes/never/wrong.py'",
    ),
    "no title": (":::{mistake} late\n:changes: B\n:::", "mistake", "':title:' is missing"),
    "nothing changed": (":::{mistake} late\n:title: B\n:::", "mistake", "':changes:' is missing"),
    "a mistake twice": (
        (
            ":::{mistake} late\n:title: A\n:changes: B\n:::\n\n"
            ":::{mistake} late\n:title: A\n:changes: B\n:::"
        ),
        "mistake",
        "already",
    ),
}


@pytest.mark.parametrize(("source", "subtype", "message"), BAD.values(), ids=BAD)
def test_bad_input_gives_a_warning_with_its_place(
    sample: Project, source: str, subtype: str, message: str
) -> None:
    sample.write(
        {
            "helpline/long.py": "# region a\n" + "x = 1\n" * 26 + "# endregion a\n",
            "helpline/wide.py": f"# region a\n{'x' * 79}\n# endregion a\n",
            "helpline/open.py": "# region a\nx = 1\n",
            "helpline/src/helpline/practice/stubs/e02_4.py": "def (:\n",
            "helpline/results/empty.csv": "A,B\n",
            "helpline/results/ragged.csv": "A,B\n1\n",
            "pillars/one.md": f"# One\n\n{source}\n\nThe end.\n",
        }
    )
    build = sample.build()
    warned = [line for line in build.warnings if line.endswith(f"[book.{subtype}]")]
    assert [line for line in warned if message in line], build.warnings
    assert all(re.search(r"pillars/one\.md:\d+: WARNING: ", line) for line in warned)
    assert "The end." in build.read("pillars/one.html")
    for builder in ("text", "latex"):
        sample.build(builder)


def luminance(color: str) -> float:
    parts = [int(color[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    """Return the ratio of WCAG 2.2, 1.4.3."""
    bright, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (bright + 0.05) / (dark + 0.05)


def test_the_marks_of_wrong_code_are_seen_in_light_and_dark() -> None:
    css = (ROOT / "docs/_static/book.css").read_text(encoding="utf-8")
    schemes = re.findall(
        r"--book-wrong: (#\w{6}); --book-wrong-ground: (#\w{6}); --book-quiet: (#\w{6})", css
    )
    assert len(schemes) == 3
    for (mark, ground, quiet), furo in zip(schemes, ("#ffffff", "#131416", "#131416"), strict=True):
        assert contrast(mark, ground) >= 4.5
        assert contrast(mark, furo) >= 4.5
        assert contrast(quiet, furo) >= 4.5
