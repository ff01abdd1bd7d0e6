from __future__ import annotations

from pathlib import Path

import pytest

from tests.quality.scoring import SETS, floors, scores
from tests.shared import shared


@pytest.mark.parametrize("name", sorted(SETS))
def test_no_score_falls_below_its_floor(name: str, tmp_path: Path) -> None:
    root = shared("eval/score.py").parent.parent
    reached = scores(SETS[name], root, tmp_path)
    fallen = {
        score: f"{reached[score]:.4f}, floor {floor}"
        for score, floor in floors()[name].items()
        if reached[score] < floor
    }
    assert not fallen


def test_every_floor_is_of_a_set_that_is_measured() -> None:
    assert set(floors()) == set(SETS)
