"""What can be done for a new site before its pages are there: to look at the last one, and to take the spare."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Self

from generator.errors import PublishError
from generator.places import shown
from generator.project import Project
from generator.publish.manifest import Manifest, State, folder_of, read_manifest, states_below
from generator.publish.stage import SPARE, Stage
from generator.publish.swap import beside, clear_up


@dataclass(frozen=True, slots=True)
class Last:
    """The last site, and the folder of the new one, which may have begun as a still older one."""

    manifest: Manifest
    states: Mapping[str, State]
    """Size and time of change of those of its files that the manifest tells of and that are there, by path."""
    stage: Stage


class Beginning:
    """The beginning of a new site; use it in a `with` statement, which removes what was not put in place."""

    def __init__(self, project: Project) -> None:
        """Nothing is done yet."""
        self._site = project.site
        self._last: Last | None = None
        self.known = folder_of(project.work, project.site)
        """The folder of what is known of the site."""
        self.staged = beside(project.site)
        """The folder in which the new site comes together."""

    def last(self) -> Last:
        """The last site, looked at once.

        Raises `PublishError` when what is there is no site, and `OSError` when there can be no folder for a new one.
        """
        if self._last is None:
            _refuse_other_folder(self._site)
            clear_up(self._site)
            self.staged.mkdir(parents=True)
            manifest = read_manifest(self.known)
            stage = Stage(self.staged)
            stage.begin(self.known / SPARE, self._site)
            self._last = Last(manifest, states_below(self._site, manifest.entries.__contains__), stage)
        return self._last

    def __enter__(self) -> Self:
        """Itself."""
        return self

    def __exit__(self, *raised: object) -> None:
        """Remove the new site's folder if it is still there."""
        shutil.rmtree(self.staged, ignore_errors=True)


def _refuse_other_folder(site: Path) -> None:
    """Raise `PublishError` when `site` holds anything but a site, which the new one would replace."""
    if site.exists() and not (site.is_dir() and (not any(site.iterdir()) or (site / "data" / "build.json").exists())):
        raise PublishError(
            "is not a site that a build made, so it is not replaced.",
            remedy="Give another `--site-dir`, or empty that folder.",
            path=shown(site),
        )
