"""The form that a command fills: from `-f` and `--file`, shown as a difference, saved as the app saves it."""

import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import click

from aixtui.cli.exit_codes import DONE, FAILED, USAGE, exit_code
from aixtui.cli.output import say
from aixtui.cli.printing import Printing

if TYPE_CHECKING:
    from aixtui.cli.face import CommandFace
    from aixtui.editing.document_text.nodes import Entries
    from aixtui.editing.form import Form


STDIN = "standard input"


@dataclass(frozen=True)
class SaidFields:
    """What is said of the fields on a command line."""

    values: tuple[tuple[str, str], ...]
    document: "Entries | None" = None
    """What stands in the file that is named."""
    file: str = ""
    """What to call that."""

    @property
    def is_empty(self) -> bool:
        """Whether nothing is."""
        return not self.values and self.document is None


def field_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command `-f` and `--file`; `said_of` reads what they give."""
    for option in (
        click.option("--file", metavar="FILE", help="A JSON or YAML document; - is stdin."),
        click.option(
            "-f",
            "--field",
            "fields",
            multiple=True,
            metavar="NAME=VALUE",
            help="A field; @FILE reads a file; repeatable, also for lists.",
        ),
    ):
        command = option(command)
    return command


def said_of(fields: Sequence[str], file: str | None) -> SaidFields:
    """What the options say: files are read before anything is asked for.

    Raises:
        click.UsageError: an item is not NAME=VALUE, or its file cannot be read.
        DocumentFileError: the file cannot be read, or holds no document.
    """
    from aixtui.cli.values import text_of_file
    from aixtui.editing.document_text.file import document_of_bytes, read_document_file

    values = []
    for item in fields:
        name, equals, text = item.partition("=")
        if not equals or not name.strip():
            raise click.UsageError(f"-f {item!r} is not NAME=VALUE or NAME=@FILE.")
        values.append((name.strip(), text_of_file("-f", name, text[1:]) if text.startswith("@") else text))
    if file is None:
        return SaidFields(tuple(values))
    if file == "-":
        return SaidFields(tuple(values), document_of_bytes(sys.stdin.buffer.read(), STDIN), STDIN)
    return SaidFields(tuple(values), read_document_file(file), file)


async def fill(form: "Form", said: SaidFields, face: "CommandFace") -> None:
    """Put what is said into a form; what stands in the file is said first.

    Raises:
        click.UsageError: the file says that it is of another kind.
        DocumentFileError: the file holds what the form does not take.
        SaidValueError: a field or a resource is not there. Else as a search does.
    """
    from aixtui.editing.filling import Filling
    from aixtui.editing.said_values import say_values, take_names

    if said.document is not None:
        before = dict(form.texts)
        await Filling(form, face).take(_of_kind(said.document, form), said.file)
        await take_names(form, before)
    await say_values(form, said.values)


def _of_kind(document: "Entries", form: "Form") -> "Entries":
    """The document without its `kind`, which `apply` asks for: here the command says it."""
    from aixtui.editing.document_text.nodes import Scalar
    from aixtui.kinds import find_kind

    node = document.nodes.get("kind")
    said = find_kind(node.text) if isinstance(node, Scalar) else None
    if said is None:
        return document
    if said.id != form.kind.id:
        raise click.UsageError(f"The document says that it is of kind {said.id}, and not {form.kind.id}.")
    return document._replace(nodes={key: one for key, one in document.nodes.items() if key != "kind"})


async def save(form: "Form", face: "CommandFace", printing: Printing, *, asks: bool, dry_run: bool) -> int:
    """Save a form that is filled, and print what is there then; with `dry_run` only what would be sent.

    Raises:
        click.UsageError: a field that is to be printed is none of its kind.
    """
    from aixtui.cli.expected_fields import expect_fields
    from aixtui.editing.reference_names import load_names

    printing = await expect_fields(printing, form.session, form.kind, form.resource)
    await load_names(form)
    if dry_run:
        return say_difference(form)
    code = await send(form, face, asks=asks)
    there = form.saved_resource or (form.resource if code == DONE else None)  # where nothing was to be saved
    if there is not None:
        printing.show(await form.session.read(lambda ws: ws.document(there)), there.id)
    return code


def say_difference(form: "Form") -> int:
    """Say what would be sent, and send nothing; the exit code."""
    from aixtui.cli.difference import difference_lines

    if not form.checks.check_all():
        return _refused(form)
    lines = [*difference_lines(form.difference(form.base, form.changes))]
    for line in lines or ["Nothing would change."]:
        say(line)
    say("Nothing was sent.")
    return DONE


async def send(form: "Form", face: "CommandFace", *, asks: bool) -> int:
    """Save a form that is filled; the exit code. What came of it is its `saved_resource`."""
    from aixtui.editing.form_saving import FormSaving

    await FormSaving(form, face).save(asks=asks)
    return DONE if form.saved_resource is not None else _how_it_failed(form, face)


async def saved_document(form: "Form") -> dict[str, Any] | None:
    """What came of a form, as the wire has it; None where nothing did."""
    saved = form.saved_resource
    return None if saved is None else await form.session.read(lambda ws: ws.document(saved))


def _how_it_failed(form: "Form", face: "CommandFace") -> int:
    if face.last_problem is not None:
        return exit_code(face.last_problem)
    if form.checks.problems:
        return _refused(form)
    # Nothing was wrong: nothing was to be saved, or the user did not want to.
    return DONE if not form.changes else FAILED


def _refused(form: "Form") -> int:
    for sentence in form.checks.problems.values():
        say(sentence)
    return USAGE
