"""What can be done for a new site before its pages are there: to look at the last one, and to take the spare."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Self

from generator.errors import PublishError
from generator.executors import SERIAL, Workforce
from generator.executors.forked import Forked
from generator.places import shown
from generator.project import Project
from generator.publish.manifest import Manifest, State, folder_of, read_manifest, states_below
from generator.publish.stage import SPARE, Held, Stage, held_in, take_spare
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

    def __init__(self, project: Project, workforce: Workforce = SERIAL) -> None:
        """Nothing is done yet; what is looked at is looked at in a fork, unless `workforce` is this process alone."""
        self._site = project.site
        self._workforce = workforce
        self._stack = ExitStack()
        self._looking: Forked[tuple[Held, Mapping[str, State]]] | None = None
        self._last: Last | None = None
        self.known = folder_of(project.work, project.site)
        """The folder of what is known of the site."""
        self.staged = beside(project.site)
        """The folder in which the new site comes together."""

    def look(self) -> Forked[tuple[Held, Mapping[str, State]]]:
        """Begin to look at the last site, once.

        Raises `PublishError` when what is there is no site, and `OSError` when there can be no folder for a new one.
        """
        if self._looking is None:
            _refuse_other_folder(self._site)
            clear_up(self._site)
            self.staged.mkdir(parents=True)
            take_spare(self.known / SPARE, self.staged)
            self._looking = self._stack.enter_context(Forked(self._seen, self._workforce))
        return self._looking

    def last(self) -> Last:
        """The last site, looked at once. Raises as `look` does."""
        if self._last is None:
            looking = self.look()
            manifest = read_manifest(self.known)  # sooner read than sent by the fork, which reads it too
            held, states = looking.result()
            self._last = Last(manifest, states, Stage(self.staged, held))
        return self._last

    def _seen(self) -> tuple[Held, Mapping[str, State]]:
        """What the new folder holds, and the states of those files of the site that the manifest tells of."""
        entries = read_manifest(self.known).entries
        return held_in(self.staged, self._site), states_below(self._site, entries.__contains__)

    def __enter__(self) -> Self:
        """Itself."""
        return self

    def __exit__(self, *raised: object) -> None:
        """End what is still at work, and remove the new site's folder if it is still there."""
        self._stack.close()
        shutil.rmtree(self.staged, ignore_errors=True)


def _refuse_other_folder(site: Path) -> None:
    """Raise `PublishError` when `site` holds anything but a site, which the new one would replace."""
    if site.exists() and not (site.is_dir() and (not any(site.iterdir()) or (site / "data" / "build.json").exists())):
        raise PublishError(
            "is not a site that a build made, so it is not replaced.",
            remedy="Give another `--site-dir`, or empty that folder.",
            path=shown(site),
        )
