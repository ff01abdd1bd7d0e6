"""Files to articles: bytes, encodings, formats, front matter and metadata are known here and nowhere else."""
