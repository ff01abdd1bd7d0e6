"""Writes the reference sections of the guide from the code: `make reference`.

In `docs/guide/commands.md` and `docs/guide/settings.md` everything from the heading "Reference" on is made here; what
stands before it is written by hand.
"""

from __future__ import annotations

import ast
import dataclasses
import inspect
import itertools
from collections.abc import Iterator
from pathlib import Path

import click

from generator import cli, settings
from tests.shared import ROOT

GUIDE = ROOT / "docs" / "guide"
HEADING = "## Reference"
EXIT_CODES = ("FINE", "PROBLEMS", "NOT_STARTED")


def commands() -> str:
    """The commands with their arguments and options, and the exit codes."""
    parts = [part for name, command in sorted(cli.main.commands.items()) for part in _command(name, command)]
    documented = attribute_docs(cli)
    codes = [f"| {getattr(cli, name)} | {documented[name]} |" for name in EXIT_CODES]
    return "\n\n".join([*parts, "### Exit codes", "\n".join(["| code | meaning |", "| ---: | --- |", *codes])])


def _command(name: str, command: click.Command) -> Iterator[str]:
    context = click.Context(command, info_name=f"readingroom {name}")
    yield f"### {name}"
    yield f"`{' '.join(command.get_usage(context).removeprefix('Usage:').split())}`"
    yield inspect.cleandoc(command.help or "")
    options = [one for one in command.params if isinstance(one, click.Option)]
    if options:
        rows = [f"| `{', '.join(one.opts)}` | {one.help} | {_default(one)} |" for one in options]
        yield "\n".join(["| option | meaning | default |", "| --- | --- | --- |", *rows])


def _default(option: click.Option) -> str:
    return f"`{option.default}`" if option.show_default and option.default is not None else ""


def settings_table() -> str:
    """The settings with their meanings and defaults, those of a group under its name."""
    rows = [f"| `{name}` | {meaning} | `{default}` |" for name, meaning, default in _settings(settings.Settings, "")]
    return "\n".join(["| setting | meaning | default |", "| --- | --- | --- |", *rows])


def _settings(group: type, prefix: str) -> Iterator[tuple[str, str, str]]:
    meanings = attribute_docs(group)
    defaults = group()
    for field in dataclasses.fields(group):
        value = getattr(defaults, field.name)
        if dataclasses.is_dataclass(value):
            yield from _settings(type(value), f"{prefix}{field.name}.")
        else:
            shown = list(value) if isinstance(value, tuple) else value
            yield f"{prefix}{field.name}", meanings[field.name], str(shown)


def attribute_docs(thing: object) -> dict[str, str]:
    """The docstrings that stand below the names of a module or class, each on one line."""
    tree: ast.Module = ast.parse(inspect.cleandoc(inspect.getsource(thing)))  # type: ignore[arg-type]
    body = tree.body[0].body if isinstance(tree.body[0], ast.ClassDef) else tree.body
    found = {}
    for statement, below in itertools.pairwise(body):
        target = getattr(statement, "target", None) or next(iter(getattr(statement, "targets", [])), None)
        if isinstance(target, ast.Name) and isinstance(below, ast.Expr) and isinstance(below.value, ast.Constant):
            found[target.id] = " ".join(str(below.value.value).split())
    return found


SECTIONS = {"commands.md": commands, "settings.md": settings_table}


def section(page: Path) -> str:
    """What stands below the heading "Reference" on a page of the guide; empty when it has none."""
    text = page.read_text(encoding="utf-8") if page.exists() else ""
    return text.partition(f"{HEADING}\n")[2].strip()


def write() -> None:
    """Write the sections anew."""
    for name, made in SECTIONS.items():
        page = GUIDE / name
        before = (
            page.read_text(encoding="utf-8").partition(HEADING)[0] if page.exists() else f"# {name[:-3].title()}\n\n"
        )
        page.parent.mkdir(parents=True, exist_ok=True)
        page.write_text(f"{before}{HEADING}\n\n{made()}\n", encoding="utf-8")


if __name__ == "__main__":
    write()
