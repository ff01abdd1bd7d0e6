"""What can go wrong, as types. Every error names what it is about and says what to do next."""

from __future__ import annotations

from functools import partial


class GeneratorError(Exception):
    """The root of every error that Reading Room raises on purpose.

    The message has two parts: what is wrong, and the remedy. Both are for the person who runs the build.
    """

    def __init__(self, problem: str, *, remedy: str, path: str = "", line: int | None = None) -> None:
        """Keep the parts of the message.

        `path` is the file or folder the error is about, relative to where the person stands, or empty.
        `line` counts from 1 and is None where no line can be named.
        """
        super().__init__(problem)
        self.problem = problem
        self.remedy = remedy
        self.path = path
        self.line = line

    def __reduce__(self) -> tuple[object, ...]:
        """Let an error pass between processes, which `Exception` alone cannot do with keyword arguments."""
        return partial(type(self), remedy=self.remedy, path=self.path, line=self.line), (self.problem,)

    def __str__(self) -> str:
        """One line: where, what, and what to do."""
        where = self.path if self.line is None else f"{self.path}:{self.line}"
        head = f"{where}: " if where else ""
        return f"{head}{self.problem} {self.remedy}"


class SettingsError(GeneratorError):
    """mkdocs.yml cannot be read, or holds a key or value of ours that is not known."""


class CorpusMissingError(GeneratorError):
    """The corpus folder does not exist or is not a folder."""


class CorpusTooLargeError(GeneratorError):
    """The corpus holds more files than the settings allow: a part of it would be published as if it were all."""


class ModelMissingError(GeneratorError):
    """A language model that the settings name is not installed."""


class PublishError(GeneratorError):
    """MkDocs could not make the site."""


class SearchMissingError(GeneratorError):
    """The program that indexes the pages for the search is not installed, or does not run."""


class SiteMissingError(GeneratorError):
    """There is no built site where one is asked for."""


class ExecutorError(GeneratorError):
    """What the work was to be spread over cannot be used: other processes, other machines."""


class LockedError(GeneratorError):
    """Another build is at work on the same collection."""


class AddressError(GeneratorError):
    """The address that `serve` was told to listen at cannot be used."""


class FolderInUseError(GeneratorError):
    """A new collection would overwrite a file that is there."""


class UnknownArticleError(GeneratorError):
    """No article of the collection has the id or path that was asked for."""


class ArticleError(GeneratorError):
    """The root of the errors that send one file to quarantine; the others are published."""


class TooLargeError(ArticleError):
    """A file or an article is above a limit of the settings."""


class NotTextError(ArticleError):
    """The bytes of a file are no text in any encoding that can be told."""


class EmptyArticleError(ArticleError):
    """Nothing to read is left of a file once it is cleaned."""


class UnreadableError(ArticleError):
    """The file cannot be opened: permissions, a broken link, a device."""


class BrokenFormatError(ArticleError):
    """A file is not what its ending says, or breaks its format's rules."""


class EncryptedError(ArticleError):
    """A file asks for a password."""


class ReaderMissingError(ArticleError):
    """The library that reads a file's format is not installed."""


class AnalysisError(ArticleError):
    """The analysis of one article failed."""


class TimeLimitError(ArticleError):
    """Reading or analysing one article took longer than the settings allow."""


class MemoryLimitError(ArticleError):
    """Reading or analysing one article needed more memory than the settings allow."""


class ProcessEndedError(ArticleError):
    """The process that read or analysed one article ended, and so did the one that tried it again."""
