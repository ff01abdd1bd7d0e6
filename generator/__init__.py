"""Reading Room: from a folder of articles to a static site that can be read, searched and cited."""

__version__ = "0.1.0"
