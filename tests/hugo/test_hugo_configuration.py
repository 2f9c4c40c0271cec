"""A Hugo site's configuration: found, read as Hugo reads it, and what is wrong said where it is."""

from __future__ import annotations

import itertools
import json
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sphinx_journey.core.problems import Location, Subtype
from sphinx_journey.hugo.config_files import find_site
from sphinx_journey.hugo.configuration import read_site
from sphinx_journey.hugo.globs import fits as glob_fits
from sphinx_journey.hugo.model import Language, Mount, Permalink, Site
from sphinx_journey.hugo.permalinks import permalink_of, unknown_token

HUGO = Path(sys.executable).with_name("hugo")


def write(root: Path, files: dict[str, str | bytes]) -> Path:
    for name, text in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode() if isinstance(text, str) else text)
    return root


def read(root: Path, files: dict[str, str | bytes]) -> Site:
    site, problems = read_site(write(root, files))
    assert problems == ()
    return site


EVERYTHING: dict[str, str | bytes] = {
    "hugo.yaml": """
        BaseURL: https://example.org/
        copyright: of the file
        staticDir: [one, two]
        staticDir2: three
        ignoreFiles: \\.draft$
        MAINSECTIONS: [posts, notes]
        enableEmoji: 'true'
        disablePathToLower: true
        timeZone: Europe/Berlin
        uglyURLs: {Docs: true}
        params: {Top: {Inner: 1, List: [{Key: 1}]}, replaced: file}
        permalinks: {posts: '/x/:title', page: {Notes: '/y'}, section: {/: '/s/:slug'}}
        """,
    "config.toml": "title = 'of a file that Hugo does not read'",
    "config/_default/hugo.toml": "title = 'of the folder'\n[params]\nreplaced = 'folder'",
    "config/_default/params.json": '{"top": {"other": 2}}',
    "config/_default/params.pt.toml": "greeting = 'Olá'",
    "config/_default/languages.toml": "[pt]\nweight = 2\ncontentDir = 'content/pt'\n"
    "[EN]\nweight = 1\n[fr]\n[de]\ndisabled = true",
    "config/_default/deeper/markup.yaml": "goldmark: {renderer: {unsafe: true}}",
    "config/_default/module.toml": "[[mounts]]\nsource = 'pictures'\ntarget = 'static/img'",
    "config/production/config.yaml": "disableLanguages: [fr]\nparams: {replaced: production}",
    "config/staging/params.toml": "replaced = 'staging'",
}


def test_a_configuration_says_what_hugo_makes_of_it(tmp_path: Path) -> None:
    site = read(tmp_path, EVERYTHING)
    ran = subprocess.run(
        [HUGO, "config", "--format", "json", "--source", tmp_path],
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    hugo = json.loads(ran.stdout[ran.stdout.index("{") :])
    assert site.title == hugo["title"] == "of the folder"
    assert site.base_url == hugo["baseurl"]
    assert [*site.static_dirs] == hugo["staticdir"] == ["one", "two", "three"]
    assert [*site.ignore_files] == hugo["ignorefiles"]
    assert [*site.main_sections] == hugo["mainsections"]
    assert site.enable_emoji is hugo["enableemoji"] is True
    assert site.keeps_case is hugo["disablepathtolower"] is True
    assert site.time_zone == hugo["timezone"]
    assert site.ugly_urls == hugo["uglyurls"] == {"docs": True}
    assert site.params == hugo["params"]
    assert site.params["replaced"] == "production"
    assert site.markup["goldmark"]["renderer"]["unsafe"] is True  # type: ignore[index]
    assert hugo["markup"]["goldmark"]["renderer"]["unsafe"] is True
    assert [*site.disabled_languages] == sorted(hugo["disablelanguages"])
    assert [language.code for language in site.languages] == ["en", "pt"]
    assert site.languages[1].params == {**site.params, "greeting": "Olá"}
    rules = [
        {"pattern": rule.pattern, "target": {"kind": rule.kind, "path": rule.path}}
        for rule in site.permalinks
    ]
    assert sorted(rules, key=str) == sorted(hugo["permalinks"], key=str)
    mounts = [
        (mount["source"], mount.get("sites", {}).get("matrix", {}).get("languages"))
        for mount in hugo["module"]["mounts"]
        if mount["target"] == "content"
    ]
    assert mounts == [("content", None), ("content/pt", ["pt"])]
    assert [one.content_dirs for one in site.languages] == [("content",), ("content/pt",)]
    assert site.mounts == (Mount("pictures", "static/img"),)


def test_without_a_configuration_hugo_s_defaults_apply(tmp_path: Path) -> None:
    assert read(tmp_path, {}) == Site(tmp_path)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("hugo.toml", "title = 'T'\r\n[params]\r\nA = 1\r\n"),
        ("hugo.toml", "\ufefftitle = 'T'\n[params]\nA = 1\n"),
        ("hugo.yaml", "Title: T\nPARAMS:\n  a: 1\n"),
        ("hugo.yml", "--- # a comment\ntitle: T\nparams: {a: 1}\n"),
        ("hugo.json", '{"title": "T", "params": {"A": 1}}'),
        ("config.toml", "title = 'T'\nparams.a = 1"),
        ("config/_default/config.yaml", "title: T\nparams: {a: 1}"),
    ],
)
def test_each_format_and_name_is_read(tmp_path: Path, name: str, text: str) -> None:
    site = read(tmp_path, {name: text})
    assert (site.title, site.params) == ("T", {"a": 1})


