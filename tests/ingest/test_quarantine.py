"""Whatever an executor says of an article, reading and analysis say it alike, with the setting that may be raised."""

from __future__ import annotations

from typing import Literal, get_args

import pytest

from generator.errors import BrokenFormatError
from generator.executors import Failure
from generator.ingest.quarantine import error_of, quarantined
from generator.settings import Limits

DOING = Literal["reading", "analysis"]


@pytest.mark.parametrize("doing", get_args(DOING))
@pytest.mark.parametrize(
    ("failure", "error", "said"),
    [
        (Failure("time"), "TimeLimitError", ("7 seconds", "limits: article_seconds`")),
        (Failure("memory"), "MemoryLimitError", ("9,000 bytes", "limits: article_memory`")),
        (Failure("process"), "ProcessEndedError", ("tried once more", "fewer `--workers`")),
        (Failure("error", "ValueError: no\x1b[31m\nverb"), "", ("ValueError: no\\x1b[31m verb", "report it")),
    ],
)
def test_a_failure_says_what_happened_and_what_to_do(
    doing: DOING, failure: Failure, error: str, said: tuple[str, ...]
) -> None:
    found = quarantined("a.md", error_of(failure, doing, Limits(article_seconds=7, article_memory=9_000)))
    assert found.error == (error or {"reading": "BrokenFormatError", "analysis": "AnalysisError"}[doing])
    assert all(part in found.message for part in (doing, *said)), found.message
    assert found.message.isprintable()


def test_what_a_library_said_of_a_file_steers_no_terminal() -> None:
    error = BrokenFormatError("is damaged (\x1b[31m\u202e\ud800).", remedy="Save it anew.")
    assert quarantined("a.docx", error).message == r"is damaged (\x1b[31m\u202e\ud800). Save it anew."
