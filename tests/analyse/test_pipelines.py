from __future__ import annotations

import hashlib
import subprocess
import sys
from importlib import import_module
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from generator.analyse.analyser import Analyser, sentences
from generator.analyse.language import UNDECIDED, detect
from generator.analyse.pipelines import Pipelines
from generator.errors import ModelMissingError
from generator.settings import Settings
from tests.analyse.golden_cases import parse
from tests.analyse.test_entities import article

WEIGHTS = {
    "ner": "cd93e9ca9126c69f1d10a1039ef67c3d9ec1223b44d079856705970f0f19ff4e",
    "tok2vec": "e84fc06eb319c94d28e460fc334e292120b01f18baa5dc8b50c977459820a090",
}
"""SHA-256 of the weights in the official en_core_web_sm 3.8.0, by its published RECORD."""


ALIKE = (
    ("He's been there, hasn't he?", "They'd better not; I'll say \"no\" - and don't ask (again)!"),
    ("Who's that?", "It cost $5, i.e. 5 % more than in '98.", "Let's go to the U.S. as soon as we've met them."),
)
"""Words that the model's rules for exceptions say something of."""


@pytest.mark.parametrize("part", sorted(WEIGHTS))
def test_the_model_is_the_official_one_by_its_weights(part: str) -> None:
    name = Settings().ner_model
    (weights,) = Path(str(import_module(name).__file__)).parent.glob(f"{name}-*/{part}/model")
    assert hashlib.sha256(weights.read_bytes()).hexdigest() == WEIGHTS[part]


def test_a_missing_model_is_named_with_a_remedy() -> None:
    with pytest.raises(ModelMissingError, match=r"'no_such_model' is not installed\. Install"):
        Pipelines("no_such_model")


def test_what_is_read_of_a_word_is_what_all_rules_of_the_model_give_it() -> None:
    import spacy

    whole = spacy.load(Settings().ner_model)
    text = " ".join(" ".join(case) for case in ALIKE)
    (doc, _), *_ = Pipelines(Settings().ner_model).parse([(text, (article(text), "en"))])
    assert [(word.pos_, word.tag_, word.dep_) for word in doc] == [
        (word.pos_, word.tag_, word.dep_) for word in whole(text)
    ]
    assert not any(str(word.morph) for word in doc)  # nobody reads it


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.lists(st.text("ab. \nA\t\u00a0", max_size=30), max_size=5).map("\n\n".join), st.sampled_from(["en", "fr", "ja"])
)
def test_sentences_cover_the_text_in_order_and_cross_no_paragraph(text: str, language: str) -> None:
    doc = parse(text, language)
    assert doc.text == text
    position = 0
    for start, end in sentences(doc):
        assert position <= start < end
        assert not text[position:start].strip()
        assert "\n\n" not in text[start:end]
        position = end
    assert not text[position:].strip()


def test_a_heading_without_a_full_stop_is_a_sentence_of_its_own() -> None:
    text = "Talks in Lund\n\nThe delegations met on Friday. They agreed."
    assert [text[start:end] for start, end in sentences(parse(text))] == [
        "Talks in Lund",
        "The delegations met on Friday.",
        "They agreed.",
    ]


@pytest.mark.parametrize("language", ["fr", "ru", "zh", "ja", "ko", "th", "sw", UNDECIDED])
def test_every_language_has_tokens_and_sentences_and_keeps_its_code(language: str) -> None:
    doc = parse("Uno dos. 中国。Три.", language)
    assert doc.lang_ == language
    assert len(sentences(doc)) >= 1


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("The delegations met on Friday in the old town hall and agreed on nothing.", "en"),
        ("Les délégations se sont réunies vendredi dans la vieille mairie.", "fr"),
        ("Делегации встретились в пятницу в старой ратуше.", "ru"),
        ("Lund", UNDECIDED),
        ("", UNDECIDED),
    ],
)
def test_the_language_is_told_where_there_is_enough_text(text: str, language: str) -> None:
    assert detect(text) == language


def test_one_analyser_takes_languages_in_turn_and_keeps_the_order() -> None:
    texts = [
        "Officials from Norway met their colleagues from Poland in the old town hall.",
        "Les ministres de la Norvège et de la Pologne se sont réunis dans la vieille mairie.",
        "A second meeting between Norway and Poland is planned for the spring of next year.",
    ]
    together = list(Analyser(Settings()).analyse(article(text) for text in texts))
    assert [analysis.language for analysis in together] == ["en", "fr", "en"]
    alone = [next(Analyser(Settings()).analyse([article(text)])) for text in texts]
    assert together == alone


@pytest.mark.parametrize("character", ["&", "‹", "a"])
def test_what_is_longer_than_any_word_is_passed_over_and_keeps_its_place(character: str) -> None:
    endless = character * 50_000
    text = f"Ann Smith said so.\n\n{endless}\n\nAnn Smith met Bob Jones in Finland."
    doc = parse(text, "en")
    assert len(doc) < 40
    assert doc.text == text.replace(endless, " " * len(endless))
    assert doc[-2].text == "Finland"
    assert text[doc[-2].idx :] == "Finland."


def test_a_text_without_spaces_between_words_is_read_whole() -> None:
    text = "外交部发言人说" * 300
    assert parse(text, "zh").text == text


@pytest.mark.parametrize("module", ("types.ModuleType", "Bare"))
def test_spacy_is_imported_without_its_commands_which_stay_to_be_had(module: str) -> None:
    program = f"""
import sys, types
from generator.analyse import pipelines
class Bare:  # in it spaCy does not find what it imports
    __slots__, __dict__ = (), {{}}
    def __init__(self, name): pass
pipelines.ModuleType = {module}
pipelines._import_spacy()
import spacy
assert callable(spacy.load)
assert ("weasel" in sys.modules) == (pipelines.ModuleType is Bare)
import spacy.cli
assert callable(spacy.cli.download)
"""
    subprocess.run([sys.executable, "-c", program], check=True)
