"""Territories: countries and their parts, by all their names and demonyms, with Wikidata ids and country codes.

The names are those of `rigour` (Friedrich Lindenberg and others, MIT). Its Python interface needs ICU, which cannot be
installed everywhere, so its list is read from its core; `tests/analyse/test_territories.py` pins what is used of it.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from generator.model import EntityType

ORGANISATIONS = frozenset({"eu", "un"})
"""Codes that rigour counts as territories and people as organisations."""
_ALSO_CITIES = frozenset({"New York", "Washington", "Georgia (USA)"})
"""Parts of a country whose bare name mostly means something else: they are no gazetteer names."""
_NOT_ENGLISH = frozenset({"Island", "Mann", "Misr", "CAR", "Tunis", "Magyar", "Iron", "Mari", "Cayman", "HK SAR"})
"""Names and demonyms in rigour's lists that mean something else in an English text."""
_FURTHER = {
    "us": ("US", "USA", "U.S", "America"),
    "gb": ("Britain", "Great Britain", "U.K.", "U.K"),
    "cn": ("PRC", "People's Republic of China", "Mainland China"),
    "kr": ("ROK",),
    "cz": ("Czech Republic",),
    "ba": ("Bosnia", "Bosnia-Herzegovina"),
    "cd": ("Congo", "Democratic Republic of Congo"),
    "cg": ("Republic of the Congo", "Congo-Brazzaville"),
    "mk": ("Macedonia",),
    "va": ("Vatican",),
    "un": ("UN", "U.N."),
    "eu": ("EU", "E.U."),
    "ps": ("Palestinian Territories",),
    "suhh": ("U.S.S.R.", "Soviet Union"),
    "ae": ("Emirates",),
    "us-dc": ("Washington, D.C.", "Washington D.C.", "Washington, DC", "Washington DC", "Washington, D.C", "D.C."),
}
"""English names that rigour lacks or has only among the weak ones of all languages."""
_IRREGULAR = {
    "af": ("Afghan",), "ae": ("Emirati",), "ar": ("Argentine",), "cd": ("Congolese",), "ch": ("Swiss",),
    "ci": ("Ivorian",), "cz": ("Czech",), "dk": ("Danish", "Dane"), "fr": ("French", "Frenchman"), "gb": ("British",),
    "gb-wls": ("Welsh",), "gr": ("Greek",), "hr": ("Croat",), "ie": ("Irish",), "ir": ("Persian",),
    "kg": ("Kyrgyz",), "kp": ("North Korean",), "kr": ("South Korean",), "kz": ("Kazakh",), "mk": ("Macedonian",),
    "mm": ("Burmese",), "nl": ("Dutch",), "nz": ("New Zealander",), "ph": ("Filipino", "Philippine"),
    "pl": ("Polish",), "rs": ("Serb",), "ru": ("Russian", "Russo", "Dagestani"), "sa": ("Saudi",), "sk": ("Slovak",),
    "suhh": ("Soviet",), "sy": ("Syrian",), "th": ("Thai",), "tj": ("Tajik",), "tm": ("Turkmen",),
    "tr": ("Turkish", "Turk"), "ua": ("Ukrainian",), "us": ("American",), "uz": ("Uzbek",), "za": ("South African",),
    "lk": ("Sri Lankan",), "ss": ("South Sudanese",),
    "ee": ("Estonian",), "es": ("Spanish", "Spaniard"), "se": ("Swedish", "Swede"),
    "fi": ("Finnish",), "pr": ("Puerto Rican",), "cr": ("Costa Rican",), "ht": ("Haitian",),
    "xk": ("Kosovar",), "qa": ("Qatari",), "cn": ("Sino",),
}  # fmt: skip
"""Demonyms that no rule finds in rigour's lists, with those forms that stand for the country in compounds."""
_REGIONS = {
    "Africa": "African", "Asia": "Asian", "Europe": "European", "Antarctica": "", "Oceania": "", "Eurasia": "Eurasian",
    "Latin America": "Latin American", "North America": "North American", "South America": "South American",
    "Central America": "Central American",
    "East Africa": "East African", "West Africa": "West African", "North Africa": "North African",
    "Southern Africa": "Southern African", "Central Africa": "", "Southeast Asia": "Southeast Asian",
    "South Asia": "South Asian", "Central Asia": "Central Asian", "East Asia": "East Asian",
    "Eastern Europe": "Eastern European", "Western Europe": "Western European", "Central Europe": "Central European",
    "Middle East": "Middle Eastern", "Far East": "", "Near East": "",
    "Balkans": "", "Caucasus": "", "Caribbean": "", "Scandinavia": "Scandinavian", "Siberia": "Siberian",
    "Maghreb": "", "Sahel": "", "Levant": "", "Mediterranean": "", "Arctic": "", "Antarctic": "", "Pacific": "",
    "Atlantic": "", "Persian Gulf": "", "West Bank": "", "Gaza": "", "Gaza Strip": "", "Golan Heights": "",
    "Horn of Africa": "",
    "Kashmir": "Kashmiri", "Kurdistan": "", "Chechnya": "Chechen", "Darfur": "", "Korea": "Korean",
    "Tibet": "Tibetan", "Mideast": "", "South Caucasus": "", "North Caucasus": "", "Korean Peninsula": "",
    "Arabian Peninsula": "", "Sahara": "", "Transnistria": "", "Abkhazia": "Abkhaz", "South Ossetia": "South Ossetian",
    "Asia-Pacific": "", "Indo-Pacific": "", "Indochina": "", "Crimea": "Crimean", "Donbas": "", "Donbass": "",
}  # fmt: skip
"""Regions that are no state's: places without a country, with their demonyms."""
_FULLER = {"Mideast": "Middle East", "Donbass": "Donbas", "Gaza": "Gaza Strip"}
_HISTORICAL = {"suhh": "SU", "cshh": "CS", "csxx": "CS", "yucs": "YU", "dd": "DD", "zr": "ZR", "an": "AN"}
"""Codes, as people know them, of states that are no more."""

