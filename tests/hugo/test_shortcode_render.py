"""Shortcodes become MyST that stays where the call stood, with the source's lines."""

from __future__ import annotations

from textwrap import dedent

import pytest

from sphinx_journey.core.problems import Subtype
from sphinx_journey.hugo.shortcodes.context import Context
from sphinx_journey.hugo.shortcodes.late import LateLink, read_late
from sphinx_journey.hugo.shortcodes.render import render, unknown_problems

CONTEXT = Context(
    "a.md",
    page={"marked": "a_b_", "tags": ["a", 1, True], "author": "Ada", "deep": {"Key": 1.0}},
    site={"Version": "1.2", "author": "Site"},
    directives=frozenset({"tab-set", "dropdown", "mermaid"}),
    media=lambda source: source.replace("/images/", "/static/images/"),
    file=lambda name: None if name.startswith("no") else f"/content/{name}",
    address=lambda target: f"/posts/{target}/",
)


def made(source: str, context: Context = CONTEXT) -> str:
    result = render(dedent(source), context)
    assert result.problems == ()
    return result.text


RENDERED = {
    "a picture": (
        '{{< blog-image src="/images/a b.png" alt="A \\"b\\"" >}}',
        """\
        ```{blog-image} /static/images/a b.png
        :alt: "A \\"b\\""
        ```""",
    ),
    "a figure with all": (
        ('{{< figure src="a.png" title="T" caption="A *b*" link="https://example.org/" '
        'attr="By [c](d)" attrlink="https://example.org/c" width="600" height="20px" class="wide" '
        "loading=lazy >}}"),
        """\
        ```{blog-image} a.png
        :alt: A b
        :width: 600
        :height: 20
        :target: "https://example.org/"
        :credit: By c
        :credit-link: "https://example.org/c"
        :loading: lazy
        :figclass: wide

        **T** A *b*
        ```""",
    ),
    "a picture by position": (
        '{{< image "a.png" "Text" "Caption" >}}',
        "```{blog-image} a.png\n:alt: Text\n\nCaption\n```",
    ),
    "a picture whose link runs something": (
        '{{< figure src="a.png" alt="a" link="javascript:alert(1)" >}}',
        "```{blog-image} a.png\n:alt: a\n```",
    ),
    "a picture in a table": (
        "| a |\n|---|\n| {{< img src=b.png alt=`c|d [e]` >}} |",
        "| a |\n|---|\n| ![c\\|d \\[e\\]](b.png) |",
    ),
    "a picture that is a link of the site": (
        '{{< figure src="a.png" alt="a" link="/b/" >}}',
        '```{blog-image} a.png\n:alt: a\n:target: "journey-hugo:url:/b/"\n```',
    ),
    "a picture in a link": (
        '[{{< img src="a.png" alt="a" >}}](b) c',
        "[![a](a.png)](b) c",
    ),
    "a picture in an element": (
        '<a href="b">{{< img src="/a b.png" alt="<a>" >}}</a>',
        '<a href="b"><img src="journey-hugo:url:/a~20b.png" alt="&lt;a&gt;"></a>',
    ),
    "HTML": (
        '{{< rawhtml >}}\n<p>\n\n    <a href="{{< ref b >}}">c</a>\n</p>\n{{< /rawhtml >}}',
        '```{raw} html\n<p>\n\n    <a href="journey-hugo:ref:b">c</a>\n</p>\n```',
    ),
    "text in a table whose bar is escaped": (
        "| {{< lead >}}a \\| b | c{{< /lead >}} |\n|--|",
        "| a \\| b \\| c |\n|--|",
    ),
    "a picture in a sentence": (
        "a {{< img src=b.png alt=c >}} d",
        "a \n```{blog-image} b.png\n:alt: c\n```\n d",
    ),
    "a picture in a block of HTML": (
        "<div>\n{{< img src=b.png alt=c >}}\n</div>",
        "<div>\n\n```{blog-image} b.png\n:alt: c\n```\n\n</div>",
    ),
    "a notice in an item": (
        """\
        1. a
           {{% notice warning "b `c`" %}}
           - d

             ```sh
             e
             ```
           {{% /notice %}}
        2. f""",
        """\
        1. a
           ~~~{admonition} b `c`
           :class: warning

           - d

             ```sh
             e
             ```
           ~~~
        2. f""",
    ),
    "a notice that is less indented than its item": (
        "1. a\n   {{< notice >}}\nb\n{{< /notice >}}",
        "1. a\n   ```{note}\n   b\n   ```",
    ),
    "a notice in a quotation": (
        "> {{% hint info %}}\n> a\n> {{% /hint %}}\n> b",
        "> ```{note}\n> a\n> ```\n> b",
    ),
    "notices in each other": (
        "{{% note %}}\n{{% tip %}}\n```\na\n```\n{{% /tip %}}\n{{% /note %}}",
        "`````{note}\n````{tip}\n```\na\n```\n````\n`````",
    ),
    "a notice that begins like options": (
        "{{% note %}}\n:a: b\n{{% /note %}}",
        "```{note}\n\n:a: b\n```",
    ),
    "something to unfold": (
        '{{< details summary="More" open=true >}}\na\n{{< /details >}}',
        "```{dropdown} More\n:open:\n\na\n```",
    ),
    "something to unfold, without a title": (
        "{{< details >}}\na\n{{< /details >}}",
        "```{journey-details}\na\n```",
    ),
    "tabs": (
        ('{{< tabs >}}\n    {{% tab "One" %}}\n    - a\n      - b\n    {{% /tab %}}\nlost\n'
        '{{< tab name="Two" >}}c{{< /tab >}}\n{{< /tabs >}}'),
        ("lost\n\n````{tab-set}\n```{tab-item} One\n- a\n  - b\n```\n"
        "```{tab-item} Two\nc\n```\n````"),
    ),
    "tabs of code": (
        '{{< tabpane lang="sh" >}}{{< tab "One" >}}\n*a*\n{{< /tab >}}{{< /tabpane >}}',
        "`````{tab-set}\n````{tab-item} One\n```sh\n*a*\n```\n````\n`````",
    ),
    "code": (
        ('{{< highlight go "linenos=table,hl_lines=1 2-9,linenostart=3" >}}\n*a* {{</* b */>}}\nc\n'
        "{{< /highlight >}}"),
        ("```{code-block} go\n:linenos:\n:lineno-start: 3\n:emphasize-lines: \"1,2\"\n\n"
        "*a* {{< b >}}\nc\n```"),
    ),
    "code, plain": (
        "{{< highlight md >}}\n```\n    a\n```\n{{< /highlight >}}",
        "````md\n```\n    a\n```\n````",
    ),
    "code in a sentence": (
        '| {{< highlight go "hl_inline=true" >}}a `b`{{< /highlight >}} |\n|--|',
        "| `` a `b` `` |\n|--|",
    ),
    "a diagram": (
        "{{< mermaid >}}\ngraph LR\n  a --> b\n{{< /mermaid >}}",
        "```{mermaid}\ngraph LR\n  a --> b\n```",
    ),
    "a formula": ("{{< math >}}\nx_1\n{{< /math >}}", "```{math}\nx_1\n```"),
    "a formula in dollars": ("{{< math >}}$$x_1$$\n{{< /math >}}", "$$x_1$$"),
    "what switches formulas on": ("{{< katex >}}a", "a"),
    "references": (
        '[a]({{< ref "b.md#c" >}}) [d]({{< relref path="/e f" lang="pt" >}}#g)',
        "[a](journey-hugo:ref:b.md~23c) [d](journey-hugo:relref:/e~20f;lang:pt#g)",
    ),
    "a reference to another format": (
        '[a]({{< ref "b" "json" >}}) [a]({{< ref path="b" lang="pt" outputFormat="json" >}})',
        "[a](journey-hugo:ref:b;output:json) [a](journey-hugo:ref:b;lang:pt;output:json)",
    ),
    "a reference by itself": ("{{< relref a >}}", "[](journey-hugo:relref:a)"),
    "a reference in an attribute": (
        "<a href=\"{{< ref `a'\"&b` >}}\">",
        '<a href="journey-hugo:ref:a~27~22~26b">',
    ),
    "parameters": (
        "{{< param author >}} {{< param VERSION >}} {{< param deep.key >}}",
        "Ada 1.2 1",
    ),
    "parameters with markup": (
        "{{< param marked >}} {{% param marked %}} `{{< param marked >}}` {{< param tags >}}",
        r"a\_b\_ a_b_ `a_b_` \[a 1 true\]",
    ),
    "a button": (
        '{{< button href="/a/" >}}Go *on*{{< /button >}} {{< button relref="b" >}}c{{< /button >}}',
        "[Go *on*](journey-hugo:url:/a/) [c](journey-hugo:relref:b)",
    ),
    "a button elsewhere": (
        '{{< button href="https://example.org/(a)" >}}Go{{< /button >}}',
        "[Go](https://example.org/%28a%29)",
    ),
    "a button that runs something": (
        '{{< button href="javascript:a()" >}}Go{{< /button >}}',
        "Go",
    ),
    "a button in HTML": (
        '<td>\n{{< button href="https://example.org/" >}}a & b{{< /button >}}\n</td>',
        '<td>\n<a href="https://example.org/">a &amp; b</a>\n</td>',
    ),
    "videos elsewhere": (
        '{{< youtube a-B >}} {{< youtube id="c" title="D [e]" >}} {{< vimeo 12 >}}',
        ("[YouTube](https://www.youtube.com/watch?v=a-B) "
        "[D \\[e\\]](https://www.youtube.com/watch?v=c) [Vimeo](https://vimeo.com/12)"),
    ),
    "posts elsewhere": (
        '{{< x user="a" id="1" >}} {{< tweet 2 >}} {{< instagram B_c >}} {{< gist d e f.py >}}',
        ("[X: @a](https://x.com/a/status/1) [X](https://x.com/i/status/2) "
        "[Instagram](https://www.instagram.com/p/B_c/) "
        "[f.py](https://gist.github.com/d/e#file-f-py)"),
    ),
    "a video": (
        '{{< video src="/a b.mp4" title="T" loop=true >}}',
        "```{journey-video} /a b.mp4\n:title: T\n:loop:\n```",
    ),
    "a video in a table": (
        "| {{< video a.mp4 >}} |\n|--|",
        "| [a.mp4](journey-hugo:url:a.mp4) |\n|--|",
    ),
    "a file": ('{{% readfile "a.md" %}}', "```{include} /content/a.md\n```"),
    "a file of code": (
        '{{< readfile file="a.py" code="true" lang="python" >}}',
        "```{literalinclude} /content/a.py\n:language: python\n```",
    ),
    "an empty text that is meant": (
        '{{< image src="a.png" alt="" position="center" >}}',
        "```{blog-image} a.png\n:decorative:\n:align: center\n```",
    ),
    "a video that is called a picture": (
        '{{< img src="a.mp4" alt="T" video="true" >}}',
        "```{journey-video} a.mp4\n:title: T\n```",
    ),
    "tabs of code that are Markdown": (
        ("{{< tabpane >}}\n{{< tab header=A />}}\n{{< tab header=B disabled=true />}}"
        "{{< tab header=C >}}\n```sh\nc\n```\n{{< /tab >}}\n{{< /tabpane >}}"),
        (
            "**B**\n\n`````{tab-set}\n```{tab-item} A\nA\n```\n"
            "````{tab-item} C\n```sh\nc\n```\n````\n`````"
        ),
    ),
    "a quotation": (
        '{{< blockquote author="A" link="https://example.org" >}}\nb\n{{< /blockquote >}}\nc',
        "```{epigraph}\nb\n\n-- [A](https://example.org)\n```\nc",
    ),
    "a quotation of nobody": (
        "> {{< quote >}}\n> b\n> {{< /quote >}}\n> c",
        "> > b\n>\n> c",
    ),
    "what is empty": (
        "{{< note A >}}\n{{< details B />}}{{< tip />}}{{< mermaid />}}{{< rawhtml />}}",
        "\n".join(["```{note}", "A", "```", "**B**"]),
    ),
    "a comment": ("a{{% comment %}}b{{% /comment %}}c", "ac"),
    "text of any kind": ("{{< lead >}}\na\n\nb\n{{< /lead >}}", "a\n\nb"),
    "in fenced code": (
        '```\n{{< relref a >}} {{< param version >}} {{< figure src="b" >}} {{< unknown >}}\n```',
        '```\n/posts/a/ 1.2 {{< figure src="b" >}} {{< unknown >}}\n```',
    ),
    "in a code span": ("`{{< param version >}} {{< tip >}}`", "`1.2 {{< tip >}}`"),
    "in a comment": ("<!-- {{< param version >}} -->", "<!-- {{< param version >}} -->"),
    "literal": ("{{</* ref a */>}} {{%/* ref a */%}}", "{{< ref a >}} {{% ref a %}}"),
    "of other languages": ("{{ .Go }} {{ vue }} {% jinja %}", "{{ .Go }} {{ vue }} {% jinja %}"),
}  # fmt: skip


