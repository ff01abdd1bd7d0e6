"""What is wrong with a collection and its site, as lines for a person."""

from __future__ import annotations

import json
from collections.abc import Iterator

from generator.errors import SiteMissingError
from generator.places import shown
from generator.progress import Progress
from generator.project import Project
from generator.publish.check import check_site


def check(project: Project, progress: Progress) -> Iterator[str]:
    """Name each problem of the last build and of the site it made.

    These are the quarantined files with their remedy, the warnings, and links that lead nowhere. Raises
    `SiteMissingError` when there is no site yet.
    """
    report = project.site / "data" / "build.json"
    if not report.exists():
        raise SiteMissingError(
            "holds no site.", remedy="Build it first: `readingroom build`.", path=shown(project.site)
        )
    built = json.loads(report.read_text(encoding="utf-8"))
    for one in built["quarantined"]:
        where = one["path"] if one["line"] is None else f"{one['path']}:{one['line']}"
        yield f"quarantined: {where}: {one['message']}"
    for warning in built["warnings"]:
        yield f"warning: {warning}"
    for problem in check_site(project.site, progress):
        yield f"page: {problem.page}: {problem.message}"