_CONTINENTS = frozenset(("Africa", "America", "Asia", "Atlantic", "Australia", "Europe", "Indian", "Pacific"))
_SHORTEST_CITY = 3
_FEW_CHARACTERS = 8
_DEMONYM = re.compile(r"[A-Z][a-z]+(?:ian|ean|an|ese|ish|i|ite|ic|ois|iot|in)")
_ENGLISH = re.compile(r"[A-ZÀ-Þ][A-Za-zÀ-ÿ'’., -]+")
_CAPITALISED = re.compile(r"(?<!\w)[A-ZÅÔÉ][\w.]*")
_WORD = re.compile(r"[^\W\d_][\w’'-]*")
_CHINESE = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]")


@dataclass(frozen=True, slots=True)
class Territory:
    """A country, a part of one, a region, or a union of states."""

    name: str
    """Its short English name."""
    type: EntityType
    country: str
    """ISO 3166 code of the country it is or belongs to, in capitals; empty for a region."""
    wikidata: str
    """Its Wikidata id, or empty."""
    sovereign: bool
    """Whether it is a country."""


@dataclass(frozen=True, slots=True)
class Found:
    """A name of a territory in a text."""

    start: int
    """Code points."""
    end: int
    territory: Territory
    demonym: bool
    """Whether the words are a demonym ("Russian") and not the name."""


@dataclass(frozen=True, slots=True)
class Entry:
    """What one name stands for."""

    name: str
    territory: Territory
    demonym: bool


class Gazetteer:
    """Finds names of territories in text by their first words."""

    def __init__(self, entries: dict[str, Entry]) -> None:
        """Take entries by name."""
        self._entries = entries
        self._by_first: dict[str, list[Entry]] = {}
        for entry in entries.values():
            first = _CAPITALISED.match(entry.name)
            if first:
                self._by_first.setdefault(first[0], []).append(entry)
        for same in self._by_first.values():
            same.sort(key=lambda entry: (-len(entry.name), entry.name))

    def get(self, name: str) -> Entry | None:
        """What `name`, in its usual case, stands for."""
        return self._entries.get(name.replace("’", "'"))

    def find(self, text: str) -> Iterator[Found]:
        """The names in `text`, in order, the longest at each place; they do not overlap."""
        plain = text.replace("’", "'")
        done = 0
        for match in _CAPITALISED.finditer(plain):
            start = match.start()
            if start < done:
                continue
            entry = self._entry(plain, match)
            if entry:
                done = start + len(entry.name)
                yield Found(start, done, entry.territory, entry.demonym)

    def at_start(self, text: str) -> Found | None:
        """The name that `text` begins with, if it does."""
        plain = text.replace("’", "'")
        match = _CAPITALISED.match(plain)
        entry = self._entry(plain, match) if match else None
        return Found(0, len(entry.name), entry.territory, entry.demonym) if entry else None

    def _entry(self, text: str, match: re.Match[str]) -> Entry | None:
        """The longest name that stands at the word `match` of `text`."""
        for first in dict.fromkeys((match[0], match[0].rstrip("."), match[0].split("_")[0])):
            for entry in self._by_first.get(first, ()):
                if _stands_at(text, match.start(), entry.name):
                    return entry
        return None


