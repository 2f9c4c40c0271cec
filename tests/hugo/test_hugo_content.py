"""Promises of `sphinx_journey.hugo.content`, compared with real Hugo on one site."""

from __future__ import annotations

import datetime as dt
import json
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sphinx_journey.core.document import Settings, instant
from sphinx_journey.core.frontmatter import Parsed, parse
from sphinx_journey.hugo.casting import HUGO
from sphinx_journey.hugo.content import contents_of
from sphinx_journey.hugo.content_model import Contents, Reason
from sphinx_journey.hugo.model import Kind, Language, Site
from sphinx_journey.hugo.titles import section_title

if TYPE_CHECKING:
    from sphinx_journey.core.problems import Problem

NOW = Settings(dt.datetime(2026, 6, 1, tzinfo=dt.UTC), dt.UTC)

HOME_LAYOUT = """
{{- $all := slice -}}
{{- range $lang := slice "en" "pt" -}}{{- range where site.AllPages "Language.Lang" $lang -}}
{{- $file := "" -}}{{- with .File -}}{{- $file = .Path -}}{{- end -}}
{{- $form := "2006-01-02T15:04:05Z07:00" -}}
{{- $all = $all | append (dict "file" $file "path" .Path "kind" .Kind "lang" .Language.Lang
  "section" .Section "title" .Title "linktitle" .LinkTitle "draft" .Draft "weight" .Weight
  "date" (.Date.Format $form) "publish" (.PublishDate.Format $form)
  "expiry" (.ExpiryDate.Format $form) "params" .Params) -}}
{{- end -}}{{- end -}}
{{- $regular := slice -}}
{{- range site.RegularPages -}}{{- $regular = $regular | append .File.Path -}}{{- end -}}
{{ dict "all" $all "regular" $regular | jsonify }}
"""
CONFIG = """
baseURL = "https://example.org/"
defaultContentLanguage = "en"
ignoreFiles = ['\\.private\\.md$', '/ignored/']
security.allowContent = [".*"]
[languages.en]
weight = 1
[languages.pt]
weight = 2
[languages.de]
disabled = true
[frontmatter]
date = ["written", ":filename", ":default"]
[[cascade]]
mood = "calm"
tone = "plain"
[cascade.target]
path = "/casc/**"
[[cascade]]
tone = "loud"
"""
SITE = Site(
    root=Path("/site"),
    languages=(Language("en"), Language("pt")),
    disabled_languages=("de",),
    ignore_files=(r"\.private\.md$", "/ignored/"),
    dates={"date": ("written", ":filename", ":default")},
    cascade=[
        {"mood": "calm", "tone": "plain", "target": {"path": "/casc/**"}},
        {"tone": "loud"},
    ],
)


def yaml(*lines: str) -> str:
    return "\n".join(["---", *lines, "---", "Text."])


