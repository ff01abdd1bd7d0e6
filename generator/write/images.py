"""The pictures that articles refer to, copied beside the articles' pages."""

from __future__ import annotations

from pathlib import Path

from generator.errors import ArticleError
from generator.ingest.images import image_bytes
from generator.model import Collection


def write_images(collection: Collection, corpus: Path, docs_dir: Path) -> tuple[str, ...]:
    """Copy the articles' pictures from the folder `corpus` to below `docs_dir`, drawings made safe.

    Returns a warning for each picture that has gone or cannot be made safe; its place in the article stays empty.
    Raises `OSError` when a copy cannot be written.
    """
    images = {image.target: image for record in collection.records for image in record.article.images}
    warnings = []
    for target, image in sorted(images.items()):
        try:
            data = image_bytes(corpus, image)
        except ArticleError as error:
            warnings.append(f"{image.source}: {error.problem} {error.remedy}")
            continue
        except OSError as error:
            warnings.append(f"{image.source}: cannot be read any more: {error.strerror}. Build again.")
            continue
        copy = docs_dir / "articles" / target
        copy.parent.mkdir(parents=True, exist_ok=True)
        copy.write_bytes(data)
    return tuple(warnings)