@pytest.mark.parametrize("name", RENDERED)
def test_a_shortcode_becomes(name: str) -> None:
    source, expected = RENDERED[name]
    assert made(source) == dedent(expected)


def test_without_the_extensions_directives_there_are_ones_of_our_own() -> None:
    bare = Context("a.md")
    assert made("{{< details A >}}\nb\n{{< /details >}}", bare).startswith("```{journey-details} A")
    tabs = made("{{< tabs >}}{{< tab A >}}b{{< /tab >}}{{< /tabs >}}", bare)
    assert tabs == "````{journey-tabs}\n```{journey-tab} A\nb\n```\n````"
    assert made("{{< mermaid >}}\na\n{{< /mermaid >}}", bare) == "```text\na\n```"


@pytest.mark.parametrize("mark", ["<>", "%%"])
def test_of_an_unknown_name_the_text_stays_where_it_is(mark: str) -> None:
    begin, end = f"{{{{{mark[0]}", f"{mark[1]}}}}}"
    source = f"- a\n  {begin} cols {end}\n  ### *b*\n\n  {begin} tip {end}c{begin} /tip {end}\n"
    result = render(f"{source}  {begin} /cols {end} d {begin} cols {end}", CONTEXT)
    assert result.text == "- a\n  \n  ### *b*\n\n  ```{tip}\n  c\n  ```\n   d "
    assert result.problems == ()
    assert {name: (seen.count, seen.line) for name, seen in result.unknown.items()} == {
        "cols": (2, 2)
    }


