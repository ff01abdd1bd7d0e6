"""Makes one collection of all hostile material: each text in every place where a corpus, or its keeper, can put one."""

from __future__ import annotations

import csv
import html
import json
import os
import subprocess
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import product
from pathlib import Path
from random import Random
from typing import TypeVar

from tests.hostile import material

T = TypeVar("T")

TOGETHER = 24
"""How many payloads, or broken encodings, are paragraphs of one article."""
SECRET = "the-word-that-only-the-canary-knows"
"""Stands in files outside of the collection, which articles try to show."""
LONGEST_NAME = 240
"""Of the 255 bytes that file systems allow."""
FILLER = (
    "The harbour council met on Tuesday to speak about the ferry, which had not sailed since the storm in May.",
    "Its members asked for a new timetable and for older records of the tide, and agreed to meet again in a week.",
)
FIELDS = "author source rights url description tags date language template hide icon status subtitle search".split()
"""Keys of front matter that some program gives a meaning, ours or MkDocs with its theme."""


@dataclass(frozen=True, slots=True)
class Draw:
    """How much of the material is taken."""

    bodies: int
    """Payloads in bodies; at most all."""
    each: int
    """Payloads drawn at random for each other place."""
    others: int
    """Naughty strings, documents of front matter and broken encodings, each."""
    weird: int
    """Bytes that a weird file may have."""


WHOLE = Draw(bodies=1_000_000, each=500, others=1_000_000, weird=1_000_000_000)
SMALL = Draw(bodies=240, each=10, others=10, weird=3_000)


@dataclass(frozen=True, slots=True)
class Planted:
    """What was put where."""

    counts: dict[str, int]
    """How many texts stand in each place."""
    asked: tuple[str, ...]
    """Payloads that are titles: what the search is asked for."""


def plant(corpus: Path, draw: Draw, random: Random) -> Planted:
    """Fill the folder `corpus`, which is made; the canaries are expected beside it in `../../outside`."""
    payloads = material.payloads()
    sheets = material.vectors()
    chosen = (*_some(payloads, draw.bodies, random), *_some(sheets, draw.bodies, random))
    corpus.mkdir()
    bodies = _plant_bodies(corpus / "bodies", chosen)

    def drawn() -> tuple[str, ...]:
        return tuple(random.sample(payloads, draw.each))

    titles = drawn()
    _plant_front_matter(corpus / "claims", titles, [drawn() for _ in (*FIELDS, "key")], drawn())
    _plant_pages(corpus / "pages", drawn(), drawn(), drawn())
    labels = _plant_labels(corpus, drawn(), drawn(), bodies)
    keeper = _plant_table(corpus / "_curation" / "metadata.csv", bodies, drawn, random)
    strings = _some(material.naughty(), draw.others, random)
    _plant_strings(corpus, strings)
    suites = _some(material.front_matter(), draw.others, random)
    for number, document in enumerate(suites):
        _write(corpus / "suites" / f"{number:03}.md", document)
    broken = _some(material.mojibake(), draw.others, random)
    for number, some in enumerate(_apart(broken)):
        _write(corpus / "mojibake" / f"{number:03}.txt", _article(f"Case {number}", [case.original for case in some]))
    _plant_weird_files(corpus / "weird", draw.weird)
    _plant_thieves(corpus / "thieves")
    counts = {
        "bodies": len(chosen),
        "titles, authors, file names, and each of the other keys of front matter": draw.each,
        "web pages": draw.each,
        "labels of curation": labels,
        "cells of metadata.csv": keeper,
        "naughty strings": len(strings),
        "documents of front matter": len(suites),
        "broken encodings": len(broken),
    }
    return Planted(counts, titles)


def _some(texts: Sequence[T], most: int, random: Random) -> Sequence[T]:
    """All of `texts`, or `most` of them drawn at random."""
    return texts if len(texts) <= most else random.sample(texts, most)


def _apart(texts: Sequence[T]) -> Iterator[Sequence[T]]:
    """The texts of one article after the other."""
    return (texts[start : start + TOGETHER] for start in range(0, len(texts), TOGETHER))


def _write(file: Path, data: bytes) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(data)


