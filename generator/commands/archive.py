"""Packing the built site into one file."""

from __future__ import annotations

from pathlib import Path

from generator.ids import slug
from generator.progress import Progress
from generator.project import Project
from generator.publish.archive import Archive, pack


def archive(project: Project, output: Path | None, progress: Progress) -> tuple[Path, Archive]:
    """Pack the site of `project` into `output`, or beside mkdocs.yml into a zip named for the site.

    Raises `SiteMissingError` when there is no site yet.
    """
    name = slug(project.name, fallback="site")
    target = output or project.root / f"{name}.zip"
    return target, pack(project.site, target, name, progress)
