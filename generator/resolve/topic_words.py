"""English words, folded, that may be keywords of one article but are nothing to file several under."""

from __future__ import annotations

_WORDS = """
    band boy candidate citizen city council daughter death doctor driver father film game girl government governor
    hall house husband interview king knife letter match mayor mother neighbor neighbour owner phone queen road
    senator son speaker street table toilet town troop user vehicle village wall wife window
"""
_PHRASES = """
    chief executive, confirmed case, death toll, government official, health official, member state, police officer,
    prime minister, secretary of state, senior official, vice president
"""

TOO_GENERAL = frozenset(_WORDS.split()) | frozenset(" ".join(_PHRASES.split()).split(", "))
"""With a word before them ("city council", "trade policy") they may well be topics."""
