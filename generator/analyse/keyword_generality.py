"""How much a folded English keyword says: what a library has a heading for, and what is part of any story."""

from __future__ import annotations

from functools import lru_cache

from generator.analyse.keyword_folding import fold
from generator.analyse.keyword_words import OFFICES, VAGUE, WEAK
from generator.word_frequency import ranks

OFTEN = 5
"""Occurrences from which on an article is about what is otherwise part of any story."""
COMMON = 4000
"""Rank up to which a word is so common that it names a subject only when it is listed as one."""
RARE = 30_000
"""Rank from which on a word is so rare that a single occurrence says what an article is about."""
REPEATED = 3
"""Occurrences from which on a common word is more than a part of the story."""

_SUBJECTS = """
    abortion abuse accident agriculture airline airport animal architecture army art astronomy aviation banking
    baseball basketball biology bird bridge budget cancer cemetery chemistry child church cinema climate coal commerce
    constitution copyright corruption crash cricket crime culture cycling dance debt defence defense democracy
    diplomacy disability disarmament disease drug earthquake economics economy education election electricity
    emergency employment energy engineering environment espionage export family farming fashion film finance fire
    fishing flood food football forest forestry fraud freedom fuel game gas gold golf gun health heritage history
    hockey hospital housing hunting hurricane immigration independence industry insurance internet investment justice
    labor labour language law library literature marriage medicine migration military mining murder museum music navy
    newspaper nutrition oil opera painting parliament patent peace philosophy photography physics planet poetry police
    politics pollution port poverty pregnancy prison privacy psychology radio railroad railway religion research
    safety satellite school science sculpture security shipping shooting slavery smoking soccer software space sport
    steel storm strike suicide surgery tax taxation technology telecommunication telephone television tennis terrorism
    theater theatre tourism trade transport transportation treaty unemployment university vaccine violence virus
    voting war water weapon weather wildlife wine
"""
"""Common words that a library has a heading for."""
_GENERAL = """
    abbreviation acre activist advice aisle allegation ally appearance applause applicant approval array arrest
    assailant assertion assessor attacker audience autopsy background backpack baggage ban band batch blast boy breach
    brutality bystander candidacy candidate cap capability caucus ceiling celebration ceremony chair charter choir
    citizen city claim class clause client closure collaboration commander commentator commitment compromise comrade
    condemnation condolence confrontation congratulation congressman consent consequence continent continuation
    conviction council councillor counterpart courage creation criterion crosstalk curfew custody damage daughter
    deadline death declaration dedication defendant delegate deployment descent destruction detainee dignity
    disappearance disappointment dispatch disruption disturbance divine doctor donation driver east elder elimination
    embarrassment encounter enlargement envoy escape escort eyewitness failure faith father fighter finalist folk
    footage footing forefront foreman frame freshman frontier fulfillment fulfilment gate gathering girl glimpse
    goodwill government governor gratitude grief guilt hall halt headline heavy heroism hostage hostess house husband
    implication inaudible inhabitant inmate inquiry inspiration instrument insult intent interpretation interview
    intruder investigation investigator jet joke judge keynote killing kilometre king knife landfall landmark laugh
    lawmaker lawsuit lecturer legacy legislator letter lifetime limit magnitude mainland maker margin match mayor
    memorandum metre midnight mistake momentum mother mph neighbor neighbour nomination nominee norm obligation
    observer occupant officeholder offspring onlooker opponent optimism ounce outfit outrage outset owner painter
    participation passenger passerby passing pastor patience perpetrator phone phrase pillar plaintiff player plea
    pledge pole prayer preparation presidency prime principle proclamation prohibition prosecutor prosperity protester
    protestor pursuit qualifier queen quota rally rationale realisation realization rebuttal recollection refusal
    regime reminder removal replica reputation rescuer resignation restraint restriction resumption revelation rider
    rival road ruling runner runway sacrifice sadness scholar scientist sector semifinal senator sentence setback
    shock shoulder sibling signatory signing silence slogan socket solidarity son speaker spectator spirit spouse
    statue street strength subsection summary supervision supporter surveillance survivor suspension suspicion swing
    sympathy table teenager teleconference testimony thank thread threat toilet tonne tournament town tragedy tribute
    trip triumph troop truth turmoil turnout user vehicle venue vessel victim victory village villager vision voter
    vow wall warning wife willingness window wisdom withdrawal witness worshipper wound
"""
"""Words that are no subject although they are less common: what happens, and who takes part, in any story."""
_PHRASES = """
    applicable law, attorney general, capital city, chief executive, confirmed case, cross talk, daylight time,
    death toll, eastern daylight time, eastern standard time, eastern time, foreign government, general provision,
    government official, health official, law degree, local government official, local time, member state, near
    future, news outlet, phone call, police officer, political analyst, press conference, press release, prime
    minister, running mate, secretary of state, senior official, vice president
"""

SUBJECT_WORDS = frozenset(_SUBJECTS.split())
"""Folded."""
GENERAL_WORDS = frozenset(_GENERAL.split()) | VAGUE
"""Folded."""
PEOPLE = OFFICES | frozenset("attorney candidate crew critic driver lawmaker opponent supporter user".split())
"""Heads, folded, of phrases that stand for somebody ("outspoken critic"), not for a subject."""
_EMPTY_WORDS = VAGUE | frozenset(fold(word) for word in WEAK)
GENERAL_PHRASES = frozenset(" ".join(_PHRASES.split()).split(", "))
"""Folded."""


@lru_cache(maxsize=100_000)
def is_too_general(key: str) -> bool:
    """Whether a folded keyword says too little to be a topic.

    A single word does when it is listed, or common and no subject; with a word before it ("city council", "trade
    policy") it may well be a topic, unless it is somebody's office or that word says nothing either ("last day").
    """
    words = key.split()
    if len(words) == 1:
        return key not in SUBJECT_WORDS and (key in GENERAL_WORDS or _rank(key) < COMMON)
    return key in GENERAL_PHRASES or words[-1] in PEOPLE or all(word in _EMPTY_WORDS for word in words)


def needs_evidence(key: str) -> bool:
    """Whether a folded keyword may be a topic, but is none by its words alone: a word, or a vague one qualified."""
    words = key.split()
    return words[-1] in GENERAL_WORDS if len(words) > 1 else key not in SUBJECT_WORDS


def tells(key: str, times: int) -> bool:
    """Whether a folded keyword tells something of an article in which it stands so many times.

    A single word must stand twice unless it is rare, a common one that is no subject oftener, and one that is part of
    any story oftener still. Of phrases an office or a vague noun with a word before it must stand twice; a phrase of
    empty words tells nothing.
    """
    words = key.split()
    if len(words) == 1:
        if key in SUBJECT_WORDS:
            return times > 1
        if key in GENERAL_WORDS or key in PEOPLE:
            return times >= OFTEN
        rank = _rank(key)
        return times >= REPEATED or rank >= RARE or (times > 1 and rank >= COMMON)
    if key in GENERAL_PHRASES or words[-1] in PEOPLE or (words[-1] in VAGUE and len(words) == 2):
        return times > 1
    return not all(word in _EMPTY_WORDS for word in words)


def is_in_dictionary(key: str) -> bool:
    """Whether a folded word is an English word that is no name."""
    return key in ranks() or f"{key}s" in ranks()


def _rank(word: str) -> int:
    known = ranks()
    return min(known.get(word, len(known)), known.get(f"{word}s", len(known)))
