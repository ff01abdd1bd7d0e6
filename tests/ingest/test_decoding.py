from __future__ import annotations

import pytest

from generator.errors import NotTextError
from generator.ingest.decoding import decode

FRENCH = "Les délégués se sont réunis à Genève ; leur porte-parole a déclaré : « C’est un début. »"
GERMAN = "Die Außenminister trafen sich in Köln, um über größere Zusammenarbeit zu sprechen."
RUSSIAN = "Консультации по вопросам безопасности прошли во вторник в Москве, сообщили участники встречи."
CHINESE = "双方代表在莫斯科就地区安全问题交换了意见,并同意继续加强协调与合作。磋商在友好的气氛中进行。"
POLISH = "Ministrowie spotkali się w Warszawie, aby omówić współpracę w dziedzinie bezpieczeństwa i żeglugi."


@pytest.mark.parametrize(
    ("text", "codec", "named"),
    [
        (FRENCH, "utf-8", "utf-8"),
        (FRENCH, "utf-8-sig", "utf-8"),
        (FRENCH, "utf-16", "utf-16"),
        (FRENCH, "utf-16-le", "utf-16"),
        (RUSSIAN, "utf-16-be", "utf-16"),
        (FRENCH, "utf-32", "utf-32"),
        (FRENCH, "cp1252", "windows-1252"),
        (GERMAN, "cp1252", "windows-1252"),
        (RUSSIAN, "cp1251", "windows-1251"),
        (RUSSIAN, "koi8-r", "koi8-r"),
        (CHINESE, "gb18030", "gb18030"),
        (POLISH, "cp1250", "windows-1250"),
        ("It’s £5", "cp1252", "windows-1252"),
    ],
)
def test_encodings_are_told(text: str, codec: str, named: str) -> None:
    decoded = decode(text.encode(codec))
    assert (decoded.text, decoded.encoding, decoded.broken) == (text, named, 0)


def test_a_declared_encoding_is_believed_where_it_fits() -> None:
    page = '<html><head><meta charset="iso-8859-2"></head><p>Łódź'
    assert decode(page.encode("iso-8859-2")).text == page
    assert decode(page.encode("utf-8")).encoding == "utf-8"


def test_a_declared_encoding_that_is_none_is_passed_over() -> None:
    assert decode('<meta charset="rot13"> caf\xe9 au lait'.encode("cp1252")).text.endswith("café au lait")


def test_a_few_broken_bytes_do_not_spoil_utf8() -> None:
    decoded = decode("Žluťoučký kůň pěl “ódy” ".encode() + b"\x93here\x94")
    assert decoded.text == "Žluťoučký kůň pěl “ódy” “here”"
    assert decoded.broken == 2


@pytest.mark.parametrize("data", [b"\x89PNG\r\n\x1a\n....", b"%PDF-1.4 x", bytes(range(32)) * 8, b"PK\x03\x04zip"])
def test_what_is_no_text_is_refused(data: bytes) -> None:
    with pytest.raises(NotTextError):
        decode(data)
