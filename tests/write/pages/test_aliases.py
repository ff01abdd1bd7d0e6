"""The page of an entity names the other forms that texts give it."""

from __future__ import annotations

from dataclasses import replace

from generator.write.catalogue import catalogue
from generator.write.pages import entities
from tests.collections import sample


def test_an_alias_that_differs_in_case_alone_is_not_shown() -> None:
    whole = sample()
    found = next(one for one in whole.entities if one.has_page)
    changed = replace(found, aliases=(found.name.upper(), f"Old {found.name}"))
    others = tuple(changed if one.id == found.id else one for one in whole.entities)
    draft = next(
        one
        for one in entities.pages(catalogue(replace(whole, entities=others), "corpus"))
        if one.address == f"{found.id}.html"
    )
    assert f'\nalso: ["Old {found.name}"]\n' in draft.page().markdown
