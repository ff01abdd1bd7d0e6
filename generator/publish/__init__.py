"""Publish: from docs/ to site/. Knows MkDocs, files and links; not what an article is."""