def _stands_at(text: str, start: int, name: str) -> bool:
    end = start + len(name)
    return text.startswith(name, start) and not text[end : end + 1].isalnum()


@lru_cache(maxsize=1)
def english() -> Gazetteer:
    """The gazetteer of English names."""
    entries: dict[str, Entry] = {}
    for row, territory in _rows():
        for name in _english_names(row):
            entries.setdefault(name, Entry(name, territory, demonym=False))
    for row, territory in _rows():
        for name in _demonyms(row):
            entries.setdefault(name, Entry(name, territory, demonym=True))
            if name.endswith(("an", "i", "k", "t", "b", "d", "o", "in")):
                entries.setdefault(f"{name}s", Entry(f"{name}s", territory, demonym=True))
    for name, demonym in _REGIONS.items():
        region = Territory(_FULLER.get(name, name), "place", "", "", sovereign=False)
        entries[name] = Entry(name, region, demonym=False)
        for form in (demonym, f"{demonym}s") if demonym else ():
            entries[form] = Entry(form, region, demonym=True)
    return Gazetteer({name: entry for name, entry in entries.items() if name not in _NOT_ENGLISH})


@lru_cache(maxsize=1)
def cities() -> frozenset[str]:
    """Towns and districts that rigour lists below territories and time zones are named for: hints, no more."""
    zones = (zone.split("/") for zone in files("tzdata").joinpath("zones").read_text(encoding="utf-8").split())
    names = {parts[1].replace("_", " ") for parts in zones if len(parts) == 2 and parts[0] in _CONTINENTS}
    names |= {name for row, _ in _rows() for name in row.places if _ENGLISH.fullmatch(name)}
    return frozenset(name for name in names if len(name) > _SHORTEST_CITY)


@dataclass(frozen=True, slots=True)
class _Row:
    """What is used of one line of rigour's list."""

    code: str
    name: str
    full_name: str
    in_sentence: str
    strong: tuple[str, ...]
    weak: tuple[str, ...]
    places: tuple[str, ...]
    sovereign: bool


@lru_cache(maxsize=1)
def _rows() -> tuple[tuple[_Row, Territory], ...]:
    """Countries first, then their parts, then states that are no more; each by code."""
    from rigour._core import territories_jsonl

    ranked = []
    for line in territories_jsonl().splitlines():
        record = json.loads(line)
        code = str(record["code"])
        row = _Row(
            code=code,
            name=str(record["name"]).split(" (")[0],
            full_name=str(record["full_name"]),
            in_sentence=str(record.get("in_sentence", "")).removeprefix("the "),
            strong=tuple(record.get("names_strong", ())),
            weak=tuple(record.get("names_weak", ())),
            places=tuple(record.get("places", ())),
            sovereign=bool(record.get("is_country")),
        )
        if record["name"] in _ALSO_CITIES or code in {"x-so", "zz"}:
            continue
        country = _HISTORICAL.get(code, code.split("-")[0].upper())
        territory = Territory(
            _SHORT.get(code, row.name),
            "organisation" if code in ORGANISATIONS else "place",
            "" if code in ORGANISATIONS else country,
            str(record.get("qid", "")),
            row.sovereign,
        )
        ranked.append(((bool(record.get("is_historical")), not row.sovereign, code), row, territory))
    return tuple((row, territory) for _, row, territory in sorted(ranked, key=lambda item: item[0]))


_SHORT = {"us-dc": "Washington, D.C.", "hk": "Hong Kong", "tr": "Turkey", "nr": "Nauru", "va": "Vatican City"}
"""Names that English texts use where rigour has another."""


def _english_names(row: _Row) -> list[str]:
    names = [row.name, row.in_sentence, _SHORT.get(row.code, ""), *_FURTHER.get(row.code, ())]
    if row.sovereign or row.code in {"ps", "hk", "tw", "un", "eu", "pr"}:
        names += [row.full_name, *row.strong]
    return [
        name
        for name in names
        if (_ENGLISH.fullmatch(name) or name.isupper())
        and _fits(name)
        and not (name != row.name and _is_demonym(row, name))
    ]


