"""Small documents of every format that is read, made by hand: parts in XML into an archive, objects into a PDF."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping, Sequence

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_ODF = "urn:oasis:names:tc:opendocument:xmlns"


def archive(parts: Mapping[str, bytes | str]) -> bytes:
    """A zip archive; the first part is stored, as the formats want their `mimetype`, the others are packed."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as packed:
        for number, (name, data) in enumerate(parts.items()):
            packed.writestr(
                zipfile.ZipInfo(name, (2020, 1, 1, 0, 0, 0)),
                data,
                zipfile.ZIP_DEFLATED if number else zipfile.ZIP_STORED,
            )
    return made.getvalue()


def docx_parts(body: str, *, notes: str = "", title: str = "", doctype: str = "") -> dict[str, bytes | str]:
    """The parts of a Word document: `body` and `notes` in WordprocessingML, where `w:` and `r:` are known."""
    spaces = f'xmlns:w="{_W}" xmlns:r="{_REL}"'
    styles = "".join(
        f'<w:style w:type="paragraph" w:styleId="{name.replace(" ", "")}"><w:name w:val="{name}"/></w:style>'
        for name in ("heading 1", "heading 2", "Title", "Quote")
    )
    numbering = "".join(
        f'<w:abstractNum w:abstractNumId="{n}"><w:lvl w:ilvl="0"><w:numFmt w:val="{kind}"/></w:lvl></w:abstractNum>'
        for n, kind in enumerate(("bullet", "decimal"))
    ) + "".join(f'<w:num w:numId="{n + 1}"><w:abstractNumId w:val="{n}"/></w:num>' for n in range(2))
    targets = [("styles", "styles.xml"), ("numbering", "numbering.xml"), ("footnotes", "footnotes.xml")]
    relations = "".join(f'<Relationship Id="{name}" Type="{_REL}/{name}" Target="{file}"/>' for name, file in targets)
    return {
        "[Content_Types].xml": f'<Types xmlns="{_PACKAGE}/content-types"><Default Extension="xml" '
        f'ContentType="application/xml"/><Override PartName="/word/document.xml" '
        f'ContentType="{_TYPE}.document.main+xml"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="a" '
        f'Type="{_REL}/officeDocument" Target="word/document.xml"/></Relationships>',
        "word/_rels/document.xml.rels": f'<Relationships xmlns="{_PACKAGE}/relationships">{relations}'
        f'<Relationship Id="site" Type="{_REL}/hyperlink" Target="https://treaties.example/" TargetMode="External"/>'
        f'<Relationship Id="script" Type="{_REL}/hyperlink" Target="javascript:alert(1)" TargetMode="External"/>'
        "</Relationships>",
        "word/document.xml": f"{doctype}<w:document {spaces}><w:body>{body}</w:body></w:document>",
        "word/styles.xml": f"<w:styles {spaces}>{styles}</w:styles>",
        "word/numbering.xml": f"<w:numbering {spaces}>{numbering}</w:numbering>",
        "word/footnotes.xml": f"<w:footnotes {spaces}>{notes}</w:footnotes>",
        "docProps/core.xml": '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/'
        f'core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>{title}</dc:title>'
        "<dc:creator>Office account</dc:creator></cp:coreProperties>",
    }


def paragraph(text: str, style: str = "", *, inside: str = "") -> str:
    """A paragraph of WordprocessingML; `inside` follows its words."""
    named = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    return f'<w:p>{named}<w:r><w:t xml:space="preserve">{text}</w:t></w:r>{inside}</w:p>'


def docx(body: str, *, notes: str = "", title: str = "", doctype: str = "") -> bytes:
    """A Word document."""
    return archive(docx_parts(body, notes=notes, title=title, doctype=doctype))