def test_an_unknown_call_without_inner_text_shows_the_argument_that_is_a_text() -> None:
    source = 'a {{< term id="b" text="*c*" >}} d {{< toc >}} {{< icon2 label=e />}}'
    assert render(source, CONTEXT).text == "a *c* d  e"


def test_unknown_names_are_one_problem_each_for_all_pages() -> None:
    pages = {
        "b.md": "{{< zot >}}\n{{< figur >}}",
        "a.md": "\n{{< figur >}}{{< figur >}} `{{< code >}}` <!-- {{< said >}} -->",
    }
    rendered = {path: render(text, Context(path)) for path, text in pages.items()}
    problems = unknown_problems((path, one.unknown) for path, one in rendered.items())
    assert [(str(one.location), one.subtype) for one in problems] == [
        ("a.md:2", Subtype.SHORTCODE), ("b.md:1", Subtype.SHORTCODE),
    ]  # fmt: skip
    assert "'figur', used 3 times" in problems[0].message
    assert "Did you mean 'figure'?" in problems[0].message
    assert "'zot', used 1 time " in problems[1].message


WRONG = {
    "a parameter that nobody has": "{{< param nope >}}",
    "a file that isn't there": '{{< readfile "nope" >}}',
    "a picture without a source": '{{< figure alt="a" >}}',
    "a reference to nothing": "{{< ref >}}",
    "a video of nothing": "{{< youtube >}}",
    "one that must be closed": "{{< details >}}",
    "a notice that isn't closed": "{{< tip >}}",
    "one that can't be read": "{{< figure 'a' >}}",
    "an end of nothing": "{{< /figure >}}",
}


