"""Addresses and references of whole sites, compared with what Hugo itself makes of them."""

from __future__ import annotations

import datetime as dt
import json
import re
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote, urlsplit

import pytest
import yaml

from sphinx_journey.hugo.configuration import read_site
from sphinx_journey.hugo.model import Kind, Page, Section, Site, SiteFile
from sphinx_journey.hugo.paths import normalized, parsed
from sphinx_journey.hugo.sections import codes
from sphinx_journey.hugo.urls import UrlMap

if TYPE_CHECKING:
    from collections.abc import Iterator

HUGO = Path(sys.executable).with_name("hugo")
QUIET = """
disableKinds = ["taxonomy", "term", "rss", "sitemap", "robotsTXT", "404"]
refLinksErrorLevel = "WARNING"
refLinksNotFoundURL = "-"
"""
# Prints a line of JSON for each page of a language, with what each reference in it gives.
LAYOUT = """
{{ if .IsHome }}{{ range site.Pages }}{{ $page := . }}{{ $file := "" }}
{{ with .File }}{{ $file = .Path }}{{ end }}{{ $refs := dict }}
{{ if $file }}{{ range hugo.Data.refs.refs }}
{{ $refs = merge $refs (dict . (relref $page .)) }}{{ end }}{{ end }}
{{ $files := slice }}{{ range .Resources.Match "**" }}
{{ with .RelPermalink }}{{ $files = $files | append . }}{{ end }}{{ end }}
@@{{ dict "file" $file "path" .Path "kind" .Kind "lang" .Language.Lang "url" .RelPermalink
"refs" $refs "files" $files | jsonify }}
{{ end }}{{ end }}
Here: {{ $file := .Path }}{{ with .File }}{{ $file = .Path }}{{ end }}{{ $file | safeHTML }}
"""
REFS = [
    "a", "a.md", "/a", "posts/a", "/posts/a", "/posts/a.md", "posts/a.md", "./a", "./a.md",
    "../a", "../a.md", "b", "b/", "b/index.md", "b/index", "../b", "../b/", "../b/index.md",
    "sub/a", "sub/a.md", "only", "only.md", "/only", "c", "docs/c.md", "../docs/c.md",
    "../docs/c", "../../docs/c.md", "docs", "docs/", "/docs", "/docs/_index.md", "docs/_index.md",
    "docs/_index", "_index.md", "/", "/_index.md", "a#frag", "about", "about.md", "../about.md",
    "x", "guide/x", "guide", "Cap File", "cap file.md", "Cap%20File.md", "/docs/guide/cap-file",
    "POSTS/A.MD", "noidx", "/noidx", "noidx/z", "v1.2", "v1.2.md", "posts/v1.2", "./index.md",
    "index.md", "index", "..", "../", "../..", ".", "./", "zzz", "docs/guide/x/", "posts/a?x=1#y",
    "  a ", "/docs/guide/x/index", "https://example.org/posts/a/", "/posts/a.html",
    "posts/../docs/c", "../posts/../docs/c.md", "a.pt.md", "posts/a.pt.md", "about.pt",
    "some file", "Some File.md",
]  # fmt: skip

