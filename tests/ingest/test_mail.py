"""Mails as they come: encodings that lie, headers that are broken or made to steer, parts in parts."""

from __future__ import annotations

import base64
import time

import pytest

from generator.errors import ArticleError, BrokenFormatError
from generator.model import Article
from tests.ingest.test_documents import read

HEAD = "From: Ada Lind <ada@quay.example>\nSubject: The quay\nDate: Tue, 5 May 2015 10:00:00 +0200\n"


def mail(body: str | bytes, head: str = HEAD) -> Article:
    data = body if isinstance(body, bytes) else body.encode()
    return read(head.encode() + b"\n" + data, "a.eml")[0]


def plain(body: bytes, charset: str, encoding: str = "8bit") -> Article:
    head = (
        f"{HEAD}MIME-Version: 1.0\nContent-Type: text/plain; charset={charset}\nContent-Transfer-Encoding: {encoding}\n"
    )
    return mail(body, head)


def parts(*several: str, kind: str = "mixed") -> Article:
    joined = "".join(f"--edge\n{one}\n" for one in several)
    return mail(f"{joined}--edge--\n", f'{HEAD}MIME-Version: 1.0\nContent-Type: multipart/{kind}; boundary="edge"\n')


def test_a_mail_without_mime_is_read() -> None:
    article = mail("The old quay is closed.\n")
    assert (article.title, article.date, article.authors, article.source) == (
        "The quay",
        "2015-05-05",
        ("Ada Lind",),
        "quay.example",
    )
    assert (article.title_source, article.date_source) == ("front-matter", "front-matter")
    assert article.text == "The old quay is closed."


@pytest.mark.parametrize(
    "charset, body, encoding",
    [
        ("utf-8", "Café – ouvert".encode("cp1252"), "windows-1252"),
        ("us-ascii", "Café – ouvert".encode(), "utf-8"),
        ("iso-8859-1", "Café – ouvert".encode(), "utf-8"),
        ("iso-8859-1", "Café – ouvert".encode("cp1252"), "windows-1252"),
        ("x-unheard-of", "Café – ouvert".encode(), "utf-8"),
        ("rot13", "Café – ouvert".encode(), "utf-8"),
        ("zlib", "Café – ouvert".encode(), "utf-8"),
    ],
)
def test_a_charset_that_lies_is_not_believed(charset: str, body: bytes, encoding: str) -> None:
    article = plain(body, charset)
    assert article.text == "Café – ouvert"
    assert article.encoding == encoding


def test_a_charset_that_is_right_is_believed() -> None:
    assert plain("Паром ходит снова".encode("koi8-r"), "koi8-r").text == "Паром ходит снова"
    assert plain("渡船再开".encode("gb18030"), "gb18030").text == "渡船再开"


def test_html_alone_is_read_without_scripts_styles_and_trackers() -> None:
    article = parts(
        "Content-Type: text/html; charset=utf-8\n\n<html><head><style>p {color: red}</style></head><body>"
        "<table><tr><td><h1>News of the quay</h1></td></tr><tr><td><p onclick='x()'>It is <b>open</b>.</p>"
        '<script>alert(1)</script><img src="https://spy.example/1.gif" width=1><a href="javascript:x()">No</a>, '
        '<a href="https://quay.example/">yes</a>.<div style="display:none">hidden words</div></td></tr></table>'
    )
    assert article.text == "News of the quay\n\nIt is open.\n\nNo, yes."
    assert "spy.example" not in article.markdown
    assert "[yes](<https://quay.example/>)" in article.markdown
    assert "javascript" not in article.markdown


HTML = "Content-Type: text/html; charset=utf-8\n\n<p>The quay is closed for the winter.</p>"
FOOT = "Content-Type: text/plain\n\nYou get this because you are on the list of friends of the quay."


@pytest.mark.parametrize(
    ("several", "kind", "text"),
    [
        (
            (HTML, FOOT),
            "mixed",
            "You get this because you are on the list of friends of the quay.\n\nThe quay is closed",
        ),
        ((HTML, "Content-Type: text/plain\n\nThe quay is closed\nfor the winter."), "mixed", "The quay is closed"),
        (("Content-Type: text/plain\n\nThe quay is shut.", HTML), "alternative", "The quay is shut."),
        (("Content-Type: text/plain\n\nSee HTML", HTML), "alternative", "See HTML\n\nThe quay is closed"),
    ],
)
def test_html_is_read_where_it_says_more_than_the_plain_text(several: tuple[str, ...], kind: str, text: str) -> None:
    article = parts(*several, kind=kind)
    assert article.text.removesuffix(" for the winter.") == text


@pytest.mark.parametrize("depth", [100, 300, 3_000])
def test_html_that_nests_without_end_keeps_its_words(depth: int) -> None:
    body = "".join(f"<div>w{number} " for number in range(depth))
    article = parts(f"Content-Type: text/html\n\n<html><body>{body}<br>{'</div>' * depth}<p>after</p></body></html>")
    assert article.text.split() == [*(f"w{number}" for number in range(depth)), "after"]


