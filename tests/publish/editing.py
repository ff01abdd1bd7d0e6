"""A small collection that is edited at random, as people do: what the tests of incremental builds work on."""

from __future__ import annotations

import hashlib
import re
import shutil
from collections.abc import Callable
from pathlib import Path
from random import Random

from generator.project import Project, open_project
from tests.shared import ROOT

SENTENCES = (
    "Marta Lindqvist opened the tide gauge at Bergen on 3 May 1998.",
    '"The tide gauge will outlive us all," said Marta Lindqvist, director of the Coastal Survey.',
    "The Coastal Survey of Norway measures the sea level every hour.",
    "Tomas Aguilar called the sea level forecasts of the Coastal Survey careless.",
    "In Lisbon, Tomas Aguilar told the Harbour Council that the breakwater was too low.",
    "The Harbour Council will raise the breakwater before the winter of 2004.",
    "Aguilar had met Lindqvist in Rotterdam two years earlier.",
    "Ines Okafor, who teaches hydrography in Rotterdam, asked for older records.",
    '"Nobody kept the records of the lighthouse," Ines Okafor said.',
    "The lighthouse keeper of Skagen wrote down the sea level by hand until 1961.",
    "Storm surges have reached the old town of Lisbon three times since 1755.",
    "Denmark and the Netherlands share their storm surge forecasts with Portugal.",
)
TITLES = ("Tide gauge opened", "A low breakwater", "Older records", "Storm surge", "The keeper's notebook", "Sea level")
CURATION = {
    "rename": "- entity: people/marta-lindqvist\n  prefLabel: Marta Lindqvist-Berg\n",
    "ignore": "- entity: people/ines-okafor\n  ignore: true\n",
    "merge": "- entity: people/tomas-aguilar\n  merge: [people/ines-okafor]\n",
    "describe": "- entity: organisations/coastal-survey\n  description: Measures the sea.\n",
    "retype": "- entity: people/tomas-aguilar\n  type: organisation\n",
    "split": (
        "- split: people/marta-lindqvist\n  into:\n"
        "    - {prefLabel: Marta Lindqvist (engineer), articles: [a/0, b/1]}\n"
        "    - {prefLabel: Marta Lindqvist (director), articles: [a/2, b/3]}\n"
    ),
}
TOPICS = (
    "- topic: topics/sea-level\n  prefLabel: Height of the sea\n",
    "- topic: topics/tide-gauge\n  ignore: true\n",
    "",
)
METADATA = (
    "path,title,date,authors\na/0.md,The gauge of Bergen,2001-01-02,Ines Okafor\n",
    "path,title,date,authors\nb/1.md,,1999-12-31,\n",
    "",
)
PIXEL = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000000d49444154789c626001000000"
    "ffff03000006000557bfabd40000000049454e44ae426082"
)


def begin(folder: Path) -> Project:
    """A collection of five articles in `folder`."""
    theme = ROOT / "generator" / "theme"
    config = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
    config = re.sub(r"(?m)^( *custom_dir:).*$", rf"\1 {theme}", config)
    config = re.sub(r"(?ms)^site_description:.*?^$", "site_url: https://example.org/sea/\n", config)
    folder.mkdir(parents=True)
    (folder / "mkdocs.yml").write_text(config, encoding="utf-8")
    write(folder / "docs" / "guide" / "index.md", "# Guide\n\nSee [the first](../articles/a/0.md).\n")
    random = Random(1)
    for number in range(5):
        write_article(folder / "corpus" / "ab"[number % 2] / f"{number}.md", random)
    return open_project(folder / "mkdocs.yml")


def write(file: Path, text: str) -> None:
    """Write `text`, and the folders above it."""
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")


def write_article(file: Path, random: Random) -> None:
    """An article of some of the sentences."""
    day = f"{random.randint(1996, 2003)}-0{random.randint(1, 9)}-1{random.randint(0, 9)}"
    body = " ".join(random.sample(SENTENCES, random.randint(3, 6)))
    write(file, f"---\ntitle: {random.choice(TITLES)}\ndate: {day}\n---\n\n{body}\n")


def edit(folder: Path, random: Random) -> str:
    """Change one thing of the collection in `folder`; returns what."""
    return random.choice(EDITS)(folder, random)


