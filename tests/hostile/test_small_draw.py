"""A small part of the hostile material, built and opened; `make test-hostile` does so with all of it."""

from __future__ import annotations

from random import Random

import pytest

from tests.hostile import browsing
from tests.hostile.browsing import Round
from tests.hostile.building import Built, build
from tests.hostile.planting import SMALL
from tests.shared import shared

SEED = 1
OPENED = 40
TABS = 2
FOUND = "timetable"
"""A word of the ordinary paragraphs: what a payload's title is asked for may be nowhere."""


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Built:
    shared("corpora/hostile")
    return build(tmp_path_factory.mktemp("hostile"), SMALL, SEED)


def test_every_file_is_accounted_for_and_nothing_else_is_touched(built: Built) -> None:
    assert not built.problems


def test_pages_and_hits_are_words_alone(built: Built) -> None:
    random = Random(SEED)
    pages = random.sample(built.pages(), OPENED)
    asked = (*built.asked(4, random), FOUND)
    visit = browsing.go(Round(built.site.as_uri(), "no policy", pages, built.headings(), built.leads(), asked), TABS)
    assert not visit.problems
    assert (visit.pages, visit.searches) == (OPENED, len(asked))
    assert visit.hits
