"""The theme of a collection whose mkdocs.yml looks for it in the folder of working state."""

from __future__ import annotations

import shutil
from importlib.resources import as_file, files

from generator.fingerprint import folder
from generator.project import Project
from generator.publish.swap import beside, clear_up, put_in_place


def refresh_theme(project: Project) -> None:
    """Copy the theme to where mkdocs.yml looks for it, when that is in the folder of working state.

    So MkDocs alone can make the site too, with the theme of the version that wrote the pages.
    """
    theme = project.theme
    if theme is None or project.work not in theme.parents:
        return
    clear_up(theme)
    with as_file(files("generator") / "theme") as installed:
        if theme.exists() and folder(theme) == folder(installed):
            return
        staged = beside(theme)
        shutil.copytree(installed, staged)
    put_in_place(staged, theme)
