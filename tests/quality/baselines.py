"""What the bare libraries find, written over the tables of a build, so that one program scores both."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable, Iterator
from pathlib import Path

from generator.ids import slug
from generator.settings import Settings

TYPES = {"PERSON": "person", "ORG": "organisation", "GPE": "place", "LOC": "place", "FAC": "place"}
KEYWORDS = 20


def write_spacy_names(folder: Path) -> None:
    """The entities of spaCy's model as it comes; names written the same and of one type are one."""
    import spacy

    model = spacy.load(Settings().ner_model)

    def rows() -> Iterator[tuple[object, ...]]:
        for article, text in _texts(folder):
            for name in model(text).ents:
                if name.label_ in TYPES:
                    kind = TYPES[name.label_]
                    entity = f"{kind}/{slug(name.text)}"
                    yield article, name.start_char, name.end_char, name.text, entity, kind, "model"

    _write(folder / "mentions.csv", ("article", "start", "end", "surface", "entity", "type", "rule"), rows())


def write_yake_keywords(folder: Path) -> None:
    """The keywords of YAKE as it comes, of up to three words, from title and text."""
    from yake import KeywordExtractor

    extractor = KeywordExtractor(lan="en", n=3, top=KEYWORDS)
    with (folder / "articles.csv").open(encoding="utf-8", newline="") as file:
        titles = {row["id"]: row["title"] for row in csv.DictReader(file)}

    def rows() -> Iterator[tuple[object, ...]]:
        for article, text in _texts(folder):
            found = extractor.extract_keywords(f"{titles[article]}\n\n{text}")
            for rank, (keyword, cost) in enumerate(found, 1):
                yield article, rank, keyword, cost, "", ""

    _write(folder / "keywords.csv", ("article", "rank", "keyword", "score", "topic", "entity"), rows())


def _texts(folder: Path) -> Iterator[tuple[str, str]]:
    with (folder / "texts.jsonl").open(encoding="utf-8") as file:
        for line in file:
            row = json.loads(line)
            yield row["id"], row["text"]


def _write(path: Path, header: tuple[str, ...], rows: Iterable[tuple[object, ...]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows((header, *rows))