FILES = {
    # names
    "_index.md": yaml("title: Home"),
    "_index.pt.md": yaml("title: Casa"),
    "plain.md": yaml("title: Plain"),
    ".dot.md": yaml("title: Dot"),
    ".folder/page.md": yaml("title: In a dot folder"),
    "#auto.md": yaml("title: Auto-saved"),
    "backup.md~": yaml("title: Backup"),
    "tilde~.md": yaml("title: A tilde before the suffix"),
    "_underscore.md": yaml("title: Underscore"),
    "_under/page.md": yaml("title: In a folder with an underscore"),
    "UPPER.MD": yaml("title: Upper"),
    "a.markdown": yaml("title: Markdown"),
    "b.mdown": yaml("title: Mdown"),
    "c.mkd": yaml("title: Mkd"),
    "d.html": yaml("title: HTML"),
    "e.htm": yaml("title: HTM"),
    "f.org": yaml("title: Org"),
    "g.txt": "text",
    "h.ipynb": "{}",
    "v1.2.md": yaml("title: Version"),
    "note.private.md": yaml("title: Ignored"),
    "ignored/page.md": yaml("title: Ignored folder"),
    "empty.md": "",
    "no-front-matter.md": "Only text.",
    "odd & (names)/It's one.md": yaml("title: Odd"),
    # bundles
    "leaf/index.md": yaml("title: Leaf"),
    "leaf/resource.md": yaml("title: Resource"),
    "leaf/sub/index.md": yaml("title: Resource"),
    "leaf/sub2/_index.md": yaml("title: Resource"),
    "leaf/picture.png": "png",
    "branch/_index.md": yaml("title: Branch"),
    "branch/page.md": yaml("title: In a branch"),
    "branch/deep/er/page.md": yaml("title: Deep"),
    "branch/inner/index.md": yaml("title: Leaf in a branch"),
    "both/_index.md": yaml("title: Loses"),
    "both/index.md": yaml("title: Wins"),
    "both/page.md": yaml("title: Resource"),
    "draft-leaf/index.md": yaml("draft: true"),
    "draft-leaf/page.md": yaml("title: Resource of a draft"),
    # rivals
    "twin.md": yaml("title: Twin", "draft: true"),
    "twin.markdown": yaml("title: Shadowed"),
    "same name.md": yaml("title: Blank"),
    "same-name.md": yaml("title: Dash"),
    "rival.md": yaml("title: Beside"),
    "rival/index.md": yaml("title: Bundle"),
    "rival2.md": yaml("title: Beside"),
    "rival2/_index.md": yaml("title: Section"),
    # languages
    "one.md": yaml("title: One"),
    "one.pt.md": yaml("title: Um"),
    "two.PT.md": yaml("title: Dois"),
    "three.de.md": yaml("title: Drei"),
    "four.fr.md": yaml("title: No language of the site"),
    "words/_index.pt.md": yaml("title: Palavras", "cascade: {only: pt}"),
    "words/a.md": yaml("title: A"),
    "words/a.pt.md": yaml("title: Ah"),
    "nested/index.pt.md": yaml("title: Pacote"),
    "nested/x.md": yaml("title: Resource in another language"),
    "deutsch/index.de.md": yaml("title: Bundle of a disabled language"),
    "deutsch/x.md": yaml("title: Beside it"),
    # publication
    "draft.md": yaml('draft: "true"'),
    "draft-one.md": yaml("draft: 1"),
    "draft-zero.md": yaml("draft: 0"),
    "published-null.md": yaml("published:"),
    "future.md": yaml("date: 2099-01-01"),
    "future-publish.md": yaml("date: 2020-01-01", "publishDate: 2099-01-01"),
    "past-publish.md": yaml("date: 2099-01-01", "publishDate: 2020-01-01"),
    "future-lastmod.md": yaml("lastmod: 2099-01-01"),
    "future-modified.md": yaml("modified: 2099-01-01"),
    "future-written.md": yaml("written: 2099-01-01"),
    "future-published.md": yaml("published: 2099-01-01"),
    "expired.md": yaml("expiryDate: 2020-01-01"),
    "expired2.md": yaml("unpublishdate: 2020-01-01"),
    "2099-03-01-name.md": yaml("title: By its name"),
    "2020-03-01-name.md": yaml("title: By its name", "date: 2019-01-01"),
    "2020-03-02-name/index.md": yaml("title: By its folder's name"),
    "hours.md": yaml("date: 2021-09-03T8:05:00"),
    "ansi.md": yaml('date: "Fri Sep  3 08:05:00 2021"'),
    "ruby.md": yaml('date: "Fri Sep 03 08:05:00 +0200 2021"'),
    "rfc822.md": yaml('date: "03 Sep 21 08:05 MST"'),
    "rfc850.md": yaml('date: "Friday, 03-Sep-21 08:05:00 MST"'),
    "rfc1123.md": yaml('date: "Fri, 03 Sep 2021 08:05:00 GMT"'),
    "go.md": yaml("date: 2021-09-03 08:05:00 +0200 CEST"),
    "seconds.md": yaml("date: 1630648800"),
    "toml.md": '+++ \ntitle = "TOML"\ndate = 2021-09-03T08:05:00+02:00\n+++ \nText.',
    "json.md": '{"title": "JSON", "weight": "15"}\nText.',
    "blank-lines.md": "\n \n---\ntitle: After blank lines\ndraft: true\n---\nText.",
    "draft-section/_index.md": yaml("draft: true"),
    "draft-section/page.md": yaml("title: In a draft section"),
    "future-section/_index.md": yaml("date: 2099-01-01"),
    "future-section/page.md": yaml("title: In a future section"),
    # build
    "build/never.md": yaml("build: {render: never}"),
    "build/link.md": yaml("build: {render: link}"),
    "build/off.md": yaml("build: {render: false}"),
    "build/zero.md": yaml("build: {render: 0}"),
    "build/case.md": yaml("Build: {RENDER: never}"),
    "build/odd.md": yaml("build: {render: Never}"),
    "build/list.md": yaml("build: {list: never}"),
    "build/local.md": yaml("build: {list: local}"),
    "build/null.md": yaml("build:"),
    "headless/index.md": yaml("headless: true"),
    "headless-page.md": yaml('headless: "true"'),
    "headless-section/_index.md": yaml("headless: true"),
    "headless-section/page.md": yaml("title: In a headless section"),
    # cascades
    "casc/_index.md": yaml(
        "title: Cascades",
        "cascade:",
        "  - {draft: true, target: {path: '/casc/drafts/**'}}",
        "  - {_build: 1, target: {kind: term}}",
        "  - {mood: first, target: {path: '{/casc/[ab],/casc/none}'}}",
        "  - {mood: second, weight: 7}",
        "  - {mood: third, env: yes-env, target: {environment: production}}",
        "  - {env: no-env, target: {environment: development}}",
        "  - {forsec: 1, target: {kind: '{section,home}'}}",
        "  - {params: {deep: 1, mood: never}, deep: 2}",
    ),
    "casc/a.md": yaml("title: A"),
    "casc/b.md": yaml("title: B", "mood: own", "weight: 2"),
    "casc/c.md": yaml("title: C"),
    "casc/drafts/one.md": yaml("title: Draft by cascade"),
    "casc/drafts/two.md": yaml("title: Not", "draft: false"),
    "casc/drafts/three.md": yaml("title: Null", "draft:"),
    "casc/near/_index.md": yaml("title: Near", "cascade: {mood: near}"),
    "casc/near/page.md": yaml("title: Page"),
    "casc/near/leaf/index.md": yaml("title: Leaf", "cascade: {self: 1}"),
    "casc/old/_index.md": yaml("title: Old", "cascade: {expiryDate: 2020-01-01}"),
    "casc/old/page.md": yaml("title: Expired by cascade"),
    "casc/soon/_index.md": yaml("title: Soon", "date: 2020-01-01", "cascade: {date: 2099-01-01}"),
    "casc/soon/page.md": yaml("title: Future by cascade"),
    "casc/soon/page2.md": yaml("title: Own", "publishDate: 2020-01-01"),
    "casc/unbuilt/_index.md": yaml("cascade: {build: {render: never}}", "build: {}", "title: U"),
    "casc/unbuilt/page.md": yaml("title: Not rendered by cascade"),
    "casc/titled/_index.md": yaml("title: T", "cascade: {title: Given, linkTitle: Short}"),
    "casc/titled/page.md": yaml("weight: 1"),
    "self.md": yaml("title: Self", "cascade: {draft: true}"),
    # taxonomies
    "tags/_index.md": yaml("title: Tags"),
    "tags/new/_index.md": yaml("title: A tag"),
    "categories/page.md": yaml("title: A page there"),
    # values
    "values/number.md": yaml("title: 3.11", "linkTitle: 2021", 'weight: "15"'),
    "values/truth.md": yaml("title: true", "weight: 5.0"),
    "values/date.md": yaml("TITLE: 2021-01-02", "weight: 0"),
    "values/order1.md": yaml("title: a b"),
    "values/order2.md": yaml("title: \u00c1"),
    "values/order3.md": yaml("title: a"),
    "values/order4.md": yaml("title: _x"),
    "values/order5.md": yaml("title: '10'"),
    "values/order6.md": yaml("title: z", "linkTitle: B"),
    "story/page.md": yaml("title: In a section without a page"),
    "my posts/page.md": yaml("title: In another one"),
    "only-drafts/page.md": yaml("draft: true"),
}


