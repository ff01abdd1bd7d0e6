"""What people do: words that tell in which world somebody lives, for telling people of one name apart."""

from __future__ import annotations

import re
from functools import lru_cache

_WORLDS = {
    "sport": """
        athlete batsman biathlete boxer bowler cricketer cyclist fielder footballer goalkeeper goaltender
        golfer gymnast halfback hurdler jockey judoka linebacker lineman midfielder outfielder pitcher quarterback
        rower shortstop skater skier snowboarder sprinter swimmer wingback wrestler
    """,
    "arts": """
        actor actress bassist cartoonist cellist choreographer comedian composer dancer dramatist drummer filmmaker
        guitarist musician novelist painter photographer pianist playwright poet rapper screenwriter sculptor singer
        songwriter soprano tenor violinist vocalist
    """,
    "church": """
        abbess abbot archbishop ayatollah bishop cleric deacon imam monk monsignor nun nuncio pastor pope priest rabbi
        theologian vicar
    """,
    "science": """
        anthropologist archaeologist astronomer astrophysicist biochemist biologist botanist cardiologist chemist
        epidemiologist geologist geneticist mathematician meteorologist microbiologist neurologist neuroscientist
        neurosurgeon oceanographer physicist seismologist surgeon virologist zoologist
    """,
    "politics": """
        alderman ambassador assemblyman assemblywoman attorney-general congressman congresswoman councillor councilman
        councilwoman diplomat governor lawmaker legislator mayor mp parliamentarian politician premier senator
        statesman undersecretary vice-president
    """,
    "forces": """
        admiral brigadier corporal lieutenant lieutenant-colonel lieutenant-general major-general paratrooper sergeant
        soldier
    """,
    "law": "barrister judge jurist lawyer magistrate prosecutor solicitor",
}
_COMMON_LIFE = frozenset(("politics", "forces", "law"))
"""Worlds in which careers lead from one to the other."""
_PAST = frozenset(("ex", "former", "onetime", "retired", "turned"))
"""Words that say that somebody has left one world for another."""
_WORLD_OF = {word: world for world, words in _WORLDS.items() for word in words.split()}
_WORD = re.compile(r"[a-z]+(?:-[a-z]+)*")


@lru_cache(maxsize=50_000)
def occupation(description: str) -> tuple[str, str]:
    """The last word of a description that tells what somebody does, and the world it belongs to; both may be empty.

    The worlds are `sport`, `arts`, `church`, `science` and `public`. A former occupation tells nothing: people change.
    """
    words = _WORD.findall(description.casefold())
    if not _PAST.isdisjoint(words):
        return "", ""
    for word in reversed(words):
        if world := _WORLD_OF.get(word):
            return word, "public" if world in _COMMON_LIFE else world
    return "", ""


def is_office(word: str) -> bool:
    """Whether the occupation is one that somebody holds for a single country."""
    return _WORLD_OF.get(word) == "politics"