def test_parts_that_cannot_be_told_apart_are_named() -> None:
    article = parts(FOOT, "Content-Type: multipart/mixed\n\nWords without an edge.")
    assert article.markdown.endswith("\n\nAttachment: `multipart/mixed` (23 bytes)")


def test_lines_that_steer_are_text() -> None:
    """Headers cannot bring front matter, Markdown or further headers with them."""
    steering = "=?utf-8?q?A=0ABcc:_x=0D=0A---=0Atitle:_y_<script>alert(1)</script>?="
    article = mail("---\ntitle: another\n---\n\n# Not a heading\n", HEAD.replace("The quay", steering))
    assert "\n" not in article.title
    assert article.title.startswith("A Bcc: x --- title: y")
    assert "# Not a heading" in article.text
    assert article.authors == ("Ada Lind",)


def test_a_forwarded_mail_is_named_and_not_opened() -> None:
    inner = "From: b@c.example\nSubject: Secret terms\n\nThe secret words.\n"
    article = parts("Content-Type: text/plain\n\nSee below.", f"Content-Type: message/rfc822\n\n{inner}")
    assert article.markdown == "See below.\n\nAttachment: `Secret terms.eml` (59 bytes)"
    assert "secret" not in article.text


def test_mails_in_mails_do_not_end_the_reader() -> None:
    for depth in (20, 2_000):
        body = "Content-Type: message/rfc822\n\n" * depth + "Subject: at last\n\nWords.\n"
        try:
            assert "Attachment" in mail(body, f"{HEAD}MIME-Version: 1.0\nContent-Type: message/rfc822\n").markdown
        except ArticleError as error:
            assert depth > 20, error


def test_parts_in_parts_do_not_end_the_reader() -> None:
    def nested(depth: int) -> bytes:
        opened = "".join(f"--b{n}\nContent-Type: multipart/mixed; boundary=b{n + 1}\n\n" for n in range(depth))
        return f"{opened}--b{depth}\nContent-Type: text/plain\n\nAt the bottom.\n--b{depth}--\n".encode()

    head = f"{HEAD}MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=b0\n"
    assert mail(nested(30), head).text == "At the bottom."
    with pytest.raises(ArticleError):
        mail(nested(1_000), head)


def test_countless_parts_are_too_many() -> None:
    with pytest.raises(BrokenFormatError, match="1,000 parts"):
        parts(*["Content-Type: text/plain\n\nx"] * 1_005)


def test_a_large_attachment_costs_little() -> None:
    data = base64.encodebytes(bytes(10_000_000)).decode()
    began = time.process_time()
    article = parts(
        "Content-Type: text/plain\n\nThe film is attached.",
        f'Content-Type: video/mp4; name="film.mp4"\nContent-Transfer-Encoding: base64\n\n{data}',
    )
    assert article.markdown == "The film is attached.\n\nAttachment: `film.mp4` (10 MB)"
    assert time.process_time() - began < 10


@pytest.mark.parametrize(
    "header, shown",
    [
        ('name="a`b|c*d.pdf"', "`ab|c*d.pdf`"),
        ('name="../../etc/passwd"', "`../../etc/passwd`"),
        ("name=Notes of May.pdf", "`Notes of May.pdf`"),
        ("name==?utf-8?b?w6kucGRm?=", "`é.pdf`"),
        ("name*=utf-8''na%C3%AFve.pdf", "`naïve.pdf`"),
        ('name="\u202egpj.exe"', "`gpj.exe`"),
        ("", "`application/pdf`"),
        (f'name="{"x" * 5_000}"', f"`{'x' * 200}`"),
    ],
)
def test_the_name_of_an_attachment_is_code(header: str, shown: str) -> None:
    separator = "; " if header else ""
    article = parts(
        "Content-Type: text/plain\n\nSee the file.",
        f"Content-Type: application/pdf{separator}{header}\nContent-Transfer-Encoding: base64\n\nJVBERi0=",
    )
    assert article.markdown.endswith(f"Attachment: {shown} (6 bytes)")


@pytest.mark.parametrize(
    "date",
    ["", "yesterday", "Tue, 99 May 2015 10:00:00", "Tue, 5 May 99999 10:00:00 +0000", "5 May 0001 00:00:00 +9999"],
)
def test_a_broken_date_is_none(date: str) -> None:
    assert mail("Words.", HEAD.replace("Tue, 5 May 2015 10:00:00 +0200", date)).date == ""


@pytest.mark.parametrize(
    "sender, authors, source",
    [
        ("ada@quay.example", ("ada@quay.example",), "quay.example"),
        ('"Lind, Ada" <ada@www.quay.example>', ("Lind, Ada",), "quay.example"),
        ("=?utf-8?q?Ad=C3=A4_Lind?= <a@b.example>", ("Adä Lind",), "b.example"),
        ("no address", (), ""),
        ('<<>>"', (), ""),
    ],
)
def test_a_sender_is_author_and_source(sender: str, authors: tuple[str, ...], source: str) -> None:
    article = mail("Words.", HEAD.replace("Ada Lind <ada@quay.example>", sender))
    assert (article.authors, article.source) == (authors, source)
