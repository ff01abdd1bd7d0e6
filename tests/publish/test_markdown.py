"""The pages' dialect as the publisher reads it, in generated pages and in those written by hand."""

from __future__ import annotations

import time

import pytest

from tests.rendering import render, tree


@pytest.mark.parametrize(
    ("markdown", "html"),
    [
        ("[a]{#x .b .c lang=ru}", '<p><span class="b c" id="x" lang="ru">a</span></p>'),
        ("[a]{.mark} [b]{.mark .m #y}", '<p><mark>a</mark> <mark class="m" id="y">b</mark></p>'),
        ("[]{#x}a[]{.br}b", '<p><span id="x"></span>a<br />\nb</p>'),
        ("[a](b.html){#x .person}", '<p><a class="person" href="b.html" id="x">a</a></p>'),
        ("[a](b.html){.person .again}", '<p><span class="person again" data-href="b.html">a</span></p>'),
        ("[a [b](c.html){.d} e]{.s} f", '<p><span class="s">a <a class="d" href="c.html">b</a> e</span> f</p>'),
        ("[a *b* [c]{.mark} `d`]{.s}",
         '<p><span class="s">a <em>b</em> <mark>c</mark> <code>d</code></span></p>'),
        ("*[a]{.s} [b]{.s}*", '<p><em><span class="s">a</span> <span class="s">b</span></em></p>'),
        ("[a ![b](c.png) d]{.s}", '<p><span class="s">a <img alt="b" src="c.png" /> d</span></p>'),
        ("## A b {#c}", '<h2 id="c">A b</h2>'),
        ("[a](b.md) [c][d] [e]\n\n[d]: f.md", '<p><a href="b.md">a</a> <a href="f.md">c</a> [e]</p>'),
        ('[a](https://b.org "c")', '<p><a href="https://b.org" rel="noopener noreferrer" title="c">a</a></p>'),
        ("`[a]{.s}` \\[a]{.s}", "<p><code>[a]{.s}</code> [a]{.s}</p>"),
        ("[a]{onclick=b} [c]{.d", "<p>[a]{onclick=b} [c]{.d</p>"),
        ("![a](https://b.org/c.png)", '<p><img alt="a" /></p>'),
        ("![a](data:image/svg+xml,x)", '<p><img alt="a" /></p>'),
        ("[a](javascript:b) [c](&#106;avascript:d){.e}", '<p><a>a</a> <a class="e">c</a></p>'),
        ("a <b onclick=c>d</b><!-- e -->", "<p>a &lt;b onclick=c&gt;d&lt;/b&gt;&lt;!-- e --&gt;</p>"),
        ("5. a\n6. b", '<ol start="5">\n<li>a</li>\n<li>b</li>\n</ol>'),
        ("- a\n\n<!-- -->\n\n- b", "<ul>\n<li>a</li>\n</ul>\n<ul>\n<li>b</li>\n</ul>"),
        ("::: code\n&lt;a&gt; *b*&#10; [c]{.d}\n:::",
         "<pre><code>&lt;a&gt; *b*&#10; [c]{.d}\n</code></pre>"),
        ("::: a\nb\n:::", '<div class="a">\n<p>b</p>\n</div>'),
        ("::: {.a #b dir=rtl}\n\n::: c\n\nd\n\n:::\n\ne\n\n:::\n\nf",
         '<div class="a" dir="rtl" id="b">\n<div class="c">\n<p>d</p>\n</div>\n<p>e</p>\n</div>\n<p>f</p>'),
        ("::: a\n\nb\n\n> ::: c\n>\n> d", '<div class="a">\n<p>b</p>\n<blockquote>\n<div class="c">\n'
         "<p>d</p>\n</div>\n</blockquote>\n</div>"),
        ("a\n\n:::\n\nb", "<p>a</p>\n<p>b</p>"),
        ("::: a b", "<p>::: a b</p>"),
        ("```python\na < b\n```", '<pre><code class="language-python">a &lt; b\n</code></pre>'),
    ],
)  # fmt: skip
def test_the_dialect(markdown: str, html: str) -> None:
    assert render(markdown) == html


def test_table_cells_have_classes_for_their_alignment() -> None:
    cells = tree(render("| a | b |\n| --- | ---: |\n| 1 | 2 |")).xpath("//th | //td")
    assert [dict(cell.attrib) for cell in cells] == [{}, {"class": "right"}, {}, {"class": "right"}]


@pytest.mark.parametrize("piece", ["[", "]", "[]", "[a](", "[a]{", "![", "[[a]{.b}"])
def test_unclosed_brackets_take_no_exponential_time(piece: str) -> None:
    started = time.process_time()
    render(piece * 200)
    assert time.process_time() - started < 3
