"""YAML looked at before anything is built of it, which a few aliases or a deep nest could make costly."""

from __future__ import annotations

from collections.abc import Iterator

import yaml


def with_depth(text: str) -> Iterator[tuple[yaml.Event, int]]:
    """Each event of `text` with how many lists and mappings are open behind it. Raises `yaml.YAMLError`."""
    depth = 0
    for event in yaml.parse(text, Loader=yaml.CBaseLoader):
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        yield event, depth