REFERRED = {
    "_index.md": "", "about.md": "", "posts/_index.md": "", "posts/a.md": "",
    "posts/b/index.md": "", "posts/sub/a.md": "", "posts/sub/only.md": "",
    "docs/_index.md": "", "docs/a.md": "", "docs/c.md": "", "docs/guide/_index.md": "",
    "docs/guide/x/index.md": "",
    "docs/guide/Cap File.md": "", "noidx/z.md": "", "posts/v1.2.md": "",
}  # fmt: skip
DOCS = REFERRED | {
    "docs/section named/_index.md": "slug: renamed section",
    "docs/section named/deep/_index.md": "",
    "docs/section named/deep/er/page.md": "",
    "docs/section named/deep/er/pic one.png": "",
    "docs/moved/_index.md": "url: /Elsewhere/Now",
    "docs/moved/page.md": "",
    "docs/bundle/index.md": "",
    "docs/bundle/Im ages/Pic 1.PNG": "",
    "docs/bundle/notes.txt": "",
    "docs/slashed.md": "slug: a/b/../C",
    "docs/at@home.md": "",
    "docs/only-signs/page.md": "slug: '!!!'",
    "docs/index-slug/page.md": "slug: index",
    "other/_index.md": "",
    "other/Ünï—cödé & more!.md": "",
    "other/100% it's.md": "",
    "other/a+b#c~d.e.md": "",
    "other/日本語 テスト.md": "",
    "other/a  - b.md": "",
    "other/-lead.md": "",
    "other/(paren).md": "",
    "other/ẞİΣΑΣ.md": "",
    "other/e\u0301 nfd.md": "",
    "other/title.html.md": "",
    "other/_index2.md": "",
    "Other/Cased Folder/page.MD": "",
    "single/index.md": "",
    "noindex/deep/er/page.md": "",
    "noindex/loose.pdf": "",
    "x/index/y.md": "",
    "both.md": "",
    "both/page.md": "",
}
URLS = {
    "a.md": "url: /some/Thing",
    "b.md": "url: rel/Thing/",
    "c.md": "url: /x/File.html",
    "d.md": "url: '/p/:year/:slug'\ndate: 2020-03-04\ntitle: Its Title",
    "e.md": "url: '/sp ace/ü/a%20b/'",
    "f.md": "url: /x.y/z",
    "g.md": "url: ../up/",
    "h.md": "url: /foo/index.html",
    "i.md": "url: '/q?x=1#y'",
    "j.md": "url: /a//b/",
    "k.md": "url: /a+b/c",
    "l.md": "url: '/:title/c+d/%41'\ntitle: L",
    "m.md": "url: '/foo.bar/'",
    "n.md": "url: /foo/../bar",
    "o.md": "url: /o/./b",
    "p.md": "url: /a/b.html/",
    "q.md": 'url: "/a\'b(c)!*[x];,@=&$"',
    "r.md": "url: /n/INDEX.html",
    "s.md": "slug: /lead/",
    "s2.md": "slug: -dashed--",
    "s3.md": "slug: a//b",
    "w/s4/_index.md": "slug: /p q/",
    "w/s4/a.md": "",
    "w/s4/!/b.md": "",
    "w/s4/!/c/d.md": "",
    "w/s4/!.md": "url: /s4/sign/",
    "t.md": "slug: x.html",
    "u.md": "slug: Ä ß",
    "v.md": "slug: '2024'",
    "w/_index.md": "url: /Z/S S",
    "w/a.md": "",
    "x/_index.md": "slug: q/w",
    "x/a.md": "",
    "x/pic.png": "",
    "y.md": "url: ':slug'\nslug: its",
    "z.md": "url: '/%7Az#x/'",
}
TOKENS = {
    "_index.md": "title: H",
    "about.md": "title: About",
    "lone/index.md": "title: Lone",
    "p/_index.md": "title: Pee Pee",
    "p/a/_index.md": "title: Aa",
    "p/a/b/_index.md": "title: ''",
    "p/a/b/c.md": "title: Cc",
    "p/signs.md": "title: 'C++ & 100% <b>'",
    "p/marks.md": "title: 'It''s a/b: \\ “quoted” c.d #e'",
    "p/escapes.md": "title: '50%25 %41 a%2Fb %C3%BC %zz'",
    "p/up.md": "title: '../..'",
    "p/blanks.md": "title: '  lead   -- trail  '",
    "p/numbers.md": "title: 'Nr. 5: ½ ² Ⅷ ① 🎉 z\u200dj nb\u00a0sp\u3000x'",
    "q/slug.md": "title: A\nslug: a/b c/D",
    "q/plus.md": "title: A\nslug: a+b",
    "q/none.md": "title: A:b",
    "p/sharp.md": "title: Learning C#",
    "q/sharp.md": "slug: c# and d#",
    "s/c#.md": "",
    "q/signs.md": "title: A@b\nslug: '!?'",
    "s/signs.md": "slug: '!?'",
    "r/A File.md": "date: 2024-02-09",
    "r/B Bundle/index.md": "date: 2023-11-30",
    "r/nothing.md": "",
    "s/Foo Bar/index.md": "",
    "s/F.o.md": "slug: ''",
    "t/zone.md": "date: 2022-02-03T23:30:00-05:00",
    "v/w/_index.md": "title: W\nslug: ws",
    "v/w/a.md": "title: A",
    "v/w/u/_index.md": "title: You",
    "v/w/u/b.md": "title: B",
    "z/a.md": "title: A",
}
TOKENS_CONFIG = r"""
baseURL = "https://example.org"
[permalinks.page]
"/" = "/top/:contentbasename/"
p = "/:sections[1:]/:sections[last]/:title/"
q = "/x:slug\\:z/"
r = "/:2006/:Jan/:month/:monthname/:day/:weekdayname/:weekday/:yearday/:filename"
s = "s/:slugorcontentbasename/:slugorfilename.html"
t = "/:year/:month/:day/"
v = "/:sections[0]/:sectionslugs[1:]/:sectionslugs[last]/:sections[5]/:sections[:1]/:slug/"
z = "//u//:section//:title//"
[permalinks.section]
p = "/sec/:title/:sections/"
[permalinks.home]
"/" = "/my-home/"
"""
BLOG = {
    "_index.md": "",
    "posts/2020-01-02-hello.md": "date: 2020-01-02",
    "posts/2021/Second Post.md": "date: 2021-12-31T23:59:59Z\nslug: second",
    "posts/bundle/index.md": "date: 2022-06-07T08:09:10+02:00\ntitle: In a bundle",
    "posts/bundle/Pic 1.png": "",
    "posts/undated.md": "title: Undated",
    "posts/_index.md": "",
    "notes/deep/er/n.md": "title: N\ndate: 2019-05-06",
    "notes/deep/m.md": "title: M",
    "page/about.md": "",
}
LANGUAGES = """
defaultContentLanguage = "en"
[languages.en]
weight = 1
[languages.pt]
weight = 2
[languages.pt.permalinks]
artigos = "/textos/:title/"
[languages."zh-CN"]
weight = 3
[languages.de]
disabled = true
"""
BY_NAME = {
    "_index.md": "",
    "_index.pt.md": "",
    "about.md": "",
    "about.pt.md": "",
    "posts/_index.md": "slug: articles",
    "posts/_index.pt.md": "slug: artigos",
    "posts/a.md": "",
    "posts/a.pt.md": "url: /x/y",
    "posts/b.pt.md": "",
    "posts/c.xx.md": "",
    "posts/d.de.md": "",
    "posts/e.EN.md": "",
    "posts/f.zh-CN.md": "",
    "posts/g.pt.md": "url: pt/g",
    "posts/h.pt.md": "url: rel/",
    "posts/i.pt.md": "url: /pt/rel2/",
    "posts/j.pt.md": "url: /ptx/rel2/",
    "posts/k.pt.x.md": "",
    "posts/pt.md": "",
    "posts/bu/index.md": "",
    "posts/bu/index.pt.md": "slug: bp",
    "posts/bu/pic.png": "",
    "artigos/um.pt.md": "title: Ação & Reação",
    "only/x.pt.md": "",
}
UGLY = {
    "_index.md": "",
    "Posts/_index.md": "",
    "Posts/Éa Bc.md": "",
    "Posts/Bu Ndle/index.md": "",
    "Posts/Bu Ndle/Pic 1.png": "",
    "Posts/u.md": "url: /U/Ä b",
    "Posts/Sub/z.md": "",
    "docs/a.md": "",
    "docs/b.md": "slug: a.b",
    "docs/_index.md": "slug: manual",
    "docs/part/_index.md": "",
    "docs/part/p.md": "",
    "loose.md": "",
}

