"""MkDocs, called from here: its configuration, what it says, and the one date for all it dates."""

from __future__ import annotations

import logging
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from generator.errors import SettingsError
from generator.places import shown

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig

EPOCH = "315532800"
"""1980-01-01, the earliest date that archives can hold: the same for every build, so that two give the same bytes."""


def load(config_file: Path, docs: Path, site: Path) -> tuple[MkDocsConfig, tuple[str, ...]]:
    """MkDocs' own configuration, with its folders set, and what it warns of; raises `SettingsError`."""
    os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")  # Material prints an announcement otherwise
    from mkdocs.config import load_config
    from mkdocs.exceptions import MkDocsException

    docs.mkdir(parents=True, exist_ok=True)
    with messages() as said:
        try:
            config = load_config(str(config_file), docs_dir=str(docs), site_dir=str(site), strict=False)
        except MkDocsException as error:
            reason = " ".join(" ".join(said.texts(logging.ERROR) or (str(error),)).split()).rstrip(".")
            path = shown(config_file)
            raise SettingsError(f"{reason}.", remedy="Mend that setting.", path=path) from error
    return config, said.texts()


class Messages(logging.Handler):
    """Keeps what MkDocs has to say."""

    def __init__(self) -> None:
        """Keep warnings and errors."""
        super().__init__(logging.WARNING)
        self.records: list[logging.LogRecord] = []

    def emit(self, record: logging.LogRecord) -> None:
        """Keep one."""
        self.records.append(record)

    def texts(self, least: int = logging.WARNING) -> tuple[str, ...]:
        """What was said, in order, of that severity at least."""
        return tuple(record.getMessage() for record in self.records if record.levelno >= least)


@contextmanager
def messages() -> Iterator[Messages]:
    """Gather MkDocs' warnings and errors instead of letting them be printed."""
    kept = Messages()
    logger = logging.getLogger("mkdocs")
    before = logger.propagate
    logger.addHandler(kept)
    logger.propagate = False
    try:
        yield kept
    finally:
        logger.removeHandler(kept)
        logger.propagate = before


@contextmanager
def reproducible() -> Iterator[None]:
    """Give MkDocs one date for everything it dates, unless the person who builds has given one."""
    given = os.environ.get("SOURCE_DATE_EPOCH")
    os.environ.setdefault("SOURCE_DATE_EPOCH", EPOCH)
    try:
        yield
    finally:
        if given is None:
            del os.environ["SOURCE_DATE_EPOCH"]
