"""What shortcodes become is read by a real MyST and a real Sphinx as it is meant."""

from __future__ import annotations

import io
import re
from textwrap import dedent
from typing import TYPE_CHECKING

import pytest
from bs4 import BeautifulSoup, Tag
from PIL import Image
from support import CONF, Project

from sphinx_journey.hugo.shortcodes.context import Context
from sphinx_journey.hugo.shortcodes.late import LateLink, read_late
from sphinx_journey.hugo.shortcodes.render import Rendered, render

if TYPE_CHECKING:
    from support import Build

CONTEXT = Context(
    "a.md",
    site={"version": "1.2"},
    directives=frozenset({"tab-set", "dropdown"}),
    file=lambda name: name,
)
PAGE = r"""
# Version {{< param version >}}

1. one
   {{< figure src="a.png" alt="A \"b\" # c: d" caption="Of *item* `one`" >}}
   {{% notice warning "With `code`: *all*" %}}
   boxed

   ```sh
   echo {{< param version >}} {{</* param x */>}}
   ```

       {{< param version >}} indented
   {{% /notice %}}
2. {{< tip >}}two{{< /tip >}}
- three

  {{< details >}}
- shallow
  {{< /details >}}

> quoted
> {{< expand "More *here*" >}}
> unfolded **text**
> {{< /expand >}}

| a | b |
|---|---|
| {{< img src=a.png alt="p|q" >}} | {{< button href="https://example.org/" >}}Go{{< /button >}} |

{{< tabs >}}
    {{< tab "First" >}}
    in the first

    - an item
    {{< /tab >}}
    {{% tab name="Second" %}}
    in {{< note >}}a box{{< /note >}}
    {{% /tab %}}
{{< /tabs >}}

before {{< figure src="a.png" alt="between" >}} after

{{< highlight python "linenos=table,hl_lines=1-2,linenostart=3" >}}
def literal():
    return "*{{</* x */>}}*"
{{< /highlight >}}

<div class="mine">
{{< figure src="a.png" alt="in HTML" >}}
</div>

{{< math >}}
x_1
{{< /math >}}

{{< unknown >}}
## Heading within

*kept*
{{< /unknown >}}

{{< youtube id="abc" title="A [b] *c*" >}}
{{< highlight text "hl_inline=true" >}}a `b`{{< /highlight >}}

{{< tip />}}{{< notice warning >}}{{< /notice >}}{{< details A />}}{{< mermaid />}}{{< rawhtml />}}

{{< tabs >}}{{< tab B />}}{{< /tabs >}}

{{< blockquote author="Ada" >}}
quoted by
{{< /blockquote >}}
not quoted

{{% note %}}
{{% tip %}}
{{% warning %}}
deepest
{{% /warning %}}
{{% /tip %}}
{{% /note %}}

{{% readfile "part.txt" %}}
{{< readfile file="code.py" code=true lang=python >}}
"""


def made(project: Project, rendered: Rendered) -> Project:
    picture = io.BytesIO()
    Image.new("RGB", (60, 30), (200, 80, 40)).save(picture, "PNG")
    return project.write(
        {
            "conf.py": CONF.replace('"sphinx_journey"', '"sphinx_journey", "sphinx_design"')
            + 'exclude_patterns = ["part.txt"]\n',
            "a.png": picture.getvalue(),
            "part.txt": "from a *file*\n",
            "code.py": "answer = 42\n",
            "index.md": rendered.text,
        }
    )


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> Project:
    with_details = PAGE.replace("{{< details >}}", '{{< details "Open" >}}')
    rendered = render(with_details, CONTEXT)
    assert rendered.problems == ()
    return made(Project(tmp_path_factory.mktemp("myst")), rendered)


@pytest.fixture(scope="module")
def html(page: Project) -> Tag:
    build = page.build()
    assert build.warnings == []
    main = BeautifulSoup(build.read("index.html"), "html.parser").select_one("[role=main]")
    assert main is not None
    return main


@pytest.mark.parametrize("builder", ["latex", "epub", "text"])
def test_every_builder_takes_it_without_a_warning(page: Project, builder: str) -> None:
    build = page.build(builder)
    assert build.warnings == []
    if builder == "text":
        text = build.read("index.txt")
        for word in ("Version 1.2", "boxed", "unfolded", "in the first", "a box", "deepest"):
            assert word in text
        assert re.findall(r"\{\{.*?\}\}", text) == ["{{< param x >}}", "{{< x >}}"]