def test_values_are_cast_as_hugo_casts_them(tmp_path: Path) -> None:
    text = """
        title = 2024
        disablePathToLower = "true"
        hasCJKLanguage = 1
        removePathAccents = "false"
        mainSections = "posts"
        uglyURLs = "TRUE"
        timeZone = ""
        [frontmatter]
        Date = ["Published", ":fileName", ":default"]
        lastmod = ":git"
        [params]
        mainSections = ["notes"]
        """
    site = read(tmp_path, {"hugo.toml": text})
    assert site.title == "2024"
    assert (site.keeps_case, site.has_cjk_language, site.removes_accents) == (True, True, False)
    assert site.ugly_urls is True
    assert site.dates == {"date": ("published", ":filename", ":default"), "lastmod": (":git",)}
    assert site.main_sections == ("notes",)


def test_languages_are_read_with_what_they_say_otherwise_than_the_site(tmp_path: Path) -> None:
    text = """
        title: T
        baseURL: https://example.org
        defaultContentLanguage: PT
        permalinks: {posts: /p/:slug}
        params: {a: {b: 1, c: 2}}
        languages:
          zh-CN: {title: Z, contentDir: ./content/zh/, params: {a: {b: 3}}}
          pt: {weight: 5, baseURL: 'https://pt.example.org', permalinks: {posts: /a/:slug}}
        """
    site = read(tmp_path, {"hugo.yaml": text})
    assert site.default_language == "pt"
    assert not site.is_multihost
    own = (
        Permalink("/a/:slug", "page", "/{posts,posts/**}"),
        Permalink("/a/:slug", "term", "/{posts,posts/**}"),
    )
    params = {"a": {"b": 1, "c": 2}}
    assert site.languages == (
        Language("pt", "T", "https://pt.example.org", ("content",), 5, own, params),
        Language("zh-cn", "Z", "", ("content/zh",), 0, None, {"a": {"b": 3, "c": 2}}),
    )


def test_the_permalink_of_the_longest_section_counts(tmp_path: Path) -> None:
    text = "[permalinks.page]\na = '/a'\n'a/b' = '/b'\n'a/b/c' = '/c'"
    rules = read(tmp_path, {"hugo.toml": text}).permalinks
    found = [permalink_of(rules, "page", path) for path in ("/a/x", "/a/b", "/a/b/c/x", "/x")]
    assert [rule and rule.pattern for rule in found] == ["/a", "/b", "/c", None]


def test_mounts_are_read_in_both_forms_of_their_language(tmp_path: Path) -> None:
    text = """
        [[module.mounts]]
        source = "docs/"
        target = "content/manual"
        lang = "en"
        [[module.mounts]]
        source = "pt"
        target = "content"
        sites = {matrix = {languages = ["pt"]}}
        [[module.mounts]]
        source = "assets"
        target = "assets"
        """
    mounts = (Mount("docs", "content/manual", "en"), Mount("pt", "content", "pt"))
    (tmp_path / "hugo.toml").write_text(text, encoding="utf-8")
    site, (problem,) = read_site(tmp_path)
    assert site.mounts == mounts
    assert "mounts 'docs/' to 'content/manual'" in problem.message
    assert [(one.code, one.content_dirs) for one in site.languages] == [("en", ("content",))]


BOMB = "a: &a [1, 1, 1, 1, 1, 1, 1, 1, 1, 1]\n" + "".join(
    f"{key}: &{key} [{', '.join([f'*{before}'] * 10)}]\n"
    for before, key in itertools.pairwise("abcdefgh")
)


