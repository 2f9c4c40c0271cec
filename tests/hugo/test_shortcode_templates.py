"""``journey_shortcodes``: a project's templates, in a sandbox."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from sphinx_journey.hugo.shortcodes.context import Context
from sphinx_journey.hugo.shortcodes.render import render

if TYPE_CHECKING:
    from sphinx_journey.hugo.shortcodes.render import Rendered


def rendered(template: str, source: str, name: str = "mine") -> Rendered:
    context = Context(
        "a.md", page={"title": "T"}, site={"version": "2"}, templates={name: template}
    )
    return render(source, context)


@pytest.mark.parametrize(
    ("template", "source", "expected"),
    [
        ("<kbd>{{ args[0]|e }}</kbd>", 'a {{< mine "<b>" >}} c', "a <kbd>&lt;b&gt;</kbd> c"),
        ("{{ named.a }}{{ kwargs['b-c'] }}", "{{< mine a=1 b-c=x >}}", "1x"),
        ("**{{ inner }}**", "{{< mine >}}{{< param version >}}{{< /mine >}}", "**2**"),
        ("{{ raw }}", "{{< mine >}}{{< param version >}}{{< /mine >}}", "{{< param version >}}"),
        ("{{ page.title }} {{ site.version }} {{ name }}", "{{< mine >}}", "T 2 mine"),
        ("```{note}\n{{ inner }}\n```", "- {{< mine >}}a{{< /mine >}}", "- ```{note}\n  a\n  ```"),
        ("{{ args[0] }}", "| {{< mine `a|b` >}} |\n|--|", "| a\\|b |\n|--|"),
        ("x", "`{{< mine >}}` <!-- {{< mine >}} -->", "`x` <!-- {{< mine >}} -->"),
        ("\na\n", "{{< MINE >}}", "a"),
    ],
)
def test_a_template_makes_markdown_of_a_call(template: str, source: str, expected: str) -> None:
    result = rendered(template, source)
    assert (result.text, result.problems, result.unknown) == (expected, (), {})


def test_a_template_of_the_project_wins_over_what_is_built_in() -> None:
    result = rendered("{{ inner }}!", "{{< youtube >}}a{{< /youtube >}}", "YouTube")
    assert result.text == "a!"


FAILING = {
    "a mistake in it": "{% if %}",
    "a name that isn't there": "{{ nope.x }}",
    "a wrong type": "{{ 1 + args }}",
    "a division": "{{ 1 // 0 }}",
    "an endless macro": "{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}",
    "a long loop": "{% for i in range(10000000) %}x{% endfor %}",
    "a long output": "{% for i in range(999) %}{% for j in range(999) %}xx{% endfor %}{% endfor %}",
    "a huge text": "{{ 'x' * 1000000000 }}",
    "a huge number": "{{ 99999 ** 9999999 }}",
    "Python's insides": "{{ ''.__class__.__mro__[1].__subclasses__() }}",
    "a change of the page": "{{ page.update({'a': 1}) }}",
    "another template": "{% include 'x' %}",
}


@pytest.mark.parametrize("name", FAILING)
def test_a_template_that_fails_is_one_problem_and_the_inner_text(name: str) -> None:
    result = rendered(FAILING[name], "\na {{< mine >}}*b*{{< /mine >}} c")
    (problem,) = result.problems
    assert str(problem.location) == "a.md:2"
    assert "'mine'" in problem.message
    assert result.text == "\na *b* c"
