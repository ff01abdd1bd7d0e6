"""Builds all the hostile material as one collection and opens every page of it: `make test-hostile`."""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from random import Random

from tests.hostile import browsing, material
from tests.hostile.accounts import differences, state
from tests.hostile.browsing import Policy, Round
from tests.hostile.building import Built, build
from tests.hostile.planting import SMALL, WHOLE
from tests.serving import serving

SEARCHED = 40
"""Payloads that the search is asked for on each way through the site."""
SAMPLE = 300
"""Pages that are opened from a host, too."""
MOST = 100
"""Problems that are printed."""


def main() -> int:
    """Build, count, open every page; returns 1 where anything happened that must not."""
    options = _options()
    if not material.HOSTILE.is_dir():
        print(
            f"The material is not in {material.HOSTILE}: SHARED in the environment names another place.",
            file=sys.stderr,
        )
        return 2
    with tempfile.TemporaryDirectory(prefix="hostile-") as temporary:
        folder = Path(options.keep or temporary)
        folder.mkdir(parents=True, exist_ok=True)
        print(f"seed {options.seed}, in {folder}")
        draw = SMALL if options.small else WHOLE
        built = Built.again(folder, draw, options.seed) if options.again else build(folder, draw, options.seed)
        _print_built(built)
        problems = [*built.problems, *(_browse(built, options.seed, options.tabs) if built.site.is_dir() else ())]
    for problem in problems[:MOST]:
        print(f"problem: {problem}")
    print(f"{len(problems)} problems" if problems else "no problems")
    return 1 if problems else 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.hostile", description=__doc__)
    parser.add_argument("--seed", type=int, default=1, help="what is drawn at random (default: 1)")
    parser.add_argument("--small", action="store_true", help="take a small part of the material")
    parser.add_argument("--tabs", type=int, default=3, help="how many pages are open at once (default: 3)")
    parser.add_argument("--keep", metavar="DIR", help="make it in this empty folder, and leave it there")
    parser.add_argument("--again", action="store_true", help="only open the pages of what was kept")
    return parser.parse_args()


def _print_built(built: Built) -> None:
    print("\n".join(("planted:", *(f"  {count:>6,} {place}" for place, count in built.planted.counts.items()))))
    print(f"built in {built.seconds:.0f} s, {len(built.problems)} problems")
    told = built.site / "data" / "build.json"
    if told.is_file():
        values = json.loads(told.read_text(encoding="utf-8"))
        print(f"  files:   {values['inputs']}\n  counts:  {values['counts']}\n  warnings: {len(values['warnings']):,}")


def _browse(built: Built, seed: int, tabs: int) -> list[str]:
    """Make all rounds; returns the problems."""
    random = Random(seed)
    pages, headings, leads = built.pages(), built.headings(), built.leads()
    asked = built.asked(SEARCHED, random)
    some = sorted(random.sample(pages, min(SAMPLE, len(pages))))
    before = state(built.site)
    with serving(built.site) as host:
        ways: tuple[tuple[str, str, Policy, Sequence[str]], ...] = (
            ("from the folder, without the policy", built.site.as_uri(), "no policy", pages),
            ("from a host, with the policy", host, "policy", some),
        )
        visits = [
            (what, browsing.go(Round(root, policy, some_pages, headings, leads, asked), tabs))
            for what, root, policy, some_pages in ways
        ]
    print("\n".join(browsing.report(visits)))
    print(f"{sum(visit.pages for _, visit in visits):,} pages opened")
    changed = [f"{path} of the site was changed by opening it" for path in differences(before, state(built.site))]
    return [*(problem for _, visit in visits for problem in visit.problems), *changed]


if __name__ == "__main__":
    sys.exit(main())
