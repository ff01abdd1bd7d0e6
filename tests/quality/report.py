"""Measures every annotated set, and the bare libraries beside it, and writes the page of the guide: `make quality`."""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from tests.quality.baselines import write_spacy_names, write_yake_keywords
from tests.quality.scoring import SETS, fallen, floors, home, missing, score, write_set
from tests.shared import ROOT

PAGE = ROOT / "docs" / "guide" / "quality.md"
INTRODUCTION = """# How good it is

Measured on texts in which people have marked what is to be found, the project's own analysis beside the libraries it
stands on, both in one run. Every figure is a share in percent; a floor is the lowest value that a change to the program
may leave. Of the agency news, the statements and the keywords only the half to develop with is measured here: the
other half is kept to check, now and then, that nothing was learnt by heart. Your own texts may be easier or harder:
older English, other languages and poor scans fare worse.

This page is written by `make quality`, which needs the annotated texts.
"""


@dataclass(frozen=True, slots=True)
class Section:
    """A set on the page."""

    heading: str
    about: str
    rows: tuple[tuple[str, str], ...]
    """Name of a score, and what it means."""
    baseline: str = ""
    """What the plain library is called."""
    write_baseline: Callable[[Path], None] | None = None


NAME_ROWS = (
    ("micro", "F1 of all names"),
    ("person", "F1 of people"),
    ("place", "F1 of places"),
    ("organisation", "F1 of organisations"),
)
KEYWORD_ROWS = (
    ("f1", "F1 of the first ten keywords"),
    ("p", "of the ten, those that people chose too"),
    ("r", "of what people chose, that found"),
)
SECTIONS = {
    "mentions": Section(
        "Names",
        "1,000 sentences of English news and encyclopedia, annotated by the UNER project. They belong to no common "
        "text, so that a name can't be learnt from its other occurrences; the kind of the name must be right as well "
        "as its limits.",
        NAME_ROWS,
        "plain spaCy",
        write_spacy_names,
    ),
    "agency-wire": Section(
        "Names in agency news",
        "216 reports of a news agency, many on sport and with tables of results, from the corrected edition of CoNLL "
        "2003 (CrossWeigh). Clubs and teams are organisations there.",
        NAME_ROWS,
        "plain spaCy",
        write_spacy_names,
    ),
    "linking": Section(
        "Which names are one",
        "181 articles of Wikinews whose names lead to Wikipedia (Dexter). Two names should be one entity here when "
        "they lead to one article there (B-cubed); plain spaCy takes names written the same for one.",
        (
            ("b3_f1", "B-cubed F1"),
            ("b3_p", "B-cubed precision: what is one here is one there"),
            ("b3_r", "B-cubed recall: what is one there is one here"),
            ("coverage", "of the names in Wikipedia's sense, common nouns among them, those found"),
        ),
        "plain spaCy",
        write_spacy_names,
    ),
    "statements": Section(
        "Statements",
        "81 political news articles in which every attribution is marked (PolNeAR): direct and indirect speech, and "
        "who speaks. None of the libraries used finds statements.",
        (
            ("f1", "F1 of statements"),
            ("p", "of the statements found, those marked too"),
            ("r", "of the statements marked, those found"),
            ("speaker_right", "of the statements found, those with the right speaker"),
        ),
    ),
    "keywords-duc": Section(
        "Keywords of news reports",
        "148 news articles of DUC 2001 with the keyphrases that two readers gave each (Wan and Xiao 2008), compared by "
        "their word stems. Readers agree among themselves in part only.",
        KEYWORD_ROWS,
        "plain YAKE",
        write_yake_keywords,
    ),
    "keywords": Section(
        "Keywords of shorter news",
        "221 short news articles in which many readers marked keywords (500N-KPCrowd): some fifty for each, mostly "
        "single words, so that ten keywords can't reach a high F1.",
        KEYWORD_ROWS,
        "plain YAKE",
        write_yake_keywords,
    ),
    "seeds": Section(
        "Two articles in full",
        "Two articles on security talks in which everything was marked by hand: the finest check and the smallest set.",
        (
            ("all", "all that was marked"),
            ("entities", "names"),
            ("one_entity", "entities that are one"),
            ("kept_apart", "namesakes kept apart"),
            ("precision", "entities found that are right"),
            ("statements", "statements"),
            ("speakers", "speakers"),
            ("roles", "descriptions of people"),
            ("topics", "keywords and topics"),
        ),
    ),
}


def main() -> int:
    """Write the page; tell what has fallen below its floor, or which set is missing, and give 1 then."""
    gone = [missing(name) for name in SETS if home(SETS[name]) is None]
    if gone:
        print(*dict.fromkeys(gone), sep="\n", file=sys.stderr)
        return 1
    parts, problems = [INTRODUCTION], []
    for name, section in SECTIONS.items():
        reached, plain = _measured(name, section)
        parts.append(_section(name, section, reached, plain))
        problems += [f"{name} {one}: {what}" for one, what in fallen(name, reached).items()]
    PAGE.write_text("\n".join(parts), encoding="utf-8")
    print(*problems, sep="\n", file=sys.stderr, end="\n" if problems else "")
    return 1 if problems else 0


def _measured(name: str, section: Section) -> tuple[dict[str, float], dict[str, float]]:
    """The scores of this program, and of the plain library."""
    one = SETS[name]
    at = home(one)
    assert at is not None
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        write_set(one, at, folder)
        ours = score(one, at, folder)
        if section.write_baseline is None:
            return ours, {}
        section.write_baseline(folder)
        return ours, score(one, at, folder)


def _section(name: str, section: Section, reached: dict[str, float], plain: dict[str, float]) -> str:
    return f"## {section.heading}\n\n{section.about}\n\n" + "\n".join(_table(name, section, reached, plain)) + "\n"


def _table(name: str, section: Section, reached: dict[str, float], plain: dict[str, float]) -> Iterator[str]:
    least = floors()[name]
    columns = ["what", "Reading Room", *([section.baseline] if plain else []), "floor"]
    yield f"| {' | '.join(columns)} |"
    yield f"| --- |{' ---: |' * (len(columns) - 1)}"
    for one, meaning in section.rows:
        figures = [reached[one], *([plain[one]] if plain else [])]
        floor = _percent(least[one]) if one in least else ""
        yield f"| {meaning} | {' | '.join(map(_percent, figures))} | {floor} |"


def _percent(share: float) -> str:
    return f"{100 * share:.1f}"


if __name__ == "__main__":
    sys.exit(main())