ALIASES = {
    "posts/a.md": """aliases: [old, /old2/, ../x, old.html, "/with space/Ä.html", /UP/Case, a/../b/,
        sub/c/, /y/index.html, /it%20x, ./dot, ../../../../zz]""",
    "posts/a.pt.md": "aliases: [rel, /abs, /pt/abs2, /ptx]",
    "posts/b/index.md": "aliases: [bundle-old]\nurl: /moved/here/",
    "posts/_index.md": "aliases: [posts-old]\nslug: articles",
}

SITES: dict[str, tuple[str, dict[str, str]]] = {
    "docs": ('baseURL = "https://example.org/"\n', DOCS),
    "docs below a path": ('baseURL = "https://example.org/b//c/"\n', DOCS),
    "docs with canonical addresses": (
        'baseURL = "https://example.org/b/"\ncanonifyURLs = true\n',
        REFERRED,
    ),
    "urls": ('baseURL = "https://example.org/"\n', URLS),
    "urls below a path": ('baseURL = "https://example.org/base/"\n', URLS),
    "tokens": (TOKENS_CONFIG, TOKENS),
    "a blog by date": (
        """
        [permalinks]
        posts = "/:year/:month/:day/:slugorfilename/"
        notes = "/n/:sections/:title"
        """,
        BLOG,
    ),
    "a blog by rules": (
        """
        [[permalinks]]
        pattern = "/one/:title"
        target = {kind = "page", path = "{/posts/*,/x/**}"}
        [[permalinks]]
        pattern = "/two/:contentbasename"
        target = {path = "/posts/**"}
        [[permalinks]]
        pattern = "/three/:contentbasename"
        """,
        BLOG,
    ),
    "languages by name": (f'baseURL = "https://example.org/b"\n{LANGUAGES}', BY_NAME),
    "languages in folders of addresses": (
        f"defaultContentLanguageInSubdir = true\n{LANGUAGES}",
        BY_NAME,
    ),
    "languages with hosts": (
        """
        [languages.en]
        baseURL = "https://en.example.org/e"
        [languages.pt]
        baseURL = "https://pt.example.org/"
        """,
        BY_NAME,
    ),
    "one language, not English": ('defaultContentLanguage = "pt"\n', BY_NAME),
    "one language in a folder": ("defaultContentLanguageInSubdir = true\n", BY_NAME),
    "languages by folder": (
        """
        [languages.en]
        contentDir = "content/english"
        [languages.pt]
        contentDir = "content/pt"
        """,
        {
            "english/posts/a.md": "",
            "english/posts/bu/index.md": "",
            "english/posts/c.pt.md": "",
            "pt/_index.md": "",
            "pt/posts/a.md": "slug: um",
            "pt/posts/b.md": "",
            "pt/posts/bu/index.md": "",
            "pt/posts/bu/pic.png": "",
        },
    ),
    "aliases": (f"baseURL = 'https://example.org/b/'\n{LANGUAGES}", ALIASES),
    "ugly aliases": ("uglyURLs = true\n", ALIASES),
    "ugly": ("uglyURLs = true\nremovePathAccents = true\nbaseURL = 'https://e.org/a/b/'\n", UGLY),
    "ugly in a section, in its case": (
        "disablePathToLower = true\nbaseURL = 'https://e.org/'\n[uglyURLs]\nDocs = true\n",
        UGLY,
    ),
    "ugly by pattern": ("uglyURLs = true\n[permalinks]\ndocs = '/d/:contentbasename/'\n", UGLY),
}


