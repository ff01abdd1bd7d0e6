"""The addresses of what people merge, rename and split lead on: from a double-click, on a host, without scripts."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.progress import Silent
from generator.publish.check import check_site
from tests.curation.corpora import HARBOUR
from tests.site.conftest import Opener, build_site

ENTITIES = """
- {entity: people/petra-holm, merge: [places/oslo, places/stockholm]}
- split: people/astrid-lindqvist
  into:
    - {prefLabel: Astrid Lindqvist (chair), articles: 1980/ferry}
    - {prefLabel: Astrid Lindquist (member), articles: 1981/tolls}
"""
TOPICS = "- {topic: topics/harbour-tolls, prefLabel: port dues}"
LEADS = {
    "places/oslo.html": "people/petra-holm.html",
    "places/stockholm.html": "people/petra-holm.html",
    "topics/harbour-tolls.html": "topics/port-dues.html",
}


@pytest.fixture(scope="module")
def corrected(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("corrected")
    files = {**HARBOUR, "_curation/entities.yml": ENTITIES, "_curation/topics.yml": TOPICS}
    for path, text in files.items():
        (folder / "in" / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / "in" / path).write_text(text, encoding="utf-8")
    return build_site(folder / "out", folder / "in")


@pytest.mark.parametrize("scripts", [True, False])
def test_an_old_address_leads_on(corrected: Path, visit: Opener, scripts: bool) -> None:
    watched = visit(corrected.as_uri(), java_script_enabled=scripts)
    for old, new in LEADS.items():
        page = watched.open(old)
        page.wait_for_url(f"{corrected.as_uri()}/{new}")


def test_the_address_of_what_was_split_offers_its_parts(corrected: Path, visit: Opener) -> None:
    page = visit(corrected.as_uri()).open("people/astrid-lindqvist.html")
    assert page.locator("h1").inner_text() == "These were one page"
    assert page.get_by_role("link").all_inner_texts() == ["Astrid Lindquist (member)", "Astrid Lindqvist (chair)"]
    page.get_by_role("link").first.click()
    page.wait_for_url("**/people/astrid-lindquist-member.html")


def test_nothing_else_knows_old_addresses(corrected: Path) -> None:
    assert not check_site(corrected, Silent())
    listing = (corrected / "sitemap.xml").read_text(encoding="utf-8")
    named = "".join(file.read_text(encoding="utf-8") for file in (corrected / "search" / "names").glob("*.js"))
    assert "people/petra-holm.html" in named
    pages = [file for file in corrected.rglob("*.html") if file.relative_to(corrected).as_posix() not in LEADS]
    for text in (listing, named, *(page.read_text(encoding="utf-8") for page in pages)):
        assert not [old for old in LEADS if f'{old}"' in text or f"{old}<" in text]