def _article(title: str, paragraphs: Iterable[str]) -> bytes:
    first, last = FILLER
    return "\n\n".join((f"# {title}", first, *paragraphs, last, "")).encode("utf-8", "surrogatepass")


def _plant_bodies(folder: Path, payloads: Sequence[str]) -> list[str]:
    """Put the payloads into articles, some together, as Markdown and as plain text in turn; returns their names."""
    names = []
    for number, some in enumerate(_apart(payloads)):
        names.append(f"{number:04}.{'md' if number % 2 else 'txt'}")
        keeper = f"Keeper Velkov{_letters(number)} read them out."
        _write(folder / names[-1], _article(f"Body {number}", [*some, keeper]))
    return names


def _letters(number: int) -> str:
    """A number as a part of a name."""
    return "".join("abcdefghij"[int(digit)] for digit in f"{number:04}")


def _plant_front_matter(
    folder: Path, titles: Sequence[str], fields: Sequence[Sequence[str]], names: Sequence[str]
) -> None:
    """Articles whose front matter and whose file name are payloads."""
    for number, (title, name, *values) in enumerate(zip(titles, names, *fields, strict=True)):
        *of_fields, key = values
        block = {"title": title, **dict(zip(FIELDS, of_fields, strict=True)), key: number}
        if number % 2:
            block |= {"url": f"https://example.org/{block['url']}", "author": [block["author"], block["source"]]}
        lines = [f"{json.dumps(key)}: {json.dumps(value)}" for key, value in block.items()]
        text = "\n".join(("---", *lines, "---", "", *FILLER, ""))
        _write(_file(folder / f"{number:03}", name, ".md"), text.encode("utf-8"))


def _file(folder: Path, name: str, ending: str) -> Path:
    """A file below `folder` whose path there reads as `name`: what stands between slashes becomes folders."""
    parts = [part.replace("\0", "")[:60] for part in f"{name}{ending}".split("/")]
    parts[-1] = parts[-1] if parts[-1].endswith(ending) else parts[-1] + ending
    shown = ["+" + part if part.startswith((".", "_")) or not part else part for part in parts[-8:]]
    data = [part.encode("utf-8", "surrogateescape")[-LONGEST_NAME:] for part in shown]
    return Path(os.fsdecode(b"/".join((os.fsencode(folder), *data))))


def _plant_pages(folder: Path, heads: Sequence[str], bodies: Sequence[str], attributes: Sequence[str]) -> None:
    """Saved web pages with payloads in their source, as they are in one half and as text in the other."""
    first, last = FILLER
    for number, (head, body, attribute) in enumerate(zip(heads, bodies, attributes, strict=True)):
        phrase = f"{_phrase(number // 2)} levy"
        kept = str if number % 2 else html.escape
        page = (
            f"<!doctype html><html><head><title>{kept(head)}</title><meta name=author content='{attribute}'>"
            f'<meta property="og:title" content="{kept(head)}"></head><body><article>'
            f"<h1>The {phrase}: {kept(head)}</h1>"
            f"<p>{first} The {phrase} was the first matter, and the {phrase} will be the last.</p>{kept(body)}"
            f'<p>{last}</p><p><a href="{kept(attribute)}" title="{attribute}">The {phrase}</a> stands for itself.</p>'
            "</article></body></html>"
        )
        _write(folder / f"{number:03}.html", page.encode("utf-8"))


def _phrase(number: int) -> str:
    """A pair of words that no other page has."""
    pairs = product("copper amber silver violet scarlet marble cedar velvet".split(), _NOUNS)
    return " ".join(list(pairs)[number % 256])


_NOUNS = (
    "lantern anchor barrel compass rudder kettle ladder saddle pulley bucket hammer mirror pillow ribbon basket candle "
    "button collar feather funnel garden hinge jacket needle paddle quiver shovel tripod turbine wagon whistle zipper"
).split()


