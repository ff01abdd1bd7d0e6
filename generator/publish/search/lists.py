"""The scripts that list the pages of all shards, by their names, facets and dates."""

from __future__ import annotations

import shutil
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from generator.fingerprint import Needs
from generator.publish.search.bundles import Bundle
from generator.publish.search.kept import is_sealed
from generator.publish.search.names import Names, front_coded, gather_names, write_names
from generator.publish.search.scripts import Scripts, keep
from generator.publish.search.shards import Shard
from generator.publish.search.tables import FACETS, KINDS, facets_of, write_tables

SCRIPTS = "scripts"
"""Folder of working state in which they are kept."""
_CODE = Needs(("generator.publish.search.lists",), ())


@dataclass(frozen=True, slots=True)
class Listed:
    """What the scripts list of all shards, whatever Pagefind calls their pages."""

    names: Names
    facets: tuple[bytes, ...]
    """Scripts, shard by shard."""


def list_all(found: Sequence[Shard], work: Path) -> Listed:
    """What is listed of the pages of all shards; they are known before Pagefind has indexed any."""
    return Listed(gather_names(found), facets_of(found, work / "facets"))


def make_scripts(bundles: Sequence[Bundle], listing: Callable[[], Listed], work: Path) -> Path:
    """Write all scripts but the bundles' into a folder of `work`, which is there only when they are complete.

    `listing` gives what they list of the shards; it is not asked where such scripts are there already.
    """
    scripts_of = work / SCRIPTS
    kept = scripts_of / _key(bundles)
    if is_sealed(kept):
        return kept
    new = scripts_of / f".{kept.name}.new"
    shutil.rmtree(new, ignore_errors=True)
    scripts_of.mkdir(parents=True, exist_ok=True)
    scripts = Scripts(new, next(iter(sorted(scripts_of.glob("[!.]*"))), None))
    listed = listing()
    for bundle, facets in zip(bundles, listed.facets, strict=True):
        write_tables(bundle, facets, scripts)
    prefixes = write_names(listed.names, [bundle.ids for bundle in bundles], scripts)
    counts = dict.fromkeys(KINDS, 0)
    for bundle in bundles:
        for page in bundle.shard.pages:
            counts[page.record.kind] += 1
    collection = {
        "version": scripts.digest(),
        "kinds": [{"value": kind, "label": label, "pages": counts[kind]} for kind, label in KINDS.items()],
        "facets": [{"key": key, "label": label} for key, label in FACETS.items()],
        "shards": [
            {
                "path": bundle.shard.path,
                "language": bundle.shard.language,
                "tag": bundle.shard.tag,
                "version": bundle.key[:16],
            }
            for bundle in bundles
        ],
        "names": front_coded(prefixes),
        "common": _common(bundles),
    }
    scripts.write("collection.js", keep("collection", collection))
    scripts.seal()
    shutil.rmtree(kept, ignore_errors=True)
    new.rename(kept)
    return kept


def _common(bundles: Sequence[Bundle]) -> dict[str, str]:
    """By family and language, the words that many pages of each of their shards have, where there are several."""
    groups: defaultdict[str, list[frozenset[str]]] = defaultdict(list)
    for bundle in bundles:
        groups[bundle.shard.index].append(bundle.common)
    return {
        index: " ".join(sorted(frozenset.intersection(*found))) for index, found in groups.items() if len(found) > 1
    }


def _key(bundles: Sequence[Bundle]) -> str:
    """Digest of all that the scripts are made from."""
    lines = [_CODE.fingerprint().hex()]
    for bundle in bundles:
        lines.append(f"{bundle.shard.path} {bundle.key}")
        lines += (page.shown for page in bundle.shard.pages)
    return sha256("\n".join(lines).encode("utf-8")).hexdigest()
