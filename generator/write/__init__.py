"""Writing: the resolved collection as Markdown pages and as tables."""

from generator.write.catalogue import catalogue
from generator.write.images import write_images
from generator.write.tables import write_tables
from generator.write.writing import Written, write_pages

__all__ = ["Written", "catalogue", "write_images", "write_pages", "write_tables"]