def articles(folder: Path) -> list[Path]:
    """The articles, by path."""
    return sorted((folder / "corpus").rglob("[0-9]*.md"))


def _add(folder: Path, random: Random) -> str:
    file = folder / "corpus" / random.choice("abc") / f"{random.randint(5, 99)}.md"
    write_article(file, random)
    return f"add {file.name}"


def _change(folder: Path, random: Random) -> str:
    file = random.choice(articles(folder))
    file.write_text(f"{file.read_text(encoding='utf-8').rstrip()} {random.choice(SENTENCES)}\n", encoding="utf-8")
    return f"change {file.name}"


def _rename(folder: Path, random: Random) -> str:
    file = random.choice(articles(folder))
    target = folder / "corpus" / random.choice("abc") / f"{random.randint(100, 199)}.md"
    target.parent.mkdir(exist_ok=True)
    file.rename(target)
    return f"rename {file.name} to {target.name}"


def _delete(folder: Path, random: Random) -> str:
    if len(articles(folder)) < 3:
        return _add(folder, random)
    file = random.choice(articles(folder))
    file.unlink()
    return f"delete {file.name}"


def _correct(folder: Path, random: Random) -> str:
    chosen = random.choice([*CURATION, ""])
    write(folder / "corpus" / "_curation" / "entities.yml", CURATION.get(chosen, ""))
    return f"correct: {chosen or 'nothing'}"


def _stop(folder: Path, random: Random) -> str:
    words = random.choice(("sea level\n", "storm surge\nbreakwater\n", ""))
    write(folder / "corpus" / "_curation" / "stopwords.txt", words)
    return f"stop words: {words.split()}"


def _order(folder: Path, random: Random) -> str:
    topics = random.choice(TOPICS)
    write(folder / "corpus" / "_curation" / "topics.yml", topics)
    return f"topics: {topics!r}"


def _catalogue(folder: Path, random: Random) -> str:
    table = random.choice(METADATA)
    write(folder / "corpus" / "_curation" / "metadata.csv", table)
    return f"metadata: {table!r}"


def _picture(folder: Path, random: Random) -> str:
    (folder / "corpus" / "a").mkdir(exist_ok=True)
    (folder / "corpus" / "a" / "gauge.png").write_bytes(PIXEL)
    write(folder / "corpus" / "a" / "7.md", "# The gauge\n\nThe tide gauge of Bergen.\n\n![the gauge](gauge.png)\n")
    return "add a picture"


def _by_hand(folder: Path, random: Random) -> str:
    page = folder / "docs" / "guide" / "more.md"
    if page.exists() and random.random() < 0.3:
        page.unlink()
        return "remove a hand-written page"
    target = random.choice(("a/0", "b/1", "b/3", "a/100"))
    write(page, f"# More\n\nOf [an article](../articles/{target}.md), or [none](nowhere.md).\n")
    return f"write a page by hand that links to {target}"


EDITS: tuple[Callable[[Path, Random], str], ...] = (
    _add,
    _add,
    _change,
    _change,
    _rename,
    _delete,
    _correct,
    _stop,
    _order,
    _catalogue,
    _picture,
    _by_hand,
)


def copy_of(project: Project, folder: Path) -> Project:
    """A fresh clone of `project` in `folder`: what people wrote, and nothing that a build made."""
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(project.corpus, folder / "corpus")
    shutil.copytree(project.docs / "guide", folder / "docs" / "guide")
    shutil.copy(project.config_file, folder)
    return open_project(folder / "mkdocs.yml")


def made(project: Project) -> dict[str, str]:
    """Digests of all that a build has made of `project`: the site, and docs/ but for the list of what is generated."""
    return {
        f"{place.name}/{path}": digest
        for place in (project.site, project.docs)
        for path, digest in digests(place).items()
        if path != ".generated.json"
    }


def digests(folder: Path) -> dict[str, str]:
    """The digest of every file below `folder`, by path."""
    return {
        file.relative_to(folder).as_posix(): hashlib.sha256(file.read_bytes()).hexdigest()
        for file in sorted(folder.rglob("*"))
        if file.is_file()
    }
