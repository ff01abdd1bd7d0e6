"""Documents that are broken, locked, misnamed or made to do harm: each is an article or a typed error."""

from __future__ import annotations

import struct
import sys
import time
import zipfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.errors import (
    ArticleError,
    BrokenFormatError,
    EmptyArticleError,
    EncryptedError,
    NotTextError,
    ReaderMissingError,
    TooLargeError,
)
from generator.executors import Workforce
from generator.ingest.corpus import read_corpus
from generator.ingest.formats import DOCUMENTS
from generator.progress import Silent
from generator.settings import Limits, Settings
from tests.ingest import making
from tests.ingest.making import archive, docx_parts, paragraph
from tests.ingest.test_documents import CASES, read
from tests.shared import shared

LAUGHS = (
    '<!DOCTYPE lolz [<!ENTITY a "haha">'
    + "".join(f'<!ENTITY {b} "{f"&{a};" * 10}">' for a, b in zip("abcdefgh", "bcdefghi", strict=True))
    + "]>"
)
SECRET = "words of another file"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)
NAMES = {"docx": "treaty.docx", "odt": "keepers.odt", "epub": "ferry.epub"}


def reach_for(file: Path) -> str:
    return f'<!DOCTYPE a [<!ENTITY x SYSTEM "{file.as_uri()}">]>'


@pytest.mark.parametrize(
    "path, data",
    [
        ("a.docx", making.docx(paragraph("&i;"), doctype=LAUGHS)),
        ("a.odt", making.odt("<text:p>&i;</text:p>", doctype=LAUGHS)),
        ("a.epub", archive({"mimetype": "application/epub+zip", "book.opf": f"{LAUGHS}<package>&i;</package>"})),
    ],
)
def test_entities_are_refused(path: str, data: bytes) -> None:
    with pytest.raises(BrokenFormatError, match="declares entities"):
        read(data, path)


def test_entities_are_refused_in_any_encoding() -> None:
    parts = docx_parts(paragraph("&i;"), doctype=LAUGHS)
    parts["word/document.xml"] = ('<?xml version="1.0" encoding="utf-16"?>' + str(parts["word/document.xml"])).encode(
        "utf-16"
    )
    with pytest.raises(BrokenFormatError, match="declares entities"):
        read(archive(parts), "a.docx")


def test_entities_of_a_chapter_stay_what_they_are(tmp_path: Path) -> None:
    (tmp_path / "secret").write_text(SECRET, encoding="utf-8")
    for doctype, entity in ((LAUGHS, "&i;"), (reach_for(tmp_path / "secret"), "&x;")):
        article, _ = read(making.epub([f"<p>Before {entity} behind.</p>"], doctype=doctype), "a.epub")
        assert SECRET not in article.markdown
        assert len(article.text) < 100


@pytest.mark.parametrize("path", ["a.docx", "a.odt"])
def test_no_other_file_is_read(path: str, tmp_path: Path) -> None:
    (tmp_path / "secret").write_text(SECRET, encoding="utf-8")
    doctype = reach_for(tmp_path / "secret")
    made = making.docx(paragraph("&x;"), doctype=doctype)
    data = made if path == "a.docx" else making.odt("<text:p>&x;</text:p>", doctype=doctype)
    with pytest.raises(BrokenFormatError):
        read(data, path)


@pytest.mark.parametrize("ending", NAMES)
def test_a_package_may_not_unpack_to_more_than_the_settings_say(ending: str) -> None:
    with pytest.raises(TooLargeError, match=r"[\d,]{3,} bytes, more than the 500 bytes .*unpacked_bytes"):
        try:
            read(CASES[NAMES[ending]], f"a.{ending}", Limits(unpacked_bytes=500))
        except TooLargeError as error:
            raise TooLargeError(f"{error.problem} {error.remedy}", remedy="") from error


def test_a_package_that_is_mostly_air_is_a_trap() -> None:
    data = archive({**docx_parts(paragraph("x")), "word/media/a.bin": bytes(50_000_000)})
    with pytest.raises(TooLargeError, match="times its size"):
        read(data, "a.docx")


