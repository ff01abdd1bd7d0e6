"""Word documents: mammoth makes HTML of them, which is read as that of any other document.

mammoth reads XML with expat and without a bound, so that it is given a plain archive of parts that were looked through
before. Headings, lists, tables, links, footnotes and text boxes come with it; comments and page headers do not.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from lxml import etree
from lxml.etree import _Element as Element

from generator.errors import BrokenFormatError, EmptyArticleError
from generator.ingest import markup, properties
from generator.ingest.cleaning import Counts
from generator.ingest.draft import Draft
from generator.ingest.images import Neighbours
from generator.ingest.packed import REMEDY, Package, repacked, unpack
from generator.settings import Limits

_STYLES = """
p[style-name='Title'] => h1:fresh
p[style-name='Subtitle'] => p:fresh
p[style-name='Quote'] => blockquote > p:fresh
p[style-name='Intense Quote'] => blockquote > p:fresh
p[style-name='Block Text'] => blockquote > p:fresh
p[style-name='Quotations'] => blockquote > p:fresh
"""
"""What mammoth does not do of itself; LibreOffice calls its quotations so."""
_NOTE = re.compile(r"(?:foot|end)note-\d+")
_BACK = re.compile(r"#(?:foot|end)note-ref-\d+")
_READ = re.compile(
    r"(?!customXml/|docProps/|word/(?:media|embeddings|charts|diagrams|fonts|theme)/).*\.(?:xml|rels)", re.I
)


def read_docx(data: bytes, neighbours: Neighbours, limits: Limits, counts: Counts) -> Draft:
    """Read a DOCX; what was cleaned goes to `counts`. Raises an `ArticleError`, and what mammoth raises."""
    import mammoth

    package = unpack(data, limits)
    if "[Content_Types].xml" not in package.names():
        raise BrokenFormatError("is an archive, but no Word document (.docx).", remedy=REMEDY)
    title = properties.title(package, "docProps/core.xml")
    plain = repacked(package, _parts(package))
    result = mammoth.convert_to_html(
        plain,
        style_map=_STYLES,
        include_embedded_style_map=False,
        external_file_access=False,
        convert_image=mammoth.images.img_element(lambda image: {"src": markup.EMBEDDED}),
    )
    root = etree.fromstring(f"<body>{result.value}</body>", etree.HTMLParser(no_network=True))
    _set_notes(root)
    tree = etree.Element("body")
    markup.from_html(root, tree)
    draft = properties.with_title(markup.draft(tree, neighbours, counts), title)
    if not any("altChunk" in message.message for message in result.messages):
        return draft
    if not draft.markdown:
        raise EmptyArticleError(
            "holds its text as a part in another format (altChunk), which is not read.", remedy=REMEDY
        )
    return replace(draft, warnings=(*draft.warnings, "a part of it in another format (altChunk) is left out."))


def _parts(package: Package) -> Iterator[str]:
    return (name for name in package.names() if _READ.fullmatch(name))


def _set_notes(root: Element) -> None:
    """Put the number that a note has in the text before it, and take out what leads back there."""
    number = 0
    for item in list(root.iter("li")):
        if not _NOTE.fullmatch(item.get("id") or ""):
            continue
        number += 1
        for back in [one for one in item.iter("a") if _BACK.fullmatch(one.get("href") or "")]:
            back.text = ""
        first = next(item.iter("p"), item)
        first.text = f"[{number}] {(first.text or '').lstrip()}"
        item.tag = "div"
        item.getparent().tag = "div"
