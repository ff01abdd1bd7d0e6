"""Structured inputs: names, front matter, tables, pages, archives and mails out of pieces that have made trouble."""

from __future__ import annotations

from hypothesis import strategies as st

from tests.fuzz.inputs import written
from tests.fuzz.seeds import seeds

ENDINGS = ("txt", "md", "html", "htm", "docx", "odt", "rtf", "pdf", "epub", "eml", "svg", "png", "xyz", "")
PIECES = (
    "---\n", "+++\n", "...\n", "title: x\n", "title: [x, y]\n", "date: 2020-02-30\n", "author: {a: b}\n", "&#",
    "&amp;lt;", "&#106;", "&NewLine;", "&colon;", "&#x202e;", "&#0;", "<br", "<!--", "-->", "</p>", "<p>", "<script>",
    "</script>", "<svg onload=alert(1)>", "<img src=x onerror=alert(1)>", "<img src=a.svg>", "<iframe srcdoc='",
    "<base href=//x>", "<a href=\"javascript:alert(1)\">", "<table><tr><td>", "<math><mi//xlink:href=\"data:x,1\">",
    "<title>", "</title>", "<style>@import'//x'", "<html lang=x><body>", "<!doctype html>",
    "<meta http-equiv=refresh content=0;url=//x>", "<head>", "<![CDATA[", "]]>", "<?xml version='1.0'?>",
    "![a](b.png)", "![", "](", "[x]: y", "[x](javascript:alert(1))", "[x](<//host/a b>)", "<http://a.b/c?d&e>",
    "{#id .x onclick=y}", "[x]{#m1 .person}", "]{.again}", "::: code\n", ":::\n", "::: {.x #y}\n", "{{ 7*7 }}",
    "{% raw %}", "{# x", "--8<-- \"a\"\n", "[TOC]", "[^1]", "[^1]: x", "*[A]: b", "# ", "## ", "\n===\n", "\n---\n",
    "\n\n", "\n", "    ", "\t", "| a |\n|---|\n", "|:-:|", "| ", "```", "~~~", "> ", "- ", "* ", "+ ", "1. ",
    "999999999. ", "\\", "*", "**", "_", "`", "``", "~", "^", "$", "$$", "\ufeff", "\u202e", "\u2066", "\u2028",
    "\u2029", "\x85", "\xad", "\u200b", "\u200d", "\u0300", "\x00", "\x1b[31m", "\x1b]0;x\x07", "\x02wzxhzdk:0\x03",
    "klzzwxh:0", "Ã©", "â€™", "\r\n", "\r", "\v", "\f", "\ud800", "\uffff", "a@b.example", "5 May 2020 ",
    "By Ann Holm\n", "(c) 2020 X\n", "\"It is late,\" Ann Holm said. ", "word ", "Word Word. ", "слово ", "字", "שלום",
    "ﷺ", "İ", "ß", "ﬁ", "👩‍👩‍👧", "=1+1", "@SUM(1)", "'", "\"", "http://", "https://[::1", "//host/", "mailto:x",
    "data:text/html,x", "../", "%2e%2e/", "%00", "a" * 300, "[" * 60, "> " * 60, "- " * 60, "*" * 80, "<div>" * 60,
    "(" * 80, "&" * 40, "\\" * 60, "![" * 60, "1.\t" * 40, "<" * 60,
)  # fmt: skip
NAMES = (
    "a", "b", "CON", "nul", "index", "a/b", "A", "ä", "a\u0308", "２０", "2020-01-02 x", "-rf", "--help", "..", ".a",
    "_a", " a ", "a.b", "<img src=x onerror=alert(1)>", "{{ 7*7 }}", "javascript:alert(1)", "a\x1b[31mb", "a\nb",
    "\u202etxt", "\udcff", "x" * 240, "=1+1", "'", "\"", "`", "a|b", "[a](b)", "%2e%2e", "𝒜", "字", "_curation/x",
    "a\\b", "ı", "🦄", "a'b", "&amp;", "#", "?", "*",
)  # fmt: skip
FIELDS = (
    "title", "date", "author", "authors", "source", "url", "rights", "language", "path", "hide", "template", "search",
    "x", "Title", "dc.title", "tags", "",
)  # fmt: skip
MEMBERS = (
    "word/document.xml", "[Content_Types].xml", "_rels/.rels", "word/_rels/document.xml.rels", "content.xml",
    "meta.xml", "styles.xml", "mimetype", "META-INF/container.xml", "META-INF/manifest.xml", "a.opf", "OEBPS/a.opf",
    "a.xhtml", "toc.ncx", "docProps/core.xml", "../../x", "/etc/x", "a\\b", "word/comments.xml",
    "META-INF/encryption.xml",
)  # fmt: skip
XML = (
    "<?xml version='1.0' encoding='utf-8'?>",
    "<!DOCTYPE a [<!ENTITY b 'c'><!ENTITY d SYSTEM 'file:///etc/hostname'>]>", "&b;", "&d;",
    "<w:document xmlns:w='http://schemas.openxmlformats.org/wordprocessingml/2006/main'><w:body>", "<w:p><w:r><w:t>",
    "words", "</w:t></w:r></w:p>", "</w:body></w:document>", "<w:tbl><w:tr><w:tc>", "</w:tc></w:tr></w:tbl>",
    "<w:numPr/>", "<w:pStyle w:val='x'/>",
    "<office:document-content xmlns:office='urn:oasis:names:tc:opendocument:xmlns:office:1.0' "
    "xmlns:text='urn:oasis:names:tc:opendocument:xmlns:text:1.0'><office:body><office:text>",
    "<text:p>", "</text:p>", "<text:h>", "<text:list><text:list-item>", "<text:s text:c='9999999'/>",
    "</office:text></office:body></office:document-content>",
    "<container xmlns='urn:oasis:names:tc:opendocument:xmlns:container'><rootfiles><rootfile full-path='a.opf' "
    "media-type='application/oebps-package+xml'/></rootfiles></container>",
    "<package xmlns='http://www.idpf.org/2007/opf' version='3.0'><metadata xmlns:dc='http://purl.org/dc/elements/1.1/'>"
    "<dc:title>t</dc:title></metadata><manifest>",
    "<item id='a' href='a.xhtml' media-type='application/xhtml+xml'/>",
    "<item id='b' href='../../a.txt' media-type='application/xhtml+xml'/>",
    "</manifest><spine><itemref idref='a'/></spine></package>",
    "<html xmlns='http://www.w3.org/1999/xhtml'><body><p>", "</p></body></html>", "<Types xmlns='x'/>",
    "application/epub+zip", "application/vnd.oasis.opendocument.text",
    "<dc:title xmlns:dc='http://purl.org/dc/elements/1.1/'>",
)  # fmt: skip
HEADERS = (
    "From: Ann Holm <a@b.example>\n", "Subject: =?utf-8?B?w6k=?=\n", "Subject: =?x?q?",
    "Date: Thu, 1 Jan 1970 00:00:00 +0000\n", "Content-Type: text/plain; charset=x\n", "Content-Type: text/html\n",
    "Content-Type: multipart/mixed; boundary=b\n", "Content-Type: message/rfc822\n",
    "Content-Transfer-Encoding: base64\n", "Content-Transfer-Encoding: quoted-printable\n",
    "Content-Disposition: attachment; filename=\"../a\n\"", "MIME-Version: 1.0\n", "\n--b\n", "--b--\n", "=C3=A9",
    "w6k=", "\n",
)  # fmt: skip
RTF = (
    "{\\rtf1", "\\ansi", "\\ansicpg1252 ", "\\u8217?", "\\'e9", "\\par ", "{\\*\\x ", "}", "{", "\\info",
    "{\\title t}", "\\bin99 ", "words", "{\\pict ", "\\uc0", "\\u-1 ",
    "\\field{\\*\\fldinst HYPERLINK \"javascript:alert(1)\"}",
)  # fmt: skip
PDF = (
    "%PDF-1.4\n", "1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n",
    "2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n",
    "3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Contents 4 0 R>>endobj\n",
    "4 0 obj<</Length 9>>stream\nBT (a) Tj ET\nendstream endobj\n", "xref\n0 1\n",
    "trailer<</Root 1 0 R/Encrypt 9 0 R>>\n", "startxref\n0\n%%EOF", "<<", ">>", "9 0 R",
)  # fmt: skip


