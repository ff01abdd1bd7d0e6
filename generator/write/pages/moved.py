"""Pages at the old addresses of what corrections have moved: they lead on, and nothing lists them."""

from __future__ import annotations

from collections.abc import Iterator

from generator.write import addresses
from generator.write.catalogue import Catalogue
from generator.write.drafts import Draft, finished
from generator.write.markdown import Value, page


def pages(shelf: Catalogue) -> Iterator[Draft[str]]:
    """A page for each id that is no more, by kind and id."""
    for moved in shelf.collection.moved:
        here = f"{moved.old}.html"
        targets = [_target(shelf, here, new) for new in moved.new]
        meta: dict[str, Value] = {
            "title": "Moved",
            "template": "moved.html",
            "targets": list(targets),
        }
        yield finished(here, page(meta, ""))


def _target(shelf: Catalogue, here: str, new: str) -> dict[str, Value]:
    if new in shelf.subjects:
        return {"title": shelf.subjects[new].label, "url": addresses.relative(here, addresses.topic(new))}
    entity = shelf.names[new]
    return {"title": entity.name, "url": addresses.relative(here, entity.address)}