def _plant_labels(corpus: Path, labels: Sequence[str], others: Sequence[str], bodies: Sequence[str]) -> int:
    """Labels, aliases and descriptions of entities, and labels of topics; returns how many labels."""
    entities, topics = [], []
    pairs = list(zip(labels, others, strict=True))
    for number, (label, other) in enumerate(pairs[: len(pairs) * 4 // 5]):
        name = bodies[number % len(bodies)].partition(".")[0]
        surface = f"Keeper Velkov{_letters(number % len(bodies))}"
        entities += [
            {"article": f"bodies/{name}", "surface": surface, "entity": f"people/label-{number}"},
            {"entity": f"people/label-{number}", "prefLabel": label, "altLabel": [other], "description": other},
        ]
    for number, (label, _) in enumerate(pairs[len(pairs) * 4 // 5 :]):
        slug = f"topics/{_phrase(number).replace(' ', '-')}-levy"
        topics.append({"topic": slug, "prefLabel": label, "pin": True})
    for name, items in (("entities", entities), ("topics", topics)):
        _write(corpus / "_curation" / f"{name}.yml", json.dumps(items, indent=1).encode("utf-8"))
    return len(pairs)


def _plant_table(file: Path, bodies: Sequence[str], drawn: Callable[[], tuple[str, ...]], random: Random) -> int:
    """The keeper's table, with payloads in all of its columns; returns the number of rows."""
    columns = ("title", "date", "source", "authors", "url", "rights", "language")
    values = [drawn() for _ in columns]
    rows = list(zip(random.sample(bodies, min(len(bodies), len(values[0]))), *values, strict=False))
    file.parent.mkdir(parents=True, exist_ok=True)
    with file.open("w", encoding="utf-8", newline="") as stream:
        table = csv.writer(stream)
        table.writerow(("path", *columns))
        table.writerows((f"bodies/{name}", *cells) for name, *cells in rows)
    return len(rows)


def _plant_strings(corpus: Path, strings: Sequence[str]) -> None:
    """Each naughty string as a whole file; then as title, tag, body and file name of one article."""
    for number, text in enumerate(strings):
        data = text.encode("utf-8", "surrogatepass")
        _write(corpus / "strings" / f"{number:03}.txt", data)
        block = "\n".join(("---", f"title: {json.dumps(text)}", f"tags: [{json.dumps(text)}]", "---", "", ""))
        _write(
            _file(corpus / "named" / f"{number:03}", text, ".md"),
            block.encode() + b"\n\n".join((FILLER[0].encode(), data, FILLER[1].encode(), b"")),
        )


def _plant_weird_files(folder: Path, largest: int) -> None:
    """Unpack the archive as it is, odd names, links and permissions among it, and put a pipe beside."""
    folder.mkdir()
    subprocess.run(["tar", "-xpf", material.weird_files(), "-C", folder], check=True)
    subprocess.run(["sh", folder / "make_fifo.sh", folder / "articles"], check=True)
    subprocess.run(["find", folder, "-type", "f", "-size", f"+{largest}c", "-delete"], check=True)


def _plant_thieves(folder: Path) -> None:
    """Articles that try to show a file from outside of the corpus."""
    outside = "../../../outside"
    ways = (
        f'--8<-- "{outside}/canary.txt"',
        f"![]({outside}/canary.png) ![a](<{outside}/canary.txt>) [b]({outside}/canary.txt)",
        f'{{% include "{outside}/canary.txt" %}} {{{{ config }}}}',
        f'<img src="{outside}/canary.svg"><object data="{outside}/canary.txt"></object>',
        f"<!-- material/tags -->\n\n::: {outside}/canary.txt\n:::",
        "![linked](linked.png) ![within](folder/canary.png)",
    )
    for number, way in enumerate(ways):
        for ending in ("md", "html"):
            _write(folder / f"{number}.{ending}", _article(f"Thief {number}", [way]))
    for name in ("linked.png", "linked.txt"):
        (folder / name).symlink_to(Path(outside, f"canary{Path(name).suffix}"))
    (folder / "folder").symlink_to(outside)


def plant_canaries(folder: Path) -> None:
    """Files that nobody may read or change; the picture is one that a page could show."""
    picture = f'<svg xmlns="http://www.w3.org/2000/svg"><title>{SECRET}</title></svg>'
    for name in ("canary.txt", "canary.png", "sub/canary.txt"):
        _write(folder / name, SECRET.encode())
    _write(folder / "canary.svg", picture.encode())