@pytest.mark.parametrize(
    ("name", "text", "line", "words"),
    [
        ("hugo.toml", "title = 'a'\nbroken", 2, "can't be read: expected '='"),
        ("hugo.yaml", "title: a\n b: c\n", 2, "can't be read: mapping values"),
        ("hugo.json", '{"title":\n}', 2, "can't be read: expecting value"),
        ("hugo.yaml", "- a\n", None, "it is not a mapping"),
        ("hugo.yaml", BOMB, 5, "repeat more than"),
        ("hugo.toml", "title = 'a'".encode("utf-16"), None, "it isn't UTF-8"),
        ("hugo.toml", f"a = {'[' * 5000}", None, "nested"),
        ("hugo.toml", f"{'a.' * 5000}a = 1", None, "dots"),
        ("hugo.toml", "a = 1\ncontentDir = '../../etc'", 2, "contentDir names '../../etc'"),
        ("hugo.toml", "contentDir = '/etc'", 1, "contentDir names '/etc'"),
        ("hugo.toml", "\nstaticDir = ['static', '..']", 2, "staticDir names '..'"),
        ("hugo.toml", "[languages.en]\ncontentDir = 'C:\\x'", 2, "isn't in the site"),
        ("hugo.toml", "module.mounts = [{source = '../x', target = 'content'}]", 1, "'../x'"),
        ("hugo.toml", "title = ['a']", 1, "title is ['a']; it should be a text"),
        ("hugo.toml", "params = 3", 1, "it should be a mapping"),
        ("hugo.toml", "enableEmoji = 'maybe'", 1, "it should be true or false"),
        ("hugo.toml", "ignoreFiles = [['a']]", 1, "a list of texts"),
        ("hugo.toml", "[languages.en]\nweight = 'x'", 2, "it should be a number"),
        ("hugo.toml", "[languages]\nen = 5", 2, "it should be a mapping"),
        ("hugo.toml", "[permalinks]\nposts = '/:yaer/:slug'", 2, "':yaer'"),
        ("hugo.toml", "[permalinks]\nposts = 5", 2, "isn't a rule"),
        ("hugo.toml", "[permalinks.page]\nposts = 5", 2, "isn't a rule"),
        ("hugo.toml", "[permalinks.pages]\nposts = '/x'", 1, "isn't a rule"),
        ("hugo.yaml", "permalinks:\n  - target: {kind: page}", 1, "isn't a rule"),
        ("hugo.toml", "defaultContentLanguage = 'x'\n[languages.fr]", 1, "isn't among"),
        ("hugo.toml", "[languages.fr]\n[languages.en]\ndisabled = true", 2, "can't be disabled"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_one_problem_at_its_line_and_not_used(
    tmp_path: Path, name: str, text: str | bytes, line: int | None, words: str
) -> None:
    site, problems = read_site(write(tmp_path, {name: text}))
    assert [problem.location.path for problem in problems] == [name]
    assert words.lower() in problems[0].message.lower()
    assert problems[0].subtype is Subtype.HUGO_CONFIG
    assert problems[0].location == Location(name, line)
    assert {one.content_dirs for one in site.languages} == {("content",)}
    assert site.static_dirs == ("static",)
    assert site.permalinks == ()
    assert site.default_language in {language.code for language in site.languages}


def test_each_of_many_mistakes_is_at_its_own_line(tmp_path: Path) -> None:
    keys = [f"section-{number}" for number in range(3000)]
    text = "permalinks:\n" + "".join(f"  {key}: [1]\n" for key in keys)
    _, problems = read_site(write(tmp_path, {"hugo.yaml": text}))
    lines = {problem.location.line: problem.message for problem in problems}
    assert [*sorted(line for line in lines if line)] == [*range(2, 3002)]
    assert all(f"'{key}'" in lines[line] for line, key in enumerate(keys, 2))


def test_a_mistake_is_said_where_the_strongest_file_makes_it(tmp_path: Path) -> None:
    files: dict[str, str | bytes] = {
        "hugo.toml": "contentDir = '..'",
        "config/_default/hugo.toml": "title = 'T'\n\ncontentDir = '/'",
        "config/_default/languages.toml": "[en]\ncontentDir = '../en'\n[en.params]\ntitle = 'T'",
    }
    _, problems = read_site(write(tmp_path, files))
    assert [str(problem.location) for problem in problems] == [
        "config/_default/hugo.toml:3",
        "config/_default/languages.toml:2",
    ]


def test_a_file_of_a_folder_that_cannot_be_read_leaves_the_others(tmp_path: Path) -> None:
    files: dict[str, str | bytes] = {
        "config/_default/hugo.toml": "title = 'T'",
        "config/_default/params.toml": "a b",
    }
    site, problems = read_site(write(tmp_path, files))
    assert site.title == "T"
    assert [str(problem.location) for problem in problems] == ["config/_default/params.toml:1"]


@pytest.mark.parametrize(
    "files",
    [
        {"hugo.toml": ""},
        {"hugo.json": "broken"},
        {"config.toml": "baseURL = 'https://example.org'"},
        {"config.yml": "LanguageCode: en"},
        {"config.toml": "title = 'T'", "content/a.md": ""},
        {"config.toml": "broken", "content/a.md": ""},
        {"config/_default/params.toml": ""},
    ],
)
def test_a_site_is_found_at_or_above_a_folder(
    tmp_path: Path, files: dict[str, str | bytes]
) -> None:
    inner = write(tmp_path, files) / "content" / "posts"
    inner.mkdir(parents=True)
    assert find_site(inner) == find_site(tmp_path) == tmp_path


@pytest.mark.parametrize(
    "files",
    [
        {},
        {"config.toml": "title = 'T'"},
        {"config.yml": "site_name: T\ntheme: material\nparams: {}", "content/a.md": ""},
        {"config.toml": "base_url = 'https://example.org'\ntitle = 'T'", "content/a.md": ""},
        {"config.toml": "[build]\ntarget = 'x'", "content/a.md": ""},
        {"config.json": "[1]"},
        {"config/default/params.toml": "title = 'T'"},
    ],
)
def test_another_tool_s_configuration_is_no_site(
    tmp_path: Path, files: dict[str, str | bytes]
) -> None:
    write(tmp_path, {".git/HEAD": "", **files})
    assert find_site(tmp_path) is None


def test_the_search_for_a_site_ends_at_the_root_of_a_repository(tmp_path: Path) -> None:
    write(tmp_path, {"hugo.toml": "", "project/.git/HEAD": "", "project/docs/index.md": ""})
    assert find_site(tmp_path / "project" / "docs") is None
    assert find_site(tmp_path / "project" / ".git" / "..") is None


@given(st.binary(max_size=200), st.sampled_from(["hugo.toml", "hugo.yaml", "hugo.json"]))
def test_any_file_gives_a_site(
    tmp_path_factory: pytest.TempPathFactory, data: bytes, name: str
) -> None:
    root = tmp_path_factory.mktemp("site")
    site, problems = read_site(write(root, {name: data}))
    assert site.languages
    assert all(problem.subtype is Subtype.HUGO_CONFIG for problem in problems)


TEXTS = st.text(max_size=8)
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | TEXTS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXTS, inner, max_size=3),
    max_leaves=8,
)
KEYS = st.sampled_from(
    ["title", "baseURL", "languages", "permalinks", "params", "module", "staticDir", "contentDir",
     "frontmatter", "uglyURLs", "mainSections", "disableLanguages", "defaultContentLanguage",
     "ignoreFiles", "enableEmoji"]
)  # fmt: skip


@given(st.dictionaries(KEYS, VALUES, max_size=5))
def test_values_of_any_type_give_a_site(
    tmp_path_factory: pytest.TempPathFactory, data: dict[str, object]
) -> None:
    root = tmp_path_factory.mktemp("site")
    site, _ = read_site(write(root, {"hugo.json": json.dumps(data)}))
    assert site.languages
    assert site.static_dirs


@pytest.mark.parametrize(
    ("pattern", "path", "fits"),
    [
        ("/{posts,posts/**}", "/posts", True),
        ("/{posts,posts/**}", "/posts/a/b", True),
        ("/{posts,posts/**}", "/postscript", False),
        ("/*", "/about", True),
        ("/*", "/a/b", False),
        ("{/a/*,/b/**}", "/b/c/d", True),
        ("/a?c", "/abc", True),
        ("/[ab]c", "/bc", True),
        ("/[!ab]c", "/bc", False),
        ("/[!ab]c", "/dc", True),
        ("/a,b}c", "/a,b}c", True),
        ("/{open", "/{open", True),
        ("/{a,b{c,d}}/x", "/bd/x", True),
        ("/{a,b{c,d}}/x", "/b/x", False),
        ("/a{,b}", "/a", True),
        ("**/a*b", "/x/a/ab", True),
        ("/A\\*", "/a*", True),
        ("/A\\*", "/ab", False),
        ("/*" + "a*" * 200 + "b", "/" + "a" * 400, False),
        ("/a.b+(c)", "/a.b+(c)", True),
    ],
)
def test_a_glob_fits_the_paths_that_it_fits_in_hugo(pattern: str, path: str, fits: bool) -> None:
    assert glob_fits(pattern, path) is fits


@pytest.mark.parametrize(
    "pattern", ["/:year/x:slug\\:y/:2006", "/:sections[1:]/:sectionslugs[last]", "/a"]
)
def test_each_token_of_hugo_is_known(pattern: str) -> None:
    assert unknown_token(pattern) is None


@given(st.text(max_size=30))
def test_any_glob_and_pattern_can_be_read(text: str) -> None:
    glob_fits(text, text)
    unknown_token(text)