def parsed(files: dict[str, str]) -> dict[str, Parsed | None]:
    return {
        f"content/{path}": parse(text, markup="markdown", path=f"content/{path}", casting=HUGO)
        for path, text in files.items()
    }


def read(files: dict[str, str], site: Site = SITE) -> tuple[Contents, tuple[Problem, ...]]:
    return contents_of(parsed(files), site, NOW)


@dataclass
class Compared:
    ours: Contents
    problems: tuple[Problem, ...]
    pages: dict[str, dict[str, Any]]
    sections: dict[tuple[str, str], dict[str, Any]]
    regular: list[str]
    rendered: set[str]
    listed: dict[str, set[str]]


@pytest.fixture(scope="module")
def compared(tmp_path_factory: pytest.TempPathFactory) -> Compared:
    """Return what Hugo makes of the site, and what we do."""
    root = tmp_path_factory.mktemp("site")
    layouts = {
        "home.html": HOME_LAYOUT,
        "page.html": "{{ .Path }}",
        "section.html": "{{ .Path }}",
        "taxonomy.html": "{{ .Path }}",
        "term.html": "{{ .Path }}",
    }
    for name, text in {
        "hugo.toml": CONFIG,
        **{f"content/{path}": text for path, text in FILES.items()},
        **{f"layouts/{path}": text for path, text in layouts.items()},
    }.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, "utf-8")
    hugo = Path(sys.executable).with_name("hugo")

    def run(*arguments: str) -> str:
        clock = ["--clock", NOW.now.isoformat()] if not arguments else []
        done = subprocess.run(
            [hugo, *arguments, *clock, "--source", root],
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    run()
    said = json.loads((root / "public/index.html").read_text("utf-8"))
    rendered = {
        path.parent.relative_to(root / "public").as_posix()
        for path in (root / "public").rglob("index.html")
    }
    listed = {
        status: {line.split(",")[0] for line in run("list", status).splitlines() if ".md," in line}
        for status in ("drafts", "future", "expired")
    }
    ours, problems = read(FILES)
    return Compared(
        ours,
        problems,
        {page["file"]: page for page in said["all"] if page["file"]},
        {
            (p["lang"], p["path"]): p
            for p in said["all"]
            if not p["file"] and p["kind"] == "section"
        },
        said["regular"],
        rendered,
        listed,
    )


VISIBLE = {Reason.NOT_RENDERED}
"""What Hugo doesn't render may be in its lists all the same."""


def test_pages_are_those_of_hugo(compared: Compared) -> None:
    """Every file that Hugo lists is a page here, and no other, with the same of each."""
    ours = {
        path.removeprefix("content/"): content
        for path, content in compared.ours.files.items()
        if content.reasons <= VISIBLE and content.listed == "always"
    }
    assert sorted(ours) == sorted(compared.pages)
    for name, content in ours.items():
        page = compared.pages[name]
        front = content.front
        assert (content.page.kind.value, content.page.language, content.section) == (
            page["kind"],
            page["lang"],
            page["section"],
        ), name
        assert content.page.title in {page["title"], ""} or not page["title"], name
        assert (content.link_title or "") == (page["linktitle"] or content.link_title), name
        assert (front.weight or 0, front.draft) == (page["weight"], page["draft"]), name


def test_dates_are_those_of_hugo(compared: Compared) -> None:
    """A section without dates has those of its pages in Hugo's lists; that isn't asked here."""
    for name, page in compared.pages.items():
        if page["kind"] != "page":
            continue
        front = compared.ours.files[f"content/{name}"].front
        for ours, theirs in (
            (front.date, page["date"]),
            (front.publish_date, page["publish"]),
            (front.expiry_date, page["expiry"]),
        ):
            is_known = not theirs.startswith("0001")
            moment = dt.datetime.fromisoformat(theirs) if is_known else None
            assert (ours and instant(ours, dt.UTC)) == moment, name


def test_cascades_give_what_hugo_gives(compared: Compared) -> None:
    keys = ("mood", "tone", "env", "forsec", "deep", "only", "self")
    for name, page in compared.pages.items():
        values = compared.ours.files[f"content/{name}"].values
        ours = {key: str(values[key]) for key in keys if key in values}
        theirs = {key: str(page["params"][key]) for key in keys if key in page["params"]}
        assert ours == theirs, name
    tone = compared.ours.files["content/casc/a.md"].cascaded["mood"]
    assert (tone.value, tone.location.path) == ("first", "content/casc/_index.md")
    assert tone.location.line == 3


def test_nothing_that_hugo_withholds_is_built(compared: Compared) -> None:
    """What we build, Hugo renders; the only page that it has and we haven't is none of a file."""
    for path, content in compared.ours.files.items():
        page = compared.pages.get(path.removeprefix("content/"))
        if content.is_built and content.listed == "always":
            assert page is not None, path
    statuses = {"drafts": Reason.DRAFT, "future": Reason.FUTURE, "expired": Reason.EXPIRED}
    for status, reason in statuses.items():
        ours = {path for path, one in compared.ours.files.items() if reason in one.reasons}
        assert ours == compared.listed[status]
    assert {"build/list", "build/local", "build/odd"} <= compared.rendered
    for name in ("never", "link", "off", "zero", "case", "odd", "list", "local", "null"):
        content = compared.ours.files[f"content/build/{name}.md"]
        assert content.is_built == (f"build/{name}" in compared.rendered), name


def test_sections_without_a_page_are_those_of_hugo(compared: Compared) -> None:
    """But for those in which nothing is published: their names would tell of it."""
    ours = {
        (one.language, one.folder.replace(" ", "-").lower()): one.title
        for one in compared.ours.sections
    }
    theirs = {key: page["title"] for key, page in compared.sections.items()}
    assert ours == {key: title for key, title in theirs.items() if key[1] != "/only-drafts"}


def test_order_is_that_of_hugo(compared: Compared) -> None:
    ours = [path.removeprefix("content/") for path in compared.ours.regular_pages("en")]
    assert ours == compared.regular


def test_a_site_that_hugo_takes_has_no_problem(compared: Compared) -> None:
    assert compared.problems == ()
    own = [one.problems for one in parsed(FILES).values() if one is not None]
    assert not [problem for several in own for problem in several]


def test_reasons_say_why(compared: Compared) -> None:
    expected = {
        ".dot.md": Reason.HIDDEN,
        ".folder/page.md": Reason.HIDDEN,
        "note.private.md": Reason.IGNORED,
        "three.de.md": Reason.LANGUAGE,
        "leaf/resource.md": Reason.RESOURCE,
        "twin.markdown": Reason.SHADOWED,
        "h.ipynb": Reason.NOT_CONTENT,
        "headless/index.md": Reason.HEADLESS,
        "build/link.md": Reason.NOT_RENDERED,
    }
    found = {name: compared.ours.files[f"content/{name}"].reasons for name in expected}
    assert found == {name: frozenset({reason}) for name, reason in expected.items()}


def test_a_language_with_a_folder_of_its_own_has_the_files_there() -> None:
    site = Site(
        root=Path("/site"),
        languages=(
            Language("en", content_dirs=("content/en",)),
            Language("pt", content_dirs=("content/pt",)),
        ),
    )
    files = {"en/a.md": "A", "pt/a.md": "A", "en/b.pt.md": "B"}
    contents, _ = read(files, site)
    found = {path: (one.page.language, one.page.path) for path, one in contents.files.items()}
    assert found == {
        "content/en/a.md": ("en", "a.md"),
        "content/pt/a.md": ("pt", "a.md"),
        "content/en/b.pt.md": ("pt", "b.pt.md"),
    }


def test_sphinx_s_root_document_is_home_and_no_bundle() -> None:
    contents, _ = read({"index.md": "# Root", "posts/a.md": "A"}, Site(root=Path("/site")))
    assert contents.files["content/index.md"].page.kind is Kind.HOME
    assert contents.files["content/posts/a.md"].is_built


@pytest.mark.parametrize(
    ("cascade", "says"),
    [
        ("draft", "isn't a mapping"),
        ("{kind: page, draft: true}", "'kind' can't be given"),
        ("{draft: true, target: posts}", "isn't a mapping"),
        ("{draft: true, target: {kind: post}}", "isn't a kind of page"),
        ("{draft: true, target: {path: '[a'}}", "'path' of its target is no pattern"),
        ("{draft: true, target: {path: [a]}}", "'path' of its target isn't a text"),
        ("{draft: truet}", "'draft' is the text 'truet'"),
        ("{date: 2021-09-31}", "'date' is the text '2021-09-31'"),
    ],
)
def test_a_wrong_cascade_is_one_located_problem_and_holds_back(cascade: str, says: str) -> None:
    files = {"s/_index.md": yaml("title: S", f"cascade: {cascade}"), "s/a.md": "A", "o.md": "O"}
    contents, problems = read(files)
    (problem,) = problems
    assert str(problem.location) == "content/s/_index.md:3"
    assert says in problem.message
    assert contents.files["content/o.md"].is_built
    assert not contents.files["content/s/a.md"].is_built


def test_a_wrong_cascade_that_says_nothing_of_publication_is_passed_over() -> None:
    contents, problems = read({"s/_index.md": yaml("cascade: 5"), "s/a.md": "A"})
    assert len(problems) == 1
    assert contents.files["content/s/a.md"].is_built


@pytest.mark.parametrize("build", ["never", "[]", "{render: [x]}"])
def test_build_that_hugo_refuses_is_one_problem_and_holds_back(build: str) -> None:
    contents, problems = read({"a.md": yaml("title: A", f"build: {build}")})
    assert [str(problem.location) for problem in problems] == ["content/a.md:3"]
    assert contents.files["content/a.md"].reasons == {Reason.HELD_BACK}


def test_a_key_of_the_site_s_own_that_is_no_date_is_one_problem_and_holds_back() -> None:
    contents, problems = read({"a.md": yaml("title: A", "written: soon")})
    assert [str(problem.location) for problem in problems] == ["content/a.md:3"]
    assert contents.files["content/a.md"].reasons == {Reason.HELD_BACK}


def test_nothing_is_built_where_the_configuration_may_say_so() -> None:
    contents, _ = read({"a.md": "A"}, Site(root=Path("/site"), holds_back=True))
    assert contents.files["content/a.md"].reasons == {Reason.HELD_BACK}


@pytest.mark.parametrize(
    ("folder", "title"),
    [
        ("posts", "Posts"),
        ("blog", "Blogs"),
        ("story", "Stories"),
        ("series", "Series"),
        ("the art of war", "The Art of Wars"),
        ("my-photos", "My-Photos"),
        ("case_study", "Case_studies"),
        ("analysis", "Analyses"),
        ("box", "Boxes"),
        ("UPPER", "UPPERs"),
        ("", "s"),
    ],
)
def test_a_section_is_titled_by_its_folder_as_hugo_does(folder: str, title: str) -> None:
    assert section_title(folder) == title


values = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(max_size=20)
    | st.sampled_from(["true", "never", "2099-01-01", "/s/**", "{a,", "[", "page", "2021-9-3"]),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["draft", "target", "path", "render", "params", "date", "sites", "x"]),
            inner,
            max_size=3,
        )
    ),
    max_leaves=8,
)
front_matter = st.dictionaries(
    st.sampled_from(
        (
            *("title", "date", "publishDate", "draft", "published", "weight", "slug", "tags"),
            *("author", "image", "readingTime", "build", "_build", "headless", "cascade"),
            *("lastmod", "url", "seriesOrder", "written", "params"),
        )
    ),
    values,
    max_size=5,
)


@settings(max_examples=200, deadline=None)
@given(section=front_matter, page=front_matter, configured=values)
def test_no_front_matter_and_no_cascade_is_too_odd(
    section: dict[str, object], page: dict[str, object], configured: object
) -> None:
    files = {
        "s/_index.md": json.dumps(section, allow_nan=True) + "\nText.",
        "s/a.md": json.dumps(page, allow_nan=True) + "\nText.",
    }
    site = Site(root=Path("/site"), cascade=configured, dates={"date": ("written", ":default")})
    contents, problems = read(files, site)
    assert set(contents.files) == {f"content/{path}" for path in files}
    assert all(problem.message for problem in problems)
    own = parsed(files)["content/s/a.md"]
    assert own is not None
    assert not (own.meta.draft and contents.files["content/s/a.md"].is_built)