class Built:
    """A site as Hugo has built it, and as we see it."""

    def __init__(self, root: Path, config: str, files: dict[str, str]) -> None:
        top, brackets, tables = config.partition("[")
        write(root / "hugo.toml", f"{top}{QUIET}{brackets}{tables}")
        write(root / "layouts/all.html", LAYOUT)
        write(root / "data/refs.json", json.dumps({"refs": REFS if "about.md" in files else []}))
        for name, head in files.items():
            is_page = name.lower().endswith(".md")
            write(root / "content" / name, f"---\n{head}\n---\n" if is_page else head)
        ran = subprocess.run([HUGO, "--source", root], capture_output=True, text=True, check=False)
        assert ran.returncode == 0, ran.stdout + ran.stderr
        lines = (
            line.removeprefix("@@")
            for page in sorted((root / "public").rglob("index.html"))
            for line in page.read_text(encoding="utf-8").splitlines()
            if line.startswith("@@")
        )
        self.hugo: list[dict[str, Any]] = [json.loads(line) for line in lines]
        self.site, problems = read_site(root)
        assert problems == ()
        self.pages = list(pages_of(root, self.site))
        self.map = UrlMap(self.site, self.pages, files_of(root, self.site))
        self.public = root / "public"
        self.by_file: dict[tuple[str, str], Page] = {
            (page.language, page.path): page for page in self.pages
        }

    def page(self, row: dict[str, Any]) -> Page | Section:
        if row["file"]:
            return self.by_file[row["lang"], row["file"]]
        sections = (s for s in self.map.sections if s.language == row["lang"])
        return next(s for s in sections if normalized(s.folder) == row["path"])


def write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def folders_of(root: Path, site: Site) -> list[tuple[Path, str]]:
    """Return the content folders with the language that files in them have."""
    folders = [(language.content_dirs[0], language.code) for language in site.languages]
    if len({folder for folder, _ in folders}) == 1:
        return [(root / folders[0][0], site.default_language)]
    return [(root / folder, code) for folder, code in folders]


