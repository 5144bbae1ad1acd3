"""All that is kept of a run, as a JSON value and as facts."""

from typing import Any

from aixtui.kindspec import cells
from aixtui.kindspec.cells import Cell
from aixtui.kindspec.overview import ShownFact, ShownSection
from aixtui.running.run_rows import credits_cell, seconds_cell, seconds_of, state_cell
from aixtui.stores.run_record import StoredRun

LONGEST = 2_000
"""Characters of an output that facts show: the run itself shows all of it."""


def run_summary(run: StoredRun) -> dict[str, Any]:
    """What a list of runs is made of."""
    record, progress = run.record, run.progress
    return {
        "id": record.id,
        "state": progress.phase,
        "watched": run.holder != "nobody" if run.is_open else None,
        "status": progress.status,
        "kind": record.kind,
        "resource": record.resource_id,
        "name": record.name,
        "started": run.started_at.isoformat(),
        "changed": run.changed_at.isoformat(),
        "credits": progress.credits,
        "seconds": seconds_of(run),
        "problem": progress.sentence,
        "note": run.note,
        "starred": run.is_starred,
    }


def run_document(run: StoredRun) -> dict[str, Any]:
    """All of it."""
    record, progress = run.record, run.progress
    return {
        **run_summary(run),
        "inputs": dict(record.inputs),
        "sent_inputs": dict(record.sent or record.inputs),
        "hidden_inputs": list(run.hidden_inputs),
        "face": record.face,
        "url": progress.url,
        "request_id": progress.request_id,
        "reply": progress.reply,
    }


def output_text(run: StoredRun) -> str:
    """What it gave, as far as a reply says that in the place where replies do; clean."""
    reply = run.progress.reply
    if reply is None:
        return ""
    output = reply.get("data", dict(reply))
    if isinstance(output, dict) and output.get("output"):
        output = output["output"]
    return cells.pretty(output)


def input_text(value: object) -> str:
    """One input as it was typed, clean."""
    return cells.pretty(value)


def run_facts(run: StoredRun) -> tuple[ShownSection, ...]:
    """How it stands, what it was asked and what it gave."""
    progress, output = run.progress, output_text(run)
    head = (
        ShownFact("State", state_cell(run)),
        ShownFact("Resource", cells.text(run.record.name)),
        ShownFact("Kind", cells.text(run.record.kind)),
        ShownFact("Id", cells.text(run.record.id)),
        ShownFact("Started", cells.moment(run.started_at.isoformat())),
        ShownFact("Seconds", seconds_cell(run)),
        ShownFact("Credits", credits_cell(run)),
        *([ShownFact("Note", cells.text(run.note))] if run.note else ()),
        *(
            [ShownFact("Problem", Cell(cells.clean_block(progress.sentence), "bad"))]
            if progress.sentence
            else ()
        ),
    )
    hidden = [ShownFact(cells.clean(name), Cell("secret: not kept", "muted")) for name in run.hidden_inputs]
    inputs = [
        ShownFact(cells.clean(name), Cell(_shortened(input_text(value))))
        for name, value in run.record.inputs.items()
    ]
    sections = [ShownSection("Run", head), ShownSection("Asked", (*inputs, *hidden))]
    if output:
        sections.append(ShownSection("Answered", (ShownFact("", Cell(_shortened(output))),)))
    return tuple(section for section in sections if section.facts)


def _shortened(text: str) -> str:
    return text if len(text) <= LONGEST else f"{text[:LONGEST]} …"