STANDS = {
    "figure in its item": "ol > li figure img[alt='A \"b\" # c: d']",
    "caption with markup": "ol > li figcaption em",
    "box in its item": "ol > li .admonition.warning",
    "code in a box's title": ".admonition.warning > .admonition-title code",
    "code in a box": ".admonition.warning pre",
    "tip in its item": "ol > li .admonition.tip",
    "fold in its item, which is indented less": "ul > li details",
    "fold in its quotation": "blockquote details strong",
    "picture in its cell": "td img[alt='p|q']",
    "link in its cell": "td a[href='https://example.org/']",
    "list in its tab": ".sd-tab-set .sd-tab-content ul li",
    "box in its tab": ".sd-tab-set .sd-tab-content .admonition.note",
    "figure between words": "figure img[alt='between']",
    "code with lines marked": "div.highlight-python .hll",
    "figure in a block of HTML": "div.mine figure img[alt='in HTML']",
    "author of a quotation": "blockquote .attribution",
    "text after a quotation": "section > p:-soup-contains('not quoted')",
    "formula": "div.math",
    "heading within an unknown one": "section > h2",
    "link to a video": "a[href='https://www.youtube.com/watch?v=abc']",
    "boxes in each other": ".admonition.note .admonition.tip .admonition.warning p",
}


@pytest.mark.parametrize("name", STANDS)
def test_it_stands_in_html_where_it_stood(html: Tag, name: str) -> None:
    assert html.select(STANDS[name])


def test_text_around_and_in_code_is_kept(html: Tag) -> None:
    text = html.get_text()
    assert "echo 1.2 {{< param x >}}" in text
    assert "1.2 indented" in text
    assert 'return "*{{< x >}}*"' in text
    assert "before" in text
    assert "after" in text
    assert "from a file" in text
    assert "answer = 42" in text
    assert "A [b] *c*" in text
    assert "a `b`" in [code.get_text() for code in html.select("code")]


def test_warnings_point_at_the_lines_of_the_source(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    # `{nope}` is a role that isn't there: MyST warns of each, at the line it takes it to be in.
    source = dedent("""\
        # A

        {{< figure src="a.png"
          alt="b" caption="{nope}`caption`" >}}
        {nope}`after a figure`

        1. a
           {{% notice tip "T" %}}

           - b

             {nope}`in a box of an item`
           {{% /notice %}}

        > {{< expand "A" >}}
        > {nope}`in a quotation`
        > {{< /expand >}}

        {{< tabs >}}
            {{< tab A >}}

            {nope}`in a tab`
            {{< /tab >}}
        {{< /tabs >}}
        {{< unknown >}}
        {nope}`in an unknown one`
        {{< /unknown >}}

        a {{< img src=a.png alt=b >}} {nope}`in a broken line`

        {nope}`at the end`
        """)
    rendered = render(source, CONTEXT)
    build = made(Project(tmp_path_factory.mktemp("lines")), rendered).build()
    text = rendered.text.split("\n")
    seen = {}
    for warning in build.warnings:
        line = int(re.findall(r"index\.md:(\d+): WARNING: Unknown interpreted", warning)[0])
        name = re.findall(r"`([^`]*)`", text[line - 1])[0]
        seen[name] = rendered.lines[line - 1]
    wanted = {
        name: number
        for number, line in enumerate(source.split("\n"), 1)
        for name in re.findall(r"\{nope\}`([^`]*)`", line)
    }
    # A call's caption is in the line in which the call begins.
    assert seen == wanted | {"caption": 3}


def test_late_links_reach_what_resolves_them(tmp_path_factory: pytest.TempPathFactory) -> None:
    target = 'pösts/it\'s "(a)|[b]" & <c>.md#d e'
    quoted = f"`{target}`"
    source = dedent(f"""\
        # A

        [one]({{{{< ref {quoted} >}}}} "Title") and {{{{< relref {quoted} >}}}}

        | a |
        |---|
        | [two]({{{{< relref path={quoted} lang="pt" >}}}}#e) |

        [three]

        <a href="{{{{< relref {quoted} >}}}}#e">four</a>

        [three]: {{{{< ref {quoted} >}}}}
        """)
    rendered = render(source, CONTEXT)
    build: Build = made(Project(tmp_path_factory.mktemp("late")), rendered).build()
    found = [re.findall(r"target not found: '([^']*)'", one) for one in build.warnings]
    ref, relref = LateLink("ref", target), LateLink("relref", target)
    assert [read_late(one) for [one] in found] == [
        ref, relref, relref._replace(language="pt", fragment="e"), ref,
    ]  # fmt: skip
    raw = BeautifulSoup(build.read("index.html"), "html.parser").find("a", string="four")
    assert isinstance(raw, Tag)
    assert read_late(str(raw["href"])) == relref._replace(fragment="e")