def _text(*pieces: str, most: int = 30) -> st.SearchStrategy[bytes]:
    some = st.lists(st.sampled_from(pieces), max_size=most).map("".join)
    return some.map(lambda text: text.encode("utf-8", "surrogatepass"))


def _yaml() -> st.SearchStrategy[bytes]:
    line = st.tuples(
        st.sampled_from(FIELDS),
        st.sampled_from((": ", ":", ": [", ": {", ": |\n  ", ": !!x ", ": &a ")),
        _text(*PIECES, most=3),
    )
    lines = st.lists(line.map(lambda one: one[0].encode() + one[1].encode() + one[2] + b"\n"), max_size=6).map(b"".join)
    return st.tuples(lines, TEXT).map(lambda both: b"---\n" + both[0] + b"---\n" + both[1])


TEXT = st.one_of(
    _text(*PIECES),
    st.text(max_size=200).map(lambda text: text.encode("utf-8", "surrogatepass")),
    st.tuples(_text(*PIECES), st.sampled_from(("utf-16", "utf-32", "cp1252", "utf-7", "cp037"))).map(
        lambda both: both[0].decode("utf-8", "replace").encode(both[1], "replace")
    ),
)
_ARCHIVE = st.lists(
    st.tuples(st.sampled_from(MEMBERS), _text(*XML, *PIECES[:40], most=12)).map(lambda one: written(*one)),
    min_size=1,
    max_size=6,
).map(b"\n".join)
_TABLE = st.lists(
    st.tuples(st.sampled_from((*NAMES, "a.md", "a.txt")), _text(*PIECES, most=2), _text(*PIECES, most=2)).map(
        lambda row: b",".join([row[0].encode("utf-8", "surrogateescape"), row[1], row[2]])
    ),
    max_size=4,
).map(lambda rows: b"path,title,date\n" + b"\n".join(rows))
CONTENT = st.one_of(
    TEXT, TEXT, _yaml(), st.binary(max_size=300), _text(*HEADERS, *PIECES[:50]), _text(*RTF, *PIECES[:20]), _text(*PDF)
)
_NAME = st.tuples(st.sampled_from(NAMES), st.sampled_from(ENDINGS)).map(
    lambda both: f"{both[0].replace(chr(10), '')}.{both[1]}"
)
_FILE = st.tuples(_NAME, CONTENT).map(lambda one: written(*one))
_ZIP = st.tuples(st.sampled_from(("docx", "odt", "epub")), _ARCHIVE).map(
    lambda one: b"%%%zip a." + one[0].encode() + b"\n" + one[1]
)
_CURATION = st.one_of(
    st.one_of(_TABLE, TEXT).map(lambda data: written("_curation/metadata.csv", data)),
    st.tuples(st.sampled_from(("entities.yml", "topics.yml", "stopwords.txt")), TEXT).map(
        lambda one: written(f"_curation/{one[0]}", one[1])
    ),
)


@st.composite
def _mutated(draw: st.DrawFn) -> bytes:
    """A seed with a part of it taken out, repeated or exchanged for a piece, a few times."""
    data = draw(st.sampled_from(seeds()))
    for _ in range(draw(st.integers(1, 4))):
        start = draw(st.integers(0, len(data)))
        end = min(len(data), start + draw(st.integers(0, 60)))
        piece = draw(st.one_of(_text(*PIECES, *XML, most=2), st.binary(max_size=8), st.just(data[start:end] * 3)))
        data = data[:start] + piece + data[end:]
    return data


CORPORA = st.one_of(
    st.lists(st.one_of(_FILE, _ZIP), min_size=1, max_size=3).map(b"\n".join),
    st.tuples(_FILE, _CURATION).map(b"\n".join),
    _mutated(),
)
"""Inputs of both targets."""