@pytest.mark.parametrize("name", WRONG)
def test_a_mistake_is_one_problem_with_its_line(name: str) -> None:
    result = render(
        f"a\n\nb {WRONG[name]} c\n", Context("x/a.md", file=lambda _: None), first_line=7
    )
    (problem,) = result.problems
    assert str(problem.location) == "x/a.md:9"
    assert problem.subtype is Subtype.SHORTCODE
    assert result.text.startswith("a\n\nb ")
    assert result.text.endswith(" c\n")


def test_each_line_is_that_of_the_source_it_comes_from() -> None:
    source = dedent("""\
        a
        {{< figure src="b.png"
          alt="c" >}}
        d
        {{% note %}}

        e
        {{% /note %}}
        f {{< img src=g.png alt=h >}} i
        j
        """)
    result = render(source, CONTEXT, first_line=4)
    lines = dict(zip(result.text.split("\n"), result.lines, strict=True))
    assert {one: lines[one] for one in ("a", "d", "e", "j", ":alt: c", " i")} == {
        "a": 4, ":alt: c": 5, "d": 7, "e": 10, " i": 12, "j": 13,
    }  # fmt: skip
    assert result.lines == tuple(sorted(result.lines))


def test_a_text_without_shortcodes_is_the_same_object() -> None:
    text = "a {{ b }}\n\nc\n"
    result = render(text, CONTEXT, first_line=3)
    assert result.text is text
    assert result.lines == (3, 4, 5, 6)


@pytest.mark.parametrize(
    "target", ["a", "/a/b.md#c", "ä ö", "a'\"<>&|()[]{}~%23;lang:x", "a\nb", "😀"]
)
def test_a_late_link_says_what_it_was_made_of(target: str) -> None:
    late = LateLink("relref", target, "pt-BR", "json")
    assert read_late(str(late)) == late
    assert read_late(f"{late}#b") == late._replace(fragment="b")
    assert set(str(late)) <= set(
        "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789/._-~:;"
    )


@pytest.mark.parametrize("text", ["", "a", "journey-hugo:", "journey-hugo:nope:a", "https://a/"])
def test_what_is_no_late_link_is_none(text: str) -> None:
    assert read_late(text) is None