def odt(body: str, *, title: str = "", doctype: str = "", manifest: str = "") -> bytes:
    """An OpenDocument text: `body` in its XML, where `text:`, `table:`, `draw:`, `xlink:` and `office:` are known."""
    spaces = " ".join(
        f'xmlns:{name}="{_ODF}:{name}:1.0"' for name in ("office", "text", "table", "style", "draw", "manifest", "meta")
    )
    spaces += f' xmlns:fo="{_ODF}:xsl-fo-compatible:1.0" xmlns:xlink="http://www.w3.org/1999/xlink"'
    spaces += ' xmlns:dc="http://purl.org/dc/elements/1.1/"'
    styles = (
        '<style:style style:name="T1" style:family="text"><style:text-properties fo:font-weight="bold"/></style:style>'
        '<text:list-style style:name="L1"><text:list-level-style-number text:level="1"/></text:list-style>'
    )
    return archive(
        {
            "mimetype": "application/vnd.oasis.opendocument.text",
            "content.xml": f"{doctype}<office:document-content {spaces}><office:automatic-styles>{styles}"
            f"</office:automatic-styles><office:body><office:text>{body}</office:text></office:body>"
            "</office:document-content>",
            "meta.xml": f"<office:document-meta {spaces}><office:meta><dc:title>{title}</dc:title></office:meta>"
            "</office:document-meta>",
            "META-INF/manifest.xml": f"<manifest:manifest {spaces}>{manifest}</manifest:manifest>",
        }
    )


def epub(chapters: Sequence[str], *, metadata: str = "", doctype: str = "") -> bytes:
    """A book of chapters, each the body of an XHTML page."""
    pages = {
        f"OPS/chapter-{n}.xhtml": f'<?xml version="1.0" encoding="utf-8"?>{doctype}<html xmlns="http://www.w3.org/1999/'
        f'xhtml"><head><title>File {n}</title></head><body>{body}</body></html>'
        for n, body in enumerate(chapters)
    }
    items = "".join(
        f'<item id="c{n}" href="chapter-{n}.xhtml" media-type="application/xhtml+xml"/>' for n in range(len(chapters))
    )
    order = "".join(f'<itemref idref="c{n}"/>' for n in range(len(chapters)))
    return archive(
        {
            "mimetype": "application/epub+zip",
            "META-INF/container.xml": '<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>'
            '<rootfile full-path="OPS/book.opf"/></rootfiles></container>',
            "OPS/book.opf": '<package xmlns="http://www.idpf.org/2007/opf" xmlns:dc="http://purl.org/dc/elements/1.1/">'
            f"<metadata>{metadata}</metadata><manifest>{items}</manifest><spine>{order}</spine></package>",
            **pages,
        }
    )


def pdf(pages: Sequence[Sequence[tuple[int, int, int, str]]], *, title: str = "", more: str = "") -> bytes:
    """A PDF of lines, each a place from the left and from below, a size (all in points) and a text in cp1252.

    `more` is put into its trailer.
    """
    objects = ["<< /Type /Catalog /Pages 2 0 R >>", "", "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"]
    objects.append(f"<< /Title ({title}) /CreationDate (D:19990101000000Z) >>")
    kids = []
    for lines in pages:
        drawn = "\n".join(f"BT /F {size} Tf {x} {y} Td ({_text(said)}) Tj ET" for x, y, size, said in lines)
        objects.append(f"<< /Length {len(drawn.encode('cp1252'))} >>\nstream\n{drawn}\nendstream")
        objects.append(
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F 3 0 R >> >> "
            f"/Contents {len(objects)} 0 R >>"
        )
        kids.append(f"{len(objects)} 0 R")
    objects[1] = f"<< /Type /Pages /Count {len(kids)} /Kids [{' '.join(kids)}] >>"
    made = b"%PDF-1.4\n"
    places = []
    for number, said in enumerate(objects, start=1):
        places.append(len(made))
        made += f"{number} 0 obj\n{said}\nendobj\n".encode("cp1252")
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    trailer = f"trailer\n<< /Size {len(objects) + 1} /Root 1 0 R /Info 4 0 R {more}>>\nstartxref\n{len(made)}\n%%EOF\n"
    return made + f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}{trailer}".encode("cp1252")


def _text(said: str) -> str:
    return said.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")
