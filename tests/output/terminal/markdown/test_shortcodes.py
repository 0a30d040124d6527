"""Tags of site generators: what a reader should see of them is drawn, the rest is not, and code stays as it is."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clipper.output.terminal.markdown.shortcodes import Shortcodes
from tests.effort import bounded
from tests.output.terminal.markdown.pages import text_of


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (
            '{{< figure src="a.jpg" title="A map" class="wide" >}}',
            "[image: A map][1]\n\n[1] a.jpg",
        ),
        ("{{< youtube w7Ft2ymGmfc >}} and {{% note %}}\nText\n{{% /note %}}", "[youtube: w7Ft2ymGmfc] and [note] Text"),
        ("{{< figure\n  src='a.jpg'\n  caption='Over lines'\n>}}", "[image: Over lines][1]\n\n[1] a.jpg"),
        ("{{</* figure */>}}", "{{< figure >}}"),
        ("{{/* a comment */}}text", "text"),
        ("{% include toc.html %}\ntext", "[include: toc.html]\n\ntext"),
        ("{% if a %}\ntext\n{% endif %}\nmore", "text more"),
        ("{% comment %}not *this*{% endcomment %}text", "text"),
        ("{% raw %}{% x %}{% endraw %}", "{% x %}"),
        ("- **<!--news-->****News:** text `**<!---->**`", " • News: text **<!---->**"),
        ("{{ page.title }} is {{ site.a | b }}", "{{ page.title }} is {{ site.a | b }}"),
        ("{% highlight ruby %}\nputs '*'\n{% endhighlight %}\ntext", "  puts '*'\n\ntext"),
        ("{{< highlight go >}}\nx := 1\n{{< /highlight >}}", "  x := 1"),
        ('[a]({{< relref "b.md" >}}) [c]({{ site.baseurl }}/d)', "a[1] c[2]\n\n[1] b.md\n[2] /d"),
        ("<img src='{{ \"/a.png\" | relative_url }}' alt=x>", "[image: x][1]\n\n[1] /a.png"),
        (
            "text\n{: .lead}\n\n* a\n{:.list}\n\n# Head {#head}\n\n[a](b){:target='_blank'}",
            "text\n\n • a\n\nHead\n\na[1]\n\n[1] b",
        ),
        ("a {: x } {a: b} {:a => 1} ${x} {#}", "a {: x } {a: b} {:a => 1} ${x} {#}"),
        ("```\n{{< x >}}\n{: .a}\n{% if %}\n```\n`{% raw %}`", "  {{< x >}}\n  {: .a}\n  {% if %}\n\n{% raw %}"),
        ("\ue0000\ue001 {% if %}", "\ue0000\ue001 {% if %}"),
        ("{% unclosed\n\ntext {{ a", "{% unclosed\n\ntext {{ a"),
    ],
)
def test_shortcodes(body: str, expected: str) -> None:
    assert text_of(body) == expected


def test_long_texts_in_an_include_are_read_as_markdown() -> None:
    shown = text_of(
        f'{{% include qa.html q="Is *this* {"long " * 40}?" a="See [it](https://e.com)." %}}\n\n[name][gone]'
    )
    assert shown.startswith("[include: qa.html]\n\nIs this long long")
    assert "\n\nSee it[1].\n\nname\n" in shown


@given(
    st.lists(st.sampled_from(["{{", "}}", "{%", "%}", "{{<", ">}}", "{:", "}", " a ", "\n", "x=", '"', "\ue000", "1"]))
)
def test_what_is_put_aside_can_be_restored(parts: list[str]) -> None:
    source = "".join(parts)
    shortcodes = Shortcodes(source)
    assert shortcodes.restore(shortcodes.text) == source


@pytest.mark.parametrize(
    "body", ["{%" * 128_000, "{% a %}" * 36_000, "{% a " * 50_000 + "%}", "{:." * 80_000, "){a=" * 60_000]
)
def test_many_tags_take_no_long_time(body: str) -> None:
    with bounded(5):
        Shortcodes(body)
    with bounded(5):
        text_of(body)
