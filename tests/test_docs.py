"""The guide names every command, option, setting and exit code, as the code has them."""

from __future__ import annotations

import dataclasses

import pytest

from generator.cli import main
from generator.settings import Limits, Settings
from tests import reference


@pytest.mark.parametrize("name", reference.SECTIONS)
def test_reference_section_is_what_the_code_says(name: str) -> None:
    assert reference.section(reference.GUIDE / name) == reference.SECTIONS[name](), "run `make reference`"


@pytest.mark.parametrize("name", sorted(main.commands))
def test_every_command_and_option_has_a_help_text(name: str) -> None:
    command = main.commands[name]
    assert command.help
    assert all(getattr(one, "help", None) for one in command.params if one.param_type_name == "option")


@pytest.mark.parametrize("group", [Settings, Limits])
def test_every_setting_has_a_meaning(group: type) -> None:
    assert {field.name for field in dataclasses.fields(group)} == set(reference.attribute_docs(group))
