"""Files to articles: bytes, encodings, formats, front matter and metadata are known here and nowhere else."""

from __future__ import annotations

from generator.ingest.corpus import read_corpus

__all__ = ["read_corpus"]
