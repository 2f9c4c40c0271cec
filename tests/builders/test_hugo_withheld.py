"""What Hugo makes no page of isn't built, and what else a Hugo site may meet at its edges."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from .test_hugo import MINIMAL, small, titled

if TYPE_CHECKING:
    from pathlib import Path

    from support import Build

POST = titled("A", "Salt.")
SECRET = titled("Secret", "Nobody reads this.")
CASCADE = "---\ntitle: x\ncascade: {draft: true}\n---\n"


def pages(build: Build) -> set[str]:
    """Return the pages of a build below ``content``."""
    folder = build.out / "content"
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*.html")}


def mount(line: str) -> str:
    return f'[[module.mounts]]\nsource = "content"\ntarget = "content"\n{line}\n'


@pytest.mark.parametrize(
    ("config", "path"),
    [
        (mount('files = ["! private/**"]'), "private/b.md"),
        (mount('files = ["posts/**"]'), "private/b.md"),
        (mount('excludeFiles = ["private/**", "x"]'), "private/b.md"),
        (mount('includeFiles = "posts/**"'), "private/b.md"),
        ('ignoreFiles = ["[[:upper:]]{4}"]', "private/ABCD.md"),
        (r"ignoreFiles = ['\p{L}\d\d\.md\z']", "private/b12.md"),
        (r"ignoreFiles = ['\Qb.md\E']", "private/b.md"),
    ],
)
def test_what_the_configuration_leaves_out_is_not_built(
    tmp_path: Path, config: str, path: str
) -> None:
    build = small(
        tmp_path / "site", {"content/posts/a.md": POST, f"content/{path}": SECRET}, config
    )
    assert "posts/a.html" in pages(build)
    assert not any(name.startswith("private/") for name in pages(build))
    assert build.warnings == []


@pytest.mark.parametrize(
    ("files", "line"),
    [
        ({"hugo.toml": 'ignoreFiles = ["b"]\nbroken\n'}, "hugo.toml:2"),
        ({"hugo.toml": "broken\n[[cascade]]\ndraft = true\n"}, "hugo.toml:1"),
        ({"hugo.toml": 'title = "x"\nignoreFiles = ["priv[ate"]\n'}, "hugo.toml:2"),
        ({"hugo.toml": 'title = "x"\nignoreFiles = ["a\\\\p{Greek}"]\n'}, "hugo.toml:2"),
        ({"hugo.toml": 'title = "x"\ncontentDir = "../outside"\n'}, "hugo.toml:2"),
        ({"hugo.toml": 'title = "x"\nignoreFiles = {a = 1}\n'}, "hugo.toml:2"),
        ({"hugo.toml": 'title = "x"\n[module]\nmounts = "content"\n'}, "hugo.toml:3"),
        ({"hugo.toml": mount("files = [{a = 1}]")}, "hugo.toml"),
        ({"config/_default/cascade.yaml": 'draft: true\ntarget: {path: "/p/**"\n'}, "cascade.yaml"),
    ],
)
def test_a_configuration_that_may_withhold_pages_and_cannot_be_read_withholds_all(
    tmp_path: Path, files: dict[str, str], line: str
) -> None:
    build = small(tmp_path / "site", {"content/p/a.md": POST, **files})
    assert "p/a.html" not in pages(build)
    assert "Salt." not in "".join(path.read_text() for path in build.out.rglob("*.html"))
    [warning] = build.warned("hugo_config")
    assert line in warning
    assert "no page of the site is built" in warning


def test_another_configuration_that_cannot_be_read_withholds_nothing(tmp_path: Path) -> None:
    build = small(tmp_path / "site", {"content/p/a.md": POST}, 'title = "x"\nbroken\n')
    assert "p/a.html" in pages(build)
    assert len(build.warned("hugo_config")) == 1


@pytest.mark.parametrize(
    "name", ["Index.md", "INDEX.md", "index.html", "index.org", "_Index.md", "_index.html"]
)
def test_the_page_of_a_folder_counts_in_any_case_and_format(tmp_path: Path, name: str) -> None:
    head = CASCADE if name.startswith("_") else titled("x")
    files = {f"content/p/g/{name}": head, "content/p/g/b.md": SECRET, "content/p/a.md": POST}
    build = small(tmp_path / "site", files)
    assert "p/a.html" in pages(build)
    assert "p/g/b.html" not in pages(build)


def test_a_page_in_another_format_beside_one_in_markdown_does_not_count(tmp_path: Path) -> None:
    files = {"content/p/_index.md": titled("P"), "content/p/_index.html": CASCADE}
    build = small(tmp_path / "site", {**files, "content/p/a.md": POST})
    assert {"p/_index.html", "p/a.html"} <= pages(build)


DARK = "darft: true\n"
BAD = "date: 2021-09-31\n"


@pytest.mark.parametrize(
    "files",
    [
        {"parts/bad/index.md": titled("B", "", BAD), "parts/bad/it.md": "Secret.\n"},
        {"parts/bad/index.md": titled("B", "", DARK), "parts/bad/it.md": "Secret.\n"},
        {"parts/bad/index.md": titled("B", "", "build: 7\n"), "parts/bad/it.md": "Secret.\n"},
        {"parts/bad/index.html": titled("B", "", "draft: true\n"), "parts/bad/it.md": "Secret.\n"},
        {"parts/bad/index.md": titled("B"), "parts/bad/it.md": titled("b", "Secret.", DARK)},
        {"parts/bad/index.md": titled("B"), "parts/bad/it.md": titled("c", "Secret.", BAD)},
        {"parts/bad/it.md": titled("d", "Secret.", f"{DARK}build: {{render: never}}\n")},
        {"parts/bad/it.md": titled("d", "Secret.", f"{DARK}headless: true\n")},
    ],
)
def test_a_text_that_is_held_back_cannot_be_included(tmp_path: Path, files: dict[str, str]) -> None:
    post = titled("A", 'Salt.\n\n{{< readfile file="content/parts/bad/it.md" >}}')
    files = {f"content/{name}": text for name, text in files.items()}
    build = small(tmp_path / "site", {**files, "content/p/a.md": post})
    assert "Salt." in build.read("content/p/a.html")
    assert "Secret." not in build.read("content/p/a.html")
    [warning] = build.warned("withheld_file")
    assert "content/p/a.md:6: " in warning


def test_files_that_are_symbolic_links_are_not_published(tmp_path: Path) -> None:
    root = tmp_path / "site"
    for folder in ("content/p/b", "static", "private"):
        (root / folder).mkdir(parents=True)
    (root / "private/s.txt").write_text("Secret.", encoding="utf-8")
    (root / "content/p/b/s.txt").symlink_to("../../../private/s.txt")
    (root / "static/st.txt").symlink_to("../private/s.txt")
    build = small(root, {"content/p/b/index.md": titled("B", "[a](s.txt) [b](/st.txt)")})
    assert len(build.warned("hugo_link")) == 2
    files = [path for path in build.out.rglob("*") if path.is_file()]
    assert not [path for path in files if b"Secret." in path.read_bytes()]


def test_symbolic_links_in_content_are_not_followed(tmp_path: Path) -> None:
    root = tmp_path / "site"
    (root / "content/p").mkdir(parents=True)
    (root / "private").mkdir()
    (root / "private/s.md").write_text(SECRET, encoding="utf-8")
    (root / "content/ln").symlink_to("../private")
    (root / "content/p/ls.md").symlink_to("../../private/s.md")
    (root / "content/loop").symlink_to("..")
    build = small(root, {"content/p/a.md": POST})
    assert pages(build) == {"p/a.html", "p/_index.html"}
    assert len(build.warned("unreadable")) == 1


@pytest.mark.parametrize("builder", ["latex", "texinfo", "man", "epub"])
def test_a_link_to_a_page_outside_of_the_book_is_its_words(tmp_path: Path, builder: str) -> None:
    text = '[words](/p/n/) and <a href="/p/n/">more</a> {{< ref "n" >}}'
    files = {
        "content/p/a.md": titled("A", text),
        "content/p/n.md": titled("N", "n", "build: {list: never}\n"),
    }
    build = small(tmp_path / "site", files, builder=builder)
    assert build.warnings == []


def test_catalogs_are_made_of_a_site_without_a_plan(tmp_path: Path) -> None:
    build = small(tmp_path / "site", {"content/p/a.md": POST}, 'title = "Bread"', "gettext")
    catalogs = "".join(path.read_text() for path in build.out.rglob("*.pot"))
    assert 'msgid "Salt."' in catalogs
    assert str(tmp_path) not in catalogs


def test_a_site_without_a_plan_is_built_with_catalogs(tmp_path: Path) -> None:
    files = {"content/p/a.md": POST, "locale/de/LC_MESSAGES/none.po": ""}
    config = 'title = "Bread"\ndefaultContentLanguage = "de"\n'
    conf = f"{MINIMAL}locale_dirs = ['locale']\n"
    build = small(tmp_path / "site", {"conf.py": conf, **files}, config)
    assert "Salt." in build.read("content/p/a.html")


@pytest.mark.parametrize("url", ["/" + "y" * 300 + "/", "/" + "y/" * 3000])
def test_an_address_too_long_for_a_file_is_said(tmp_path: Path, url: str) -> None:
    files = {"content/p/a.md": titled("A", "Salt.", f'url: "{url}"\n')}
    build = small(tmp_path / "site", files)
    assert "p/a.html" in pages(build)
    [warning] = build.warned("hugo_address")
    assert "too long" in warning


@pytest.mark.parametrize("text", ["text\n", "---\n---\ntext\n", "+++\n+++\ntext\n", "{}\ntext\n"])
def test_a_page_without_front_matter_has_the_title_of_its_file(tmp_path: Path, text: str) -> None:
    build = small(tmp_path / "site", {"content/p/no-title.md": text, "content/p/a.md": POST})
    assert build.warnings == []
    assert "<h1>No Title" in build.read("content/p/no-title.html")
    assert "No Title" in build.read("content/p/_index.html")


def test_several_folders_are_mounted_as_content(tmp_path: Path) -> None:
    config = mount("") + '[[module.mounts]]\nsource = "extra"\ntarget = "content"\n'
    files = {
        "content/p/a.md": titled("A", "[to](/p/b/)"),
        "extra/p/b.md": titled("B", "[back](/p/a/)"),
        "extra/p/a.md": SECRET,
    }
    build = small(tmp_path / "site", files, config)
    assert 'href="../../extra/p/b.html"' in build.read("content/p/a.html")
    assert 'href="../../content/p/a.html"' in build.read("extra/p/b.html")
    assert (build.out / "p/b/index.html").is_file()
    assert "Secret" not in build.read("p/a/index.html")


def test_suffixes_of_markdown_are_read_in_any_case(tmp_path: Path) -> None:
    files = {f"content/p/{one}": titled(one[0]) for one in ("a.Md", "b.MARKDOWN", "c.MD")}
    build = small(tmp_path / "site", files)
    assert {"p/a.html", "p/b.html", "p/c.html"} <= pages(build)
