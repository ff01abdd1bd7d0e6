"""A collection on disk: its mkdocs.yml, and the folders that a build reads and writes."""

from __future__ import annotations

import dataclasses
import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from generator.errors import SettingsError
from generator.places import shown
from generator.settings import Settings, Where, read_settings


@dataclass(frozen=True, slots=True)
class Project:
    """Where everything of a collection lies; all paths are absolute."""

    config_file: Path
    settings: Settings
    name: str
    """The site's name."""
    corpus: Path
    docs: Path
    """MkDocs' docs_dir: hand-written pages, and those that a build writes."""
    site: Path
    theme: Path | None
    """The theme's custom_dir, or None when mkdocs.yml names none."""
    text: bytes
    """What stood in mkdocs.yml when it was read."""

    @property
    def root(self) -> Path:
        """The folder of mkdocs.yml."""
        return self.config_file.parent

    @property
    def work(self) -> Path:
        """The folder of working state: lock, staging, cache."""
        return self.root / ".readingroom"


def open_project(config_file: Path) -> Project:
    """Read mkdocs.yml as far as Reading Room needs it; MkDocs reads it in full when it builds.

    Raises `SettingsError` when the file is missing, is no YAML, or holds a setting that is not known.
    """
    from mkdocs.exceptions import MkDocsException
    from mkdocs.utils.yaml import yaml_load

    path = shown(config_file)
    try:
        text = config_file.read_bytes()
        with config_file.open("rb") as stream:
            values = yaml_load(stream)
    except OSError as error:
        raise SettingsError(
            f"cannot be read: {error.strerror}.",
            remedy="Stand in the collection's folder, give `--config`, or begin one with `readingroom new DIR`.",
            path=path,
        ) from error
    except (MkDocsException, ValueError) as error:
        reason = " ".join(str(error).split())
        raise SettingsError(f"is not valid: {reason}.", remedy="Mend the file.", path=path) from error
    if not isinstance(values, Mapping):
        raise SettingsError("holds no settings.", remedy="See `readingroom new DIR` for one that does.", path=path)
    root = config_file.resolve().parent
    settings = read_settings(
        _mapping(values, "extra").get("generator"), path=path, line_of=lambda where: _line(config_file, where)
    )
    custom_dir = _mapping(values, "theme").get("custom_dir")
    if "/" in settings.ner_model or os.sep in settings.ner_model:
        settings = dataclasses.replace(settings, ner_model=str((root / settings.ner_model).resolve()))
    return Project(
        config_file=config_file.resolve(),
        settings=settings,
        name=str(values.get("site_name", "")),
        corpus=root / settings.corpus,
        docs=root / str(values.get("docs_dir", "docs")),
        site=root / str(values.get("site_dir", "site")),
        theme=root / str(custom_dir) if custom_dir else None,
        text=text,
    )


def _mapping(values: Mapping[str, object], key: str) -> Mapping[str, object]:
    """The mapping under `key`, or an empty one."""
    found = values.get(key)
    return found if isinstance(found, Mapping) else {}


def _line(config_file: Path, where: Where) -> int | None:
    """The line, from 1, on which a setting stands; None when it stands in an inherited file."""
    import yaml

    node = yaml.compose(config_file.read_text(encoding="utf-8"), Loader=yaml.SafeLoader)
    line = None
    for wanted in ("extra", "generator", *where):
        if not isinstance(node, yaml.MappingNode):
            return None
        for key, value in node.value:
            if key.value == wanted:
                line, node = key.start_mark.line + 1, value
                break
        else:
            return None
    return line