def _is_demonym(row: _Row, name: str) -> bool:
    """Whether `name`, of rigour's lists, is an English demonym: "Russian" of "Russia", "Iraqi", "Somali"."""
    if name[:3] != row.name[:3] or name.endswith("stan") or not _DEMONYM.fullmatch(name):
        return False
    return not name.endswith("i") or name in (f"{row.name}i", row.name[:-1])


def _fits(name: str) -> bool:
    """Names written in capitals are taken up to four letters; longer ones are the lists' own shouting."""
    is_one = "," not in name or name in _FURTHER["us-dc"]
    return "(" not in name and is_one and (not name.isupper() or len(name.replace(".", "")) <= 4)


def _demonyms(row: _Row) -> list[str]:
    names = [*_IRREGULAR.get(row.code, ())]
    if row.sovereign or row.code.startswith("gb-") or row.code == "ps":
        names += [name for name in (*row.weak, *row.strong) if _is_demonym(row, name)]
    return [name for name in names if name != row.name]


@lru_cache(maxsize=1)
def _any_language() -> dict[str, Territory]:
    """Countries by all their names in all languages, folded; short acronyms in capitals as they are."""
    names: dict[str, Territory] = {}
    for row, territory in _rows():
        if row.sovereign:
            for name in (row.name, *row.strong, *row.weak):
                if len(name) >= _shortest(name):
                    names.setdefault(name.casefold(), territory)
                elif name.isupper() and not name.isascii():
                    names.setdefault(name, territory)
    return names


def _shortest(name: str) -> int:
    return 2 if _CHINESE.search(name) else 5


@lru_cache(maxsize=1)
def _longest_chinese() -> int:
    return max(len(name) for name in _any_language() if _CHINESE.search(name))


def find_foreign(text: str) -> Iterator[Found]:
    """Names of countries in a text of another language than English, in order.

    Exact names, capitalised where the script has capitals; of Cyrillic names also inflected forms, which end in one of
    the endings of cases, where no sentence begins: a capital there tells that the word is a name.
    """
    yield from sorted([*_find_spaced(text), *_find_unspaced(text)], key=lambda found: found.start)


def _find_spaced(text: str) -> Iterator[Found]:
    names = _any_language()
    for match in _WORD.finditer(text):
        word = match[0]
        if word[0].islower() or _CHINESE.search(word):
            continue
        territory = names.get(word) or names.get(word.casefold())
        if not territory and not _begins_sentence(text, match.start()):
            territory = _inflected(word.casefold())
        if territory:
            yield Found(match.start(), match.end(), territory, demonym=False)


def _begins_sentence(text: str, start: int) -> bool:
    before = text[max(0, start - _FEW_CHARACTERS) : start].rstrip(" \t\"'«»„“”‘’()—–-")
    return not before or before[-1] in ".!?…:;\n"


def _find_unspaced(text: str) -> Iterator[Found]:
    names = _any_language()
    position = 0
    while character := _CHINESE.search(text, position):
        position = character.start()
        lengths = range(min(_longest_chinese(), len(text) - position), 1, -1)
        length = next((length for length in lengths if text[position : position + length] in names), 0)
        if length:
            yield Found(position, position + length, names[text[position : position + length]], demonym=False)
        position += max(length, 1)


_CASE_ENDINGS = frozenset(("а", "я", "у", "ю", "е", "и", "ы", "й", "ой", "ей", "ом", "ем", "ию", "ии", "ою", "ею", ""))


@lru_cache(maxsize=1)
def _cyrillic_stems() -> dict[str, Territory]:
    stems: dict[str, Territory] = {}
    for name, territory in _any_language().items():
        if re.fullmatch(r"[а-яё]{5,}", name):
            stems.setdefault(name[:-1] if name[-1] in "аяйь" else name, territory)
    return stems


def _inflected(word: str) -> Territory | None:
    for cut in range(3):
        stem, ending = word[: len(word) - cut], word[len(word) - cut :]
        if ending in _CASE_ENDINGS and stem in _cyrillic_stems():
            return _cyrillic_stems()[stem]
    return None


@lru_cache(maxsize=1)
def _country_names() -> dict[str, str]:
    names: dict[str, str] = {}
    for row, territory in _rows():
        if row.sovereign or territory.country in ("PS", "HK", "TW", "PR"):
            names.setdefault(territory.country, territory.name)
    return names


def country_name(code: str) -> str:
    """The short English name of the country with an ISO 3166 code in capitals; the code itself if it is unknown."""
    return _country_names().get(code, code)