def pages_of(root: Path, site: Site) -> Iterator[Page]:
    known = frozenset(codes(site))
    for folder, code in folders_of(root, site):
        leaves = {
            path.parent for path in folder.rglob("index*.md") if path.name.split(".")[0] == "index"
        }
        for path in sorted(folder.rglob("*")):
            if path.suffix.lower() != ".md":
                continue
            name = path.relative_to(folder).as_posix()
            said = parsed(name, known)
            is_beside = path.parent in leaves and said.name not in {"index", "_index"}
            if is_beside or said.language in site.disabled_languages:
                continue
            front = yaml.safe_load(path.read_text(encoding="utf-8").split("---\n")[1]) or {}
            when = front.get("date")
            if when is not None and not isinstance(when, dt.datetime):
                when = dt.datetime(when.year, when.month, when.day, tzinfo=dt.UTC)
            kind = Kind.PAGE
            if said.name == "_index":
                kind = Kind.SECTION if said.folder != "/" else Kind.HOME
            yield Page(
                name, said.language or code, kind, front.get("title", ""), when,
                front.get("slug", ""), front.get("url", ""), tuple(front.get("aliases", ())),
            )  # fmt: skip


def files_of(root: Path, site: Site) -> Iterator[SiteFile]:
    for folder, _ in folders_of(root, site):
        for path in folder.rglob("*"):
            if path.is_file() and path.suffix.lower() != ".md":
                yield SiteFile(path.relative_to(folder).as_posix(), is_static=False)


@pytest.fixture(scope="module", params=SITES)
def built(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Built:
    return Built(tmp_path_factory.mktemp("site"), *SITES[request.param])


def test_each_page_has_the_address_that_hugo_gives_it(built: Built) -> None:
    ours = {
        (r["lang"], r["file"] or r["path"]): built.map.address(built.page(r)).url
        for r in built.hugo
    }
    assert ours == {(row["lang"], row["file"] or row["path"]): row["url"] for row in built.hugo}


def test_a_ref_leads_where_it_leads_in_hugo(built: Built) -> None:
    theirs = {
        (r["lang"], r["file"], ref): url for r in built.hugo for ref, url in r["refs"].items()
    }
    ours = {key: referred(built, *key) for key in theirs}
    assert ours == theirs


def referred(built: Built, language: str, file: str, ref: str) -> str:
    target = built.map.ref(ref, built.by_file[language, file])
    if target is None:
        return "-"
    assert not isinstance(target.to, SiteFile)
    url = built.map.address(target.to).url
    return f"{url}#{target.fragment}" if target.fragment else url


def test_what_hugo_has_written_to_an_address_is_found_there_from_every_page(built: Built) -> None:
    hidden = {path for _, path in built.by_file}
    rivals: dict[Path, set[str]] = {}  # one file may have several addresses, as /a/b/ and /a//b/
    files = [built.public / built.map.address(built.page(row)).file for row in built.hugo]
    for row, written in zip(built.hugo, files, strict=True):
        rivals.setdefault(written, set()).add(row["file"] or row["path"])
    for row, written in zip(built.hugo, files, strict=True):
        there = re.search("^Here: (.*)", written.read_text(encoding="utf-8"), re.MULTILINE)
        assert there is not None
        is_shared = len(rivals[written]) > 1  # which one Hugo writes last is chance
        if not is_shared:
            hidden.discard(there[1])
        for here in built.pages:
            if built.site.is_multihost and here.language != row["lang"]:
                continue
            found = built.map.find(row["url"], here)
            assert found is not None, row["url"]
            if is_shared:
                assert isinstance(found.to, Page)
                assert {there[1], found.to.path} <= rivals[written]
                hidden.discard(found.to.path)
            elif isinstance(found.to, Page):
                assert there[1] == found.to.path
            else:
                assert isinstance(found.to, Section)
                assert there[1] == row["path"]
    assert {problem.location.path for problem in built.map.problems} == hidden


def test_a_file_beside_pages_is_found_at_the_address_that_hugo_gives_it(built: Built) -> None:
    urls = {(row["lang"], url): url for row in built.hugo for url in row["files"]}
    for language, url in urls:
        here = next(page for page in built.pages if page.language == language)
        found = built.map.find(url, here)
        assert found is not None, url
        assert isinstance(found.to, SiteFile), url
        assert url.endswith(quote(found.to.path.rpartition("/")[2]))


def test_an_alias_leads_where_the_page_that_hugo_writes_there_leads(built: Built) -> None:
    redirects = {}
    for path in filter(Path.is_file, built.public.rglob("*.html")):
        text = path.read_text(encoding="utf-8")
        if "http-equiv" in text and (to := re.search('canonical" href="([^"]*)"', text)):
            redirects[f"/{quote(path.relative_to(built.public).as_posix())}"] = to[1]
    here = built.pages[0]
    for alias, url in redirects.items():
        found = built.map.find(alias, here)
        assert found is not None, alias
        assert found == built.map.find(urlsplit(url).path, here)
    assert bool(redirects) >= any(page.aliases for page in built.pages)
