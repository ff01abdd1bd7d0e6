"""Who reads files."""

from __future__ import annotations

from generator.executors import Workforce
from generator.executors.standby import Standby

WORTH = 200
"""A further process pays for the second in which it starts from about this many files on."""


def readers(workforce: Workforce) -> Standby:
    """Processes of this machine, where the files are, or this process."""
    return Standby(workforce.here(), WORTH)
