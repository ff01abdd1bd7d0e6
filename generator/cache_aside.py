"""A cache that a fork of the build reads and writes beside it.

A fork cannot use what the process that drives the build has open: it opens the file once more, as another build would,
and leaves it to that process to note what was used.
"""

from __future__ import annotations

from dataclasses import dataclass

from generator.cache import CacheFile


@dataclass(frozen=True, slots=True)
class Use:
    """What became of a cache that was opened aside, for the build that goes on."""

    entries: frozenset[int] = frozenset()
    """Numbers of the entries that were used."""
    warnings: tuple[str, ...] = ()
    damage: str = ""
    """What was wrong with the file, if it has to be begun anew."""


class SharedCacheFile(CacheFile):
    """The cache of the process that drives a build."""

    def aside(self) -> CacheAside:
        """The same file for a fork of this process, or for a thread where there is none.

        To be called there; nothing of this process may be at the file while it forks.
        """
        return CacheAside(self.path.parent)

    @property
    def is_off(self) -> bool:
        """Whether the file is not used, since something is wrong with it or the machine."""
        return self._file is None

    def note(self, use: Use) -> None:
        """Count what was used aside as used by this build; begin a file anew that was found damaged there.

        If it was begun anew here meanwhile, that was another file.
        """
        if self._begun_anew:
            return
        self._used |= use.entries
        self._warnings += [warning for warning in use.warnings if warning not in self._warnings]
        if use.damage and self._file is not None:
            self._begin_anew(use.damage)


class CacheAside(CacheFile):
    """A cache file that the process which drives the build has open too: that one begins it anew when it is damaged."""

    _damage = ""

    def use(self) -> Use:
        """What is to be noted there."""
        return Use(frozenset(self._used), self.warnings, self._damage)

    def _begin_anew(self, reason: str) -> None:
        """Do without the file."""
        self.close()
        self._used.clear()
        self._damage = reason