def test_the_list_of_an_archive_is_not_believed() -> None:
    """A part of 3 MB that says it has 10 bytes."""
    parts = docx_parts(paragraph("word " * 600_000))
    data = archive(parts)
    size = len(str(parts["word/document.xml"]))
    lying = data.replace(struct.pack("<L", size), struct.pack("<L", 10))
    assert lying != data
    with pytest.raises(ArticleError):
        read(lying, "a.docx", Limits(unpacked_bytes=1_000_000))


def test_a_package_of_countless_parts_is_too_large() -> None:
    with pytest.raises(TooLargeError, match="10,008 parts"):
        read(archive({**docx_parts("x"), **{f"word/{n}.xml": b"" for n in range(10_000)}}), "a.docx")


def test_xml_may_not_have_countless_elements() -> None:
    with pytest.raises(TooLargeError, match="elements"):
        read(making.docx("<w:p/>" * 1_100_000 + "".join(map(str, range(30_000)))), "a.docx")


@pytest.mark.parametrize("depth", [200, 5_000])
def test_documents_may_not_nest_without_end(depth: int) -> None:
    for path, data in (
        (
            "a.docx",
            making.docx(
                "<w:p><w:r>" + "<w:smartTag>" * depth + "<w:t>x</w:t>" + "</w:smartTag>" * depth + "</w:r></w:p>"
            ),
        ),
        ("a.odt", making.odt("<text:section>" * depth + "<text:p>x</text:p>" + "</text:section>" * depth)),
        ("a.epub", making.epub(["<div>" * depth + "x" + "</div>" * depth])),
        ("a.rtf", b"{\\rtf1 " + b"{" * depth + b"x" + b"}" * depth + b"}"),
    ):
        try:
            assert "x" in read(data, path)[0].text
        except ArticleError as error:
            assert depth == 5_000 or "nests" in error.problem, (path, error)


