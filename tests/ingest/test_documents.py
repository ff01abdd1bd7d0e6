"""One document of each format and the article it becomes: `documents/NAME.expected`, to be read beside its source."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest

from generator.ingest.draft import Claims
from generator.ingest.images import Neighbours
from generator.ingest.reading import read_article
from generator.model import Article
from generator.settings import Limits
from tests.ingest import making
from tests.ingest.making import paragraph
from tests.ingest.test_golden import shown

EXPECTED = Path(__file__).parent / "documents"

DOCX = making.docx(
    paragraph("The Harbour Treaty", "Title")
    + paragraph("The two ports signed on 4 May 1921", inside='<w:r><w:footnoteReference w:id="2"/></w:r>')
    + paragraph("What it says", "heading1")
    + paragraph("Ships of both ports pay ")
    + '<w:p><w:r><w:t xml:space="preserve">no dues, </w:t></w:r><w:r><w:rPr><w:b/></w:rPr><w:t>without exception</w:t>'
    '</w:r><w:r><w:t xml:space="preserve">, as </w:t></w:r><w:hyperlink r:id="site"><w:r><w:t>its text</w:t></w:r>'
    '</w:hyperlink><w:r><w:t xml:space="preserve"> says, and not </w:t></w:r><w:hyperlink r:id="script"><w:r>'
    "<w:t>this</w:t></w:r></w:hyperlink><w:r><w:t>.</w:t></w:r></w:p>"
    + "".join(
        f'<w:p><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="{kind}"/></w:numPr></w:pPr><w:r><w:t>{said}</w:t>'
        "</w:r></w:p>"
        for kind, said in ((1, "salt"), (1, "timber"), (2, "first the pilots"), (2, "then the crews"))
    )
    + paragraph("A harbour is a promise.", "Quote")
    + "<w:tbl>"
    + "".join(
        "<w:tr>" + "".join(f"<w:tc>{paragraph(cell)}</w:tc>" for cell in row) + "</w:tr>"
        for row in (("Port", "Ships"), ("North", "12"), ("South | East", "7"))
    )
    + "</w:tbl>"
    + paragraph("*Not emphasis*, &lt;script&gt;alert(1)&lt;/script&gt;, [no](javascript:alert(1)) link."),
    notes=f'<w:footnote w:id="2">{paragraph("By the older calendar.")}</w:footnote>',
    title="Microsoft Word - Document1",
)

ODT = making.odt(
    '<text:p text:style-name="Title">The Lighthouse Keepers</text:p>'
    "<text:tracked-changes><text:changed-region><text:deletion><text:p>struck out</text:p></text:deletion>"
    "</text:changed-region></text:tracked-changes>"
    '<text:h text:outline-level="2">Who they were</text:h>'
    '<text:p>Three <text:span text:style-name="T1">keepers</text:span><text:s text:c="3"/>took turns'
    '<text:note text:note-class="footnote"><text:note-citation>1</text:note-citation><text:note-body><text:p>From 1840 '
    'on.</text:p></text:note-body></text:note>; see <text:a xlink:href="https://lights.example/log">the log</text:a>'
    "<office:annotation><text:p>a remark in the margin</text:p></office:annotation>.</text:p>"
    '<text:list text:style-name="L1"><text:list-item><text:p>trim the wick</text:p></text:list-item>'
    "<text:list-item><text:p>wind the clock</text:p><text:list><text:list-item><text:p>every four hours</text:p>"
    "</text:list-item></text:list></text:list-item></text:list>"
    '<text:p text:style-name="Quotations">Never let it go out.</text:p>'
    "<table:table><table:table-header-rows><table:table-row><table:table-cell><text:p>Year</text:p></table:table-cell>"
    "<table:table-cell><text:p>Wrecks</text:p></table:table-cell></table:table-row></table:table-header-rows>"
    "<table:table-row><table:table-cell><text:p>1840</text:p></table:table-cell><table:table-cell><text:p>2</text:p>"
    '</table:table-cell><table:table-cell table:number-columns-repeated="16000"/></table:table-row></table:table>'
    "<text:p>Beside the door<draw:frame><draw:text-box><text:p>A plate says: keep right.</text:p></draw:text-box>"
    '</draw:frame><draw:frame><draw:image xlink:href="Pictures/a.png"/></draw:frame> hung a bell.</text:p>',
    title="The log of the lighthouse",
)

RTF = rb"""{\rtf1\ansi\ansicpg1252\deff0\uc1{\fonttbl{\f0\fnil\fcharset0 Arial;}{\f1\fnil\fcharset204 Arial Cyr;}}
{\stylesheet{\s0 Normal;}{\s1\b heading 1;}}{\info{\title A visit to the caf\'e9}{\author somebody}}
{\header page head}\pard\s1 The Caf\'e9 Letters\par
\pard The letters were found \endash  all {\f1 \'f1\'f2\'ee} of them \endash  in \u8364?uro
 tins{\super\chftn{\footnote\pard\chftn  Three are lost.}}.\par
See {\field{\*\fldinst{HYPERLINK "https://letters.example/1"}}{\fldrslt{\ul the first}}} and
 {\field{\*\fldinst{HYPERLINK "javascript:alert(1)"}}{\fldrslt the second}}.\par
{\listtext\'b7\tab}tins\par
{\listtext\'b7\tab}ribbons\par
{\listtext 3.\tab}a third thing\par
\trowd\cellx100\cellx200\pard\intbl Year\cell Letters\cell\row
\trowd\cellx100\cellx200\pard\intbl 1911\cell 4 | 5\cell\row
\pard{\pict\pngblip\bin9 }}{{\par\'}The last line stands alone.\par
}"""

EPUB = making.epub(
    (
        "<h1>The Ferry</h1><p>It crossed at &mdash; dawn&nbsp;<em>twice</em>.</p><script>alert(1)</script>"
        '<p>See <a href="chapter-1.xhtml">the next</a> and <a href="https://ferries.example">more</a>.'
        '<img src="boat.jpg" alt="a boat"/></p>',
        "<h2>The Bridge</h2><blockquote><p>It ended the ferry.</p></blockquote><ul><li>stone</li><li>iron</li></ul>"
        '<table><tr><th>Year</th><th>Toll</th></tr><tr><td>1890</td><td>2</td></tr></table><a id="end"/>'
        "<p>So it ended.</p>",
    ),
    metadata="<!-- made by hand --><dc:title>The Ferry and the Bridge</dc:title><dc:creator>Ada Lind</dc:creator>"
    "<dc:creator>Per Holm</dc:creator><dc:date>1991-03-02</dc:date><dc:language>en</dc:language>"
    "<dc:publisher>Quay Press</dc:publisher><dc:rights>CC BY 4.0</dc:rights>",
)

PDF = making.pdf(
    [
        [
            (72, 800, 9, "Annals of the Coast 7"),
            (72, 740, 20, "The Tide Tables"),
            (72, 700, 11, "The tables were printed every year in the town on the estuary, where a clerk copied the"),
            (72, 686, 11, "heights of the water from the gauge by the old mole, in winter and in summer, by lamp-"),
            (72, 672, 11, "light."),
            (72, 640, 14, "How they were made"),
            (72, 615, 11, "The clerk rose at four. He read the gauge and he wrote its number into a book that no one"),
            (300, 40, 9, "1"),
        ],
        [
            (72, 800, 9, "Annals of the Coast 7"),
            (72, 740, 11, "else was allowed to open, until the printer came for it in the week before Christmas each"),
            (72, 726, 11, "year."),
            (72, 700, 11, "He died in 1902."),
            (300, 40, 9, "2"),
        ],
        [(72, 800, 9, "Annals of the Coast 7"), (72, 740, 11, "The gauge is still there."), (300, 40, 9, "3")],
    ],
    title="untitled.indd",
)

EML = b"""\
Received: from mail.example by list.example; Mon, 3 Jun 2019 09:00:00 +0000
From: =?utf-8?q?Ma=C3=AFa_Orts?= <maia@press.example>
To: list@list.example
Subject: =?utf-8?b?VGhlIGZlcnJ5IHJ1bnMgYWdhaW4g4oCT?= after ten years
Date: Mon, 3 Jun 2019 23:30:00 -0700
MIME-Version: 1.0
Content-Type: multipart/mixed; boundary="edge"

--edge
Content-Type: multipart/alternative; boundary="inner"

--inner
Content-Type: text/plain; charset=iso-8859-1
Content-Transfer-Encoding: quoted-printable

The ferry =96 the old one =96 runs again from Monday, said the har=
bour master at the caf=E9.

> Will it run in winter?
> > Ask the ice.

It will not.
--inner
Content-Type: text/html; charset=utf-8

<p>The ferry runs <b>again</b>.</p>
--inner--
--edge
Content-Type: application/pdf; name="time`table.pdf"
Content-Disposition: attachment; filename="time`table.pdf"
Content-Transfer-Encoding: base64

JVBERi0xLjQK
--edge
Content-Type: message/rfc822

From: somebody@else.example
Subject: An older letter

Not to be opened.
--edge--
"""

CASES = {"treaty.docx": DOCX, "keepers.odt": ODT, "letters.rtf": RTF, "ferry.epub": EPUB, "tides.pdf": PDF}
CASES["ferry.eml"] = EML


def read(data: bytes, path: str, limits: Limits | None = None) -> tuple[Article, tuple[str, ...]]:
    neighbours = Neighbours(Path("/nowhere"), path, path.partition(".")[0], 1_000)
    return read_article(data, neighbours, Claims("metadata-csv"), limits or Limits())


@pytest.mark.parametrize("name", CASES)
def test_document_becomes_what_is_expected(name: str) -> None:
    article, warnings = read(CASES[name], name)
    assert shown(article) == (EXPECTED / f"{name}.expected").read_text(encoding="utf-8")
    assert warnings == ()


@pytest.mark.parametrize("name", CASES)
def test_what_is_read_is_the_same_each_time(name: str) -> None:
    assert read(CASES[name], name) == read(CASES[name], name)


@pytest.mark.parametrize("name", CASES)
def test_only_a_mail_has_an_encoding(name: str) -> None:
    assert read(CASES[name], name)[0].encoding == ("windows-1252" if name == "ferry.eml" else "")


def test_a_page_of_a_pdf_that_cannot_be_read_is_told() -> None:
    _, (warning,) = read(PDF.replace(b"/Type /Page /Parent", b"/Type /Pine /Parent", 1), "a.pdf")
    assert warning.startswith("1 of its 3 pages cannot be read")


def test_words_between_the_items_of_a_list_are_kept() -> None:
    book = making.epub(("<h1>Boats and ships</h1><ul>first of all<li>a barge</li>and then<li>a brig</li></ul>",))
    assert read(book, "a.epub")[0].text == "first of all\n\na barge\n\nand then\n\na brig"


def test_a_chapter_in_another_format_is_told() -> None:
    with zipfile.ZipFile(io.BytesIO(making.epub(("<p>The first chapter is read.</p>", "<p>The second.</p>")))) as book:
        parts = {name: book.read(name) for name in book.namelist()}
    listed = parts["OPS/book.opf"]
    parts["OPS/book.opf"] = listed.replace(
        b'.xhtml" media-type="application/xhtml+xml"/></', b'.xhtml" media-type="x/y"/></'
    )
    article, warnings = read(making.archive(parts), "a.epub")
    assert article.text == "The first chapter is read."
    assert warnings == ("the chapter 'OPS/chapter-1.xhtml' is in a format that is not read; it is left out.",)


def test_words_in_any_drawing_of_a_text_are_kept() -> None:
    text = making.odt(
        "<draw:ellipse><text:p>The sign says: open.</text:p></draw:ellipse><text:p>The door was shut"
        "<draw:line><text:p>An arrow says: here.</text:p></draw:line>, and nobody <text:meta-field>ever"
        "</text:meta-field> knocked.</text:p>"
    )
    assert read(text, "a.odt")[0].text == (
        "The sign says: open.\n\nThe door was shut, and nobody ever knocked.\n\nAn arrow says: here."
    )


def test_words_in_a_box_at_an_item_of_a_list_are_kept() -> None:
    box = rb"{\shp{\*\shpinst{\shptxt \pard A label says: tea.\par}}}"
    text = (
        rb"{\rtf1\ansi The shelf held two things.\par {\listtext\'b7\tab}tins"
        + box
        + rb"\par {\listtext\'b7\tab}ribbons\par}"
    )
    assert read(text, "a.rtf")[0].text == "The shelf held two things.\n\ntins\n\nribbons\n\nA label says: tea."
