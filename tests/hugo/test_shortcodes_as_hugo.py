"""The tree of shortcodes is Hugo's: a page with every construct, read by both."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from sphinx_journey.hugo.shortcodes.tree import parse
from sphinx_journey.hugo.shortcodes.values import Text, as_text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sphinx_journey.hugo.shortcodes.values import Node

HUGO = Path(sys.executable).with_name("hugo")
SAYS = '{{ jsonify (dict "name" .Name "params" .Params "inner" %s) | safeHTML }}'
TEMPLATES = {
    "void": f"⟦{SAYS % 'false'}⟧",
    "box": f"⟦{SAYS % '(.Inner | string)'}⟧",
    "other": f"⟦{SAYS % '(.Inner | string)'}⟧",
    "a-b/c_d": f"⟦{SAYS % '(.Inner | string)'}⟧",
    "über": f"⟦{SAYS % 'false'}⟧",
}
CONSTRUCTS = {
    "no blank": "{{<void>}} {{%void%}} {{<   void   >}} {{<void\t>}}",
    "any case": "{{< VOID 1 >}} {{< Box >}}x{{< /Box >}}",
    "names": "{{< a-b/c_d >}}x{{< /a-b/c_d >}} {{< über >}}",
    "bare": "{{< void a -b c-d _e é.f 2021-01-02 -ziL-Q_45 >}}",
    "typed": '{{< void 7 -2 007 2.5 -.5 true false "1" "true" 1_000 1e3 1. >}}',
    "typed, named": '{{< void a=+3 b=.5 >}}',
    "huge": "{{< void 12345678901234567890 >}}",
    "quoted": r'{{< void "a b" "c=d" "" "/>}}" "{{< void >}}" >}}',
    "adjacent": '{{< void "a""b"c >}} {{< void a="b"c="d" >}}',
    "escaped": r'{{< void "a \"b\" c" "d\e" "f\\g \"h\"" >}}',
    "backslashes": r'{{< void "a\nb" x >}} {{< void \ a >}}',
    "escaped from outside": r"{{< void \"a b\" >}} {{< void n=\"a b\" >}}",
    "raw": "{{< void `a \"b\" \\ c` `d\ne` >}}",
    "named": '{{< void a="1" b=2 c=`3` d-e="4" f.g=true >}}',
    "named, spaced": '{{< void a = "1" b = 2 >}} {{< void a=\n"1" >}}',
    "named, twice": '{{< void a="1" a="2" >}}',
    "unquoted": "{{< void href=https://example.org/?q=1&r#s t=/a/b >}} {{< void a==b >}}",
    "no name": "{{< void =b >}}",
    "several lines": '{{< void\n  a="1"\n\n  b="2"\n>}}',
    "form feed": "{{< void\fa >}}",
    "self-closing": '{{< box />}} {{< box / >}} {{< box "a"/>}} {{< box a="b" />}} {{< box 1/>}}',
    "closed": "{{< box >}}x{{< /box >}} {{% box %}}y{{% /box %}} {{< box >}}{{< /box >}}",
    "blanks in ends": "{{< box >}}x{{< /  box  >}} {{< box >}}x{{</box>}}",
    "a line's end in an end": "{{< box >}}x{{< /box\n>}}",
    "delimiters mixed": "{{< box >}}x{{% /box %}} {{% box %}}x{{< /box >}}",
    "nested": "{{< box >}}a{{< other 1 >}}b{{< void 2 >}}c{{< /other >}}d{{< /box >}}",
    "nested, same name": "{{< box 1 >}}a{{< box 2 >}}b{{< /box >}}c{{< box 3 />}}d{{< /box >}}",
    "nested, Markdown": "{{< box >}}a{{% other %}}b{{% /other %}}c{{< /box >}}",
    "ends in the wrong order": "{{< box >}}a{{< other >}}b{{< /box >}}c{{< /other >}}",
    "literal": '{{</* void */>}} {{%/* void */%}} {{</* void "**/*.pdf" */>}} {{</* a\nb */>}}',
    "literal in a call": "{{< box >}}{{</* void */>}}{{< /box >}}",
    "braces": "{{{< void >}}} {{{{< void >}}}} {{ < void >}} {{ .Go }} {{- x -}} {% y %} {{",
    "code": "`{{< void >}}`\n\n    {{< void >}}\n",
    "fenced code": "```\n{{< void >}}\n{{% void %}}\n{{</* void */>}}\n```",
    "comment": "<!-- {{< void >}} -->",
    "heading and table": "# {{< void >}}\n\n| {{< void >}} |\n|--|",
    "targets": '- [a]({{< void >}}) <a href="{{< void >}}">',
    "carriage returns": "{{< void\r\na >}}\r\n{{< box >}}\r\nx\r\n{{< /box >}}",
    "inline": "{{< t.inline >}}never{{< /t.inline >}}",
}  # fmt: skip
PAGE = "\n@@\n".join(CONSTRUCTS.values()) + "\n"
VOID = {"void", "über"}
Said = list[Any]


def said(text: str) -> Said:
    """Return what Hugo has printed: texts, and a dictionary for each call."""
    found: Said = []
    while text:
        before, opened, text = text.partition("⟦")
        found += [before] if before else []
        if opened:
            call, end = json.JSONDecoder().raw_decode(text)
            call["inner"] = said(call["inner"]) if call["inner"] is not False else False
            found.append(call)
            text = text[end:].removeprefix("⟧")
    return found


def ours(nodes: Sequence[Node]) -> Said:
    """Return the tree in the form of :func:`said`."""
    found: Said = []
    for one in nodes:
        if isinstance(one, Text):
            if found and isinstance(found[-1], str):
                found[-1] += one.text
            else:
                found.append(one.text)
        elif not one.name.endswith(".inline"):
            name = one.name.lower()
            inner: Said | bool = False if name in VOID else ours(one.inner or ())
            params: object = dict(one.named) if one.named else list(one.args) or None
            found.append({"name": name, "params": params, "inner": inner})
    return found


def lowered(said: Said) -> Said:
    return [
        one
        if isinstance(one, str)
        else one | {"name": one["name"].lower(), "inner": one["inner"] and lowered(one["inner"])}
        for one in said
    ]


@pytest.fixture(scope="module")
def of_hugo(tmp_path_factory: pytest.TempPathFactory) -> list[Said]:
    """What real Hugo makes of the page, for each construct."""
    site = tmp_path_factory.mktemp("hugo")
    files = {
        "hugo.toml": 'baseURL = "https://example.org/"\ndisableKinds = ["home", "section", '
        '"taxonomy", "term", "rss", "sitemap", "404"]\n',
        "layouts/_default/single.html": "{{ jsonify (.RenderShortcodes | string) | safeHTML }}",
        "content/a.md": f"---\ntitle: a\n---\n{PAGE}",
    }
    files |= {f"layouts/_shortcodes/{name}.html": text for name, text in TEMPLATES.items()}
    for name, text in files.items():
        path = site / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="")
    ran = subprocess.run(
        [HUGO, "--source", site], capture_output=True, text=True, check=False, timeout=120
    )
    assert ran.returncode == 0, ran.stdout + ran.stderr
    printed = json.loads((site / "public/a/index.html").read_text(encoding="utf-8"))
    return [lowered(said(one)) for one in printed.removesuffix("\n").split("\n@@\n")]


def test_every_construct_is_read_as_hugo_reads_it(of_hugo: list[Said]) -> None:
    assert len(of_hugo) == len(CONSTRUCTS)
    wrong = {}
    for (name, source), theirs in zip(CONSTRUCTS.items(), of_hugo, strict=True):
        nodes, faults = parse(source, never_closed=VOID.__contains__)
        mine = json.loads(json.dumps(ours(nodes)))
        if faults or mine != theirs:
            wrong[name] = (mine, theirs, faults)
    assert wrong == {}


def test_the_whole_page_is_the_sum_of_its_parts(of_hugo: list[Said]) -> None:
    nodes, faults = parse(PAGE, never_closed=VOID.__contains__)
    calls = [one for one in ours(nodes) if not isinstance(one, str)]
    assert faults == []
    theirs = [one for said in of_hugo for one in said if not isinstance(one, str)]
    assert json.loads(json.dumps(calls)) == theirs


def test_values_are_printed_as_hugo_prints_them() -> None:
    assert [as_text(one) for one in (True, False, 3, 2.5, 3.0, "x")] == [
        "true", "false", "3", "2.5", "3", "x",
    ]  # fmt: skip
