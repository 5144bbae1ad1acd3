"""`aixtui apply` and `diff`: documents of resources, against what the workspace has."""

import sys
from typing import TYPE_CHECKING

import click

from aixtui.cli.changing import yes_option
from aixtui.cli.exit_codes import DONE, FAILED, USAGE, exit_code
from aixtui.cli.filled_form import STDIN
from aixtui.cli.options import ConnectionOptions, connection_options
from aixtui.cli.printing import Listed, Printing, printing_options

if TYPE_CHECKING:
    from collections.abc import Sequence

    from aixtui.editing.apply_plan import Step
    from aixtui.editing.document_text.nodes import Entries
    from aixtui.workspace.session import AppSession

_file = click.option("-f", "--file", "file", required=True, metavar="FILE", help="Documents; - is stdin.")


_DONE_NAMES = ("id", "kind", "name", "action")
_HEADS = ("ID", "Kind", "Name", "Action")


@click.command()
@_file
@click.option("--dry-run", is_flag=True, help="Show the plan, and send nothing.")
@yes_option
@printing_options()
@connection_options
def apply(options: ConnectionOptions, file: str, dry_run: bool, yes: bool, printing: Printing) -> int:
    """Make the workspace have what documents say: a plan is shown, asked about, and carried out.

    A document is YAML or JSON, with its `kind`, and an `id` or a `name`; several stand between lines of ---.
    Where there is none of the name a new one is made. What is new is referred to by its name.

    \b
    aixtui get agents/ID -o yaml | sed '1i kind: agent' > a.yaml
    aixtui apply -f a.yaml --dry-run
    aixtui apply -f - --yes < all.yaml
    """
    from aixtui.cli.face import CommandFace
    from aixtui.cli.output import say
    from aixtui.cli.sitting import sit

    documents, expected = _documents(file), printing.expecting(_DONE_NAMES)
    face = CommandFace(yes=yes)

    async def work(session: "AppSession") -> int:
        steps = await _plan(session, documents)
        _say_plan(steps)
        wrong = [step for step in steps if not _is_right(step)]  # each is told, not the first alone
        if wrong:
            return USAGE
        if dry_run:
            say("Nothing was sent.")
            return DONE
        todo = [step for step in steps if step.action != "none"]
        if todo and not await face.confirm("Apply this?", yes="Apply"):
            return FAILED
        return await _carry_out(steps, expected)

    return sit(options, face, work)


@click.command()
@_file
@click.option("--exit-code", "is_told", is_flag=True, help="End with 1 where something would change.")
@printing_options()
@connection_options
def diff(options: ConnectionOptions, file: str, is_told: bool, printing: Printing) -> int:
    """Show what `apply` would change. Nothing is sent.

    \b
    aixtui diff -f a.yaml --exit-code
    aixtui diff -f a.yaml -o json
    """
    from aixtui.cli.face import CommandFace
    from aixtui.cli.sitting import sit

    documents = _documents(file)

    async def work(session: "AppSession") -> int:
        steps = [step for step in await _plan(session, documents) if step.action != "none"]
        _print_difference(steps, printing)
        return FAILED if is_told and steps else DONE

    return sit(options, CommandFace(), work)


def _print_difference(steps: "Sequence[Step]", printing: Printing) -> None:
    from aixtui.cli.difference import difference_lines
    from aixtui.cli.output import print_lines

    changes = [step.form.difference(step.form.base, step.form.changes) for step in steps]
    if printing == Printing():
        for step, changed in zip(steps, changes, strict=True):
            print_lines(_heading(step), *(f"  {line}" for line in difference_lines(changed)))
        return
    ids = [step.form.resource.id if step.form.resource else "" for step in steps]
    lines = [[one, step.form.kind.id, step.name, step.action] for one, step in zip(ids, steps, strict=True)]
    documents = [
        {
            **dict(zip(_DONE_NAMES, line, strict=True)),
            "changes": [{"field": one.label, "before": one.before, "after": one.after} for one in changed],
        }
        for line, changed in zip(lines, changes, strict=True)
    ]
    printing.show_list(Listed(_HEADS, lines, lambda: documents, {}))


def _documents(file: str) -> "Sequence[Entries]":
    from aixtui.editing.document_text.file import documents_of_bytes, read_documents_file

    if file == "-":
        return documents_of_bytes(sys.stdin.buffer.read(), STDIN)
    return read_documents_file(file)


async def _plan(session: "AppSession", documents: "Sequence[Entries]") -> "list[Step]":
    from aixtui.editing.apply_plan import ApplyPlan
    from aixtui.editing.reference_names import load_names

    steps = await ApplyPlan(session, documents).steps()
    for step in steps:
        await load_names(step.form)
    return steps


def _heading(step: "Step") -> str:
    words = {"create": "create", "change": "change", "none": "as it is"}
    left_out = f", but for {', '.join(step.left_out)}, said of new ones only" if step.left_out else ""
    return f"{words[step.action]}: {step.form.kind.id} {step.name}{left_out}"


def _say_plan(steps: "Sequence[Step]") -> None:
    from aixtui.cli.difference import difference_lines
    from aixtui.cli.output import say

    for step in steps:
        say(_heading(step))
        for line in difference_lines(step.form.difference(step.form.base, step.form.changes)):
            say(f"  {line}")


def _is_right(step: "Step") -> bool:
    from aixtui.cli.output import say

    if step.action == "none" or step.form.checks.check_all():
        return True
    for sentence in step.form.checks.problems.values():
        say(f"{step.name}: {sentence}")
    return False


async def _carry_out(steps: "Sequence[Step]", printing: Printing) -> int:
    """One step after the other, until one goes wrong; what was done is printed whatever comes."""
    from aixtui.cli.face import CommandFace
    from aixtui.cli.output import say
    from aixtui.editing.form_saving import FormSaving

    made: dict[str, str] = {}
    done: list[dict[str, str]] = []
    code = DONE
    for step in steps:
        form, face = step.form, CommandFace(yes=True, quiet=True)
        step.refer_to(made)
        action = step.action
        if action != "none":
            await FormSaving(form, face).save()
            if form.saved_resource is None:
                for sentence in form.checks.problems.values():
                    say(sentence)
                code = exit_code(face.last_problem)
                left = len(steps) - len(done) - 1
                say(f"{step.name} was not applied{f', nor were the {left} after it' if left else ''}.")
                break
        resource = form.saved_resource or form.resource
        assert resource is not None, "it was saved, or nothing was to be"
        made[step.name] = resource.id
        done.append(dict(zip(_DONE_NAMES, (resource.id, form.kind.id, step.name, action), strict=True)))
    lines = [[*one.values()] for one in done]
    printing.show_list(Listed(_HEADS, lines, lambda: done, {}))
    return code
