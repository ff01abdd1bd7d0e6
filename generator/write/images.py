"""The pictures that articles refer to, copied beside the articles' pages."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from generator.errors import ArticleError
from generator.ingest.images import image_bytes
from generator.model import Collection, Image, Record


def write_images(collection: Collection, corpus: Path, docs_dir: Path) -> Collection:
    """Copy the articles' pictures from the folder `corpus` to below `docs_dir`, drawings made safe.

    Returns the collection without the pictures that have gone or cannot be made safe, and with a warning for each: in
    the article stand their words. Raises `OSError` when a copy cannot be written.
    """
    images = {image.target: image for record in collection.records for image in record.article.images}
    lost: dict[Image, str] = {}
    for target, image in sorted(images.items()):
        try:
            data = image_bytes(corpus, image)
        except ArticleError as error:
            lost[image] = f"{image.source}: {error.problem} {error.remedy}"
            continue
        except OSError as error:
            lost[image] = f"{image.source}: cannot be read any more: {error.strerror}. Build again."
            continue
        copy = docs_dir / "articles" / target
        copy.parent.mkdir(parents=True, exist_ok=True)
        copy.write_bytes(data)
    if not lost:
        return collection
    return replace(
        collection,
        records=tuple(_without(record, lost) for record in collection.records),
        warnings=(*collection.warnings, *lost.values()),
    )


def _without(record: Record, lost: dict[Image, str]) -> Record:
    """The record of an article without the pictures that are `lost`."""
    if lost.keys().isdisjoint(record.article.images):
        return record
    kept = tuple(image for image in record.article.images if image not in lost)
    return replace(record, article=replace(record.article, images=kept))
