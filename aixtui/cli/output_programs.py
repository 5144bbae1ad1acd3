"""What `--jq` and `--template` make of data: checked before anything is asked for, run on what came."""

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import click

from aixtui.cli.output import print_json, print_lines


def check_jq(program: str) -> None:
    """Read a jq program.

    Raises:
        click.UsageError: it is none.
    """
    import jq

    try:
        jq.compile(program)
    except ValueError as error:
        raise click.UsageError(f"--jq: {str(error).strip()}") from None


def show_jq(program: str, values: Iterable[Any]) -> None:
    """Print what a jq program makes of each value: a text as it is, anything else as JSON.

    Raises:
        click.UsageError: it does not fit one of them.
    """
    import jq

    compiled = jq.compile(program)
    try:
        results = [one for value in values for one in compiled.input_text(json.dumps(value, default=str))]
    except ValueError as error:
        raise click.UsageError(f"--jq: {str(error).strip()}") from None
    for result in results:
        if isinstance(result, str):
            print_lines(result)
        else:
            print_json(result, indent=None)


def check_template(text: str) -> None:
    """Read a template.

    Raises:
        click.UsageError: it is none.
    """
    _lines(text, ())


def show_template(text: str, documents: Sequence[Mapping[str, Any]]) -> None:
    """Print what a template makes of each document.

    Raises:
        click.UsageError: it does not fit one of them.
    """
    print_lines(*_lines(text, documents))


def _lines(text: str, documents: Sequence[Mapping[str, Any]]) -> list[str]:
    from jinja2 import TemplateError
    from jinja2.sandbox import ImmutableSandboxedEnvironment

    try:
        template = ImmutableSandboxedEnvironment().from_string(text)
        return [template.render(one) for one in documents]
    except TemplateError as error:
        raise click.UsageError(f"--template: {error}") from None
