"""What the scripts of the world have in common for reading words out of text."""

from __future__ import annotations

import re

UNSPACED = re.compile(r"[\u0e00-\u0eff\u3040-\u30ff\u3400-\u9fff]")
"""Letters of scripts that put no space between words (Thai, Lao, Japanese, Chinese): each counts as a word."""
