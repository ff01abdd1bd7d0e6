from __future__ import annotations

from pathlib import Path

import pytest

from tests.quality.scoring import SETS, fallen, floors, home, missing, score, write_set
from tests.shared import shared


@pytest.mark.parametrize("name", sorted(SETS))
def test_no_score_falls_below_its_floor(name: str, tmp_path: Path) -> None:
    shared("eval/score.py")
    at = home(SETS[name])
    if at is None:
        pytest.skip(missing(name))
    write_set(SETS[name], at, tmp_path)
    assert not fallen(name, score(SETS[name], at, tmp_path))


def test_every_floor_is_of_a_set_that_is_measured() -> None:
    assert set(floors()) == set(SETS)