@pytest.mark.parametrize("name", ["../../../evil.xml", "/etc/passwd", "C:\\evil.xml", "word/\x07.xml", "con.xml"])
def test_names_of_parts_lead_nowhere(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    parts = {**docx_parts(paragraph("Plain words.")), name: "<a/>"}
    assert read(archive(parts), "a.docx")[0].text == "Plain words."
    assert not list(tmp_path.iterdir())


def test_a_book_can_name_no_file_outside_of_it(tmp_path: Path) -> None:
    (tmp_path / "secret.xhtml").write_text(f"<p>{SECRET}</p>", encoding="utf-8")
    opf = (
        '<package><manifest><item id="a" href="../../../../../../../../..{}" media-type="application/xhtml+xml"/>'
        '</manifest><spine><itemref idref="a"/></spine></package>'
    )
    data = archive({"mimetype": "application/epub+zip", "book.opf": opf.format((tmp_path / "secret.xhtml").as_posix())})
    with pytest.raises(EmptyArticleError):
        read(data, "a.epub")


def test_what_asks_for_a_password_is_said_to() -> None:
    locked = bytearray(CASES["treaty.docx"])
    for place in (i for i in range(len(locked)) if locked[i : i + 4] in (b"PK\x03\x04", b"PK\x01\x02")):
        locked[place + (6 if locked[place + 2] == 3 else 8)] |= 1
    encrypted = (
        '<manifest:file-entry manifest:full-path="content.xml"><manifest:encryption-data/></manifest:file-entry>'
    )
    security = (
        "/Encrypt << /Filter /Standard /V 1 /R 2 /O (" + "o" * 32 + ") /U (" + "u" * 32 + ") /P -4 >> /ID [(a) (a)] "
    )
    mail = (
        b"From: a@b.example\nMIME-Version: 1.0\nContent-Type: multipart/encrypted; boundary=x\n\n--x\n"
        b"Content-Type: application/pgp-encrypted\n\nVersion: 1\n--x--\n"
    )
    drm = '<encryption xmlns="x"><EncryptedData><EncryptionMethod Algorithm="aes"/></EncryptedData></encryption>'
    book = making.epub(["<p>x</p>"])
    for path, data in (
        ("a.docx", bytes(locked)),
        ("b.docx", OLE + "EncryptedPackage".encode("utf-16-le")),
        ("a.odt", making.odt("<text:p>x</text:p>", manifest=encrypted)),
        ("a.pdf", making.pdf([[(72, 700, 12, "x")]], more=security)),
        ("a.eml", mail),
        ("a.epub", with_part(book, "META-INF/encryption.xml", drm)),
    ):
        with pytest.raises(EncryptedError, match="encrypted"):
            read(data, path)


def with_part(package: bytes, name: str, data: str) -> bytes:
    import io

    with zipfile.ZipFile(io.BytesIO(package)) as opened:
        return archive({**{part: opened.read(part) for part in opened.namelist()}, name: data})


def test_fonts_that_are_made_unusable_lock_no_book() -> None:
    fonts = (
        '<encryption xmlns="x"><EncryptedData><EncryptionMethod Algorithm="http://www.idpf.org/2008/embedding"/>'
        "</EncryptedData></encryption>"
    )
    assert read(with_part(CASES["ferry.epub"], "META-INF/encryption.xml", fonts), "a.epub")[0].title


def test_an_old_word_document_is_told_from_an_encrypted_one() -> None:
    with pytest.raises(BrokenFormatError, match="old Office program"):
        read(OLE + b"WordDocument", "a.docx")


@pytest.mark.parametrize("name", CASES)
def test_a_document_under_the_ending_of_another_is_named(name: str) -> None:
    ending = name.rpartition(".")[2]
    for other in DOCUMENTS - {ending}:
        with pytest.raises(BrokenFormatError, match=rf"\.{ending}\)") as raised:
            read(CASES[name], f"a.{other}")
        assert f".{ending}" in raised.value.remedy
    for other in ("txt", "md", "html"):
        with pytest.raises(BrokenFormatError, match=rf"\.{ending}\)"):
            read(CASES[name], f"a.{other}")


@pytest.mark.parametrize("ending", sorted(DOCUMENTS))
def test_plain_words_are_no_document(ending: str) -> None:
    with pytest.raises(BrokenFormatError, match="whatever its name says"):
        read(b"Only a few words, which begin like nothing.", f"a.{ending}")


def test_another_archive_is_no_document() -> None:
    sheet = archive({"[Content_Types].xml": "<Types/>", "xl/workbook.xml": "<workbook/>"})
    for ending in ("docx", "odt", "epub"):
        with pytest.raises(BrokenFormatError):
            read(sheet, f"a.{ending}")
    with pytest.raises(NotTextError):
        read(sheet, "a.txt")


@pytest.mark.parametrize("name", CASES)
def test_a_document_cut_off_anywhere_is_an_article_or_an_error(name: str) -> None:
    data = CASES[name]
    for end in range(1, len(data), max(1, len(data) // 60)):
        try:
            read(data[:end], name)
        except ArticleError as error:
            assert error.remedy


@given(st.sampled_from(sorted(CASES)), st.data())
def test_a_document_with_wrong_bytes_is_an_article_or_an_error(name: str, data: st.DataObject) -> None:
    spoilt = bytearray(CASES[name])
    places = st.tuples(st.integers(0, len(spoilt) - 1), st.integers(0, 255))
    for place, byte in data.draw(st.lists(places, min_size=1, max_size=8)):
        spoilt[place] = byte
    try:
        article, _ = read(bytes(spoilt), name)
    except ArticleError as error:
        assert error.remedy
    else:
        assert article.title


def test_a_character_that_xml_cannot_hold_costs_no_document() -> None:
    head = b"From: a@b.example\nMIME-Version: 1.0\nContent-Type: text/html\n\n"
    for path, data in (
        ("a.eml", head + b"<p>The council&#1; m\x0bet<br>&#xFFFF;.</p>\n"),
        ("a.epub", making.epub(["<p>The council&#1; met<br/>&#xFFFF;.</p>"])),
        ("a.rtf", b"{\\rtf1\\trowd\\intbl The council\\u-1? met .\\cell\\row}"),
    ):
        assert " ".join(read(data, path)[0].text.split()) == "The council met .", path


def test_a_letter_of_a_pdf_that_is_a_control_costs_no_document() -> None:
    data = making.pdf([[(72, 700, 12, "The council\x01 met on Monday, and on Tuesday again.")]])
    assert "The council" in read(data, "a.pdf")[0].text


def test_documents_without_text_say_so() -> None:
    for path, data, said in (
        ("a.docx", making.docx("<w:p/>"), "nothing to read"),
        ("a.odt", making.odt("<text:p/>"), "nothing to read"),
        ("a.epub", making.epub([""]), "nothing to read"),
        ("a.rtf", b"{\\rtf1 }", "nothing to read"),
        ("a.pdf", making.pdf([[]]), "pictures"),
        ("a.eml", b"From: a@b.example\nSubject: Nothing\n\n\n", "without a text"),
        ("b.docx", making.docx('<w:altChunk r:id="a"/>'), "another format"),
    ):
        with pytest.raises(EmptyArticleError, match=said):
            read(data, path)


def test_a_scan_is_told_how_to_become_text() -> None:
    with pytest.raises(EmptyArticleError) as raised:
        read(making.pdf([[]]), "a.pdf")
    assert "ocrmypdf" in raised.value.remedy


@pytest.mark.parametrize(
    "name, module", [("treaty.docx", "mammoth"), ("letters.rtf", "striprtf.striprtf"), ("tides.pdf", "pypdfium2")]
)
def test_a_missing_library_is_named_with_the_remedy(name: str, module: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, module, None)
    with pytest.raises(ReaderMissingError, match=module.partition(".")[0]) as raised:
        read(CASES[name], name)
    assert "pip install 'readingroom[formats]'" in raised.value.remedy


def test_want_of_memory_is_no_fault_of_the_file(monkeypatch: pytest.MonkeyPatch) -> None:
    def want(text: str) -> None:
        raise MemoryError

    monkeypatch.setattr("generator.ingest.rtf_marks.mark", want)
    with pytest.raises(MemoryError):
        read(CASES["letters.rtf"], "letters.rtf")


def test_a_pdf_that_takes_too_long_is_ended(tmp_path: Path) -> None:
    """Forms that draw each other, twenty times ten deep: pdfium would be at them for years, in C."""
    (tmp_path / "bomb.pdf").write_bytes(drawing_forever())
    (tmp_path / "calm.txt").write_text(
        "A calm day.\n\nNothing happened in the harbour, all day long.", encoding="utf-8"
    )
    began = time.monotonic()
    settings = Settings(limits=Limits(article_seconds=3))
    corpus = read_corpus(tmp_path, settings, Silent(), workforce=Workforce("processes", 1))
    assert [article.path for article in corpus.articles] == ["calm.txt"]
    assert [(one.path, one.error) for one in corpus.quarantined] == [("bomb.pdf", "TimeLimitError")]
    assert time.monotonic() - began < 60


def drawing_forever() -> bytes:
    depth, times = 12, 20
    names = [f"/X{n} {5 + n} 0 R" for n in range(depth)]
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        "<< /Type /Pages /Count 1 /Kids [4 0 R] >>",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
        f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] /Resources << /XObject << {names[0]} >> >> "
        f"/Contents {5 + depth} 0 R >>",
    ]
    for n in range(depth):
        last = n == depth - 1
        drawn = "BT /F 9 Tf (x) Tj ET " if last else f"/X{n + 1} Do " * times
        inner = "/Font << /F 3 0 R >>" if last else f"/XObject << {names[n + 1]} >>"
        objects.append(
            f"<< /Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << {inner} >> /Length {len(drawn)} >>\n"
            f"stream\n{drawn}\nendstream"
        )
    objects.append("<< /Length 6 >>\nstream\n/X0 Do\nendstream")
    made = b"%PDF-1.4\n"
    for number, said in enumerate(objects, start=1):
        made += f"{number} 0 obj\n{said}\nendobj\n".encode()
    return made + b"trailer\n<< /Root 1 0 R >>\n%%EOF\n"


def test_every_file_of_the_collected_formats_is_accounted_for() -> None:
    corpus = read_corpus(shared("corpora/formats"), Settings(), Silent())
    assert corpus.files == 77 + len(["README.md"])
    assert corpus.files == len(corpus.articles) + len(corpus.quarantined) + corpus.ignored
    wrong = [one for one in corpus.quarantined if one.error not in ("EncryptedError", "EmptyArticleError")]
    assert wrong == []
    assert sum(one.error == "EncryptedError" for one in corpus.quarantined) == 4
    ignored = [warning for warning in corpus.warnings if ".warc: ignored" in warning]
    assert len(ignored) == 5
    assert len(corpus.articles) >= 60
    assert all("<script" not in article.markdown for article in corpus.articles)
