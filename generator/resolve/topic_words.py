"""English words, folded, that are keywords now and then but nothing to file an article under."""

from __future__ import annotations

_WORDS = """
    administration advisory age agenda announcement answer approach array article assistance author authority
    background board body boy brother building candidate capital category century challenge charge citizen city
    civilian coast colleague commitment committee company connection contact cost council country critic crowd data
    date daughter decision demand department device direction discussion district document door driver engagement
    estimate executive expert family father field finding firm floor focus force foundation framework friend game
    girl goal government governor ground guest home hope house husband implementation importance incident
    information initiative intention interview investigator king lady leadership location loss majority match
    material mayor meeting message method model mother mph nation neck neighbor neighbour news objective offer
    officer operation option organisation organization organizer outcome owner participant partner party pattern
    phase phone policy post power presence press priority procedure progress project proposal province public queen
    reader readout region relation relative release remark representative request requirement researcher resident
    resource road room round rule season senator service site society son speaker speech spread staff standard
    station statistics stop store street strength structure success suffering support surface survey suspect table
    talk target task text ticket title tool town track trip unit update user video village visitor voice wall wife
    window winner witness writer
"""
_PHRASES = """
    chief executive, confirmed case, death toll, government official, health official, member state, police officer,
    prime minister, secretary of state, senior official, vice president
"""

TOO_GENERAL = frozenset(_WORDS.split()) | frozenset(" ".join(_PHRASES.split()).split(", "))
"""With a word before them ("city council", "trade policy") they may well be topics."""
