"""From what a run has said to the parts that are shown. Blocks while it makes text of large values."""

from collections.abc import Iterator, Sequence
from typing import Any, TypeAlias

from aixtui.actions import key_of
from aixtui.kindspec import cells
from aixtui.kindspec.named_file import NamedFile
from aixtui.kindspec.outputs import FilesOutput, OutputPiece, RecordsOutput, TextOutput, pieces_of
from aixtui.kindspec.results import Reading, RunStep
from aixtui.running.live_run import LiveRun
from aixtui.running.outputs.lines_part import LinesPart
from aixtui.running.outputs.message_part import MessagePart, Tone
from aixtui.running.outputs.picture_part import PicturePart
from aixtui.running.outputs.record_columns import without_empty
from aixtui.running.outputs.records_part import RecordsPart
from aixtui.workspace.problems import explain

OutputPart: TypeAlias = LinesPart | RecordsPart | PicturePart | MessagePart
MOST_PICTURES = 4


def parts_of(live: LiveRun, *, is_markdown: bool) -> tuple[OutputPart, ...]:
    """What a run that is over has given, or why it has given nothing."""
    if live.note:
        return (MessagePart("Output", "", live.note, "warn"), *_streamed_parts(live, is_markdown=is_markdown))
    if live.problem is not None:
        return (*_problem_parts(live), *_streamed_parts(live, is_markdown=is_markdown))
    reading, raw = (live.last.reading, live.last.raw) if live.last is not None else (Reading(), {})
    try:
        parts = [*_output_parts(reading, is_markdown=is_markdown)]
    except Exception as error:  # whatever the server sent is to be seen all the same
        problem = explain(error)
        parts = [
            MessagePart("Output", "The output cannot be shown as what it is.", problem.sentence, "bad"),
            LinesPart.of_text("What came", repr(reading.output if reading.output is not None else raw)),
        ]
    if not parts:
        parts = [MessagePart("Output", "The run gave no output.", tone="quiet")]
    if reading.governance.text:
        tone: Tone = "warn" if reading.governance.has_remarks else ""
        parts.append(MessagePart("Inspectors", "", reading.governance.text, tone))
    if reading.steps:
        parts.append(RecordsPart("Steps", without_empty([*map(_step, reading.steps)])))
    return tuple(parts)


def _streamed_parts(live: LiveRun, *, is_markdown: bool) -> Iterator[OutputPart]:
    """What came of an answer that was not read to its end."""
    if text := live.text.since(0):
        yield LinesPart.of_text("What came", text, is_markdown=is_markdown)


def _problem_parts(live: LiveRun) -> tuple[OutputPart, ...]:
    problem = live.problem
    assert problem is not None
    location = f"What becomes of it is not known here: {live.url}" if live.is_lost_sight_of else ""
    text = "\n".join(part for part in (problem.text, location, problem.hint, _way_on(live)) if part)
    message = MessagePart("Output", problem.title, text, "bad")
    if not problem.came:
        return (message,)
    return (message, LinesPart.of_text("What came", problem.came))


def _way_on(live: LiveRun) -> str:
    """How it is run once more, as a sentence; empty where it may have been carried out all the same."""
    is_in_doubt = live.is_lost_sight_of or (live.problem is not None and live.problem.outcome_unknown)
    if is_in_doubt or live.values is None or not live.values.typed:
        return ""
    change, again = key_of("run.inputs"), key_of("run.start")
    return f"{change} changes the inputs. {again} sends them as they were, after asking."


def _output_parts(reading: Reading, *, is_markdown: bool) -> Iterator[OutputPart]:
    for piece in pieces_of(reading.output, is_markdown=is_markdown, files=reading.files):
        yield _part(piece)
        if isinstance(piece, FilesOutput):
            pictures = [file for file in piece.files if file.is_picture]
            yield from map(PicturePart, pictures[:MOST_PICTURES])


def _part(piece: OutputPiece) -> OutputPart:
    if isinstance(piece, TextOutput):
        return LinesPart.of_text(piece.title, piece.text, is_markdown=piece.is_markdown)
    if isinstance(piece, RecordsOutput):
        return RecordsPart(piece.title, piece.records)
    if isinstance(piece, FilesOutput):
        return files_part(piece.title, piece.files)
    return LinesPart.of_json(piece.title, piece.value)


def files_part(title: str, files: Sequence[NamedFile]) -> RecordsPart:
    """Files as a table, as far as something is known of them."""
    records = [
        {
            "name": file.name,
            "type": file.type or None,
            "size": cells.size(file.size).text if file.size is not None else None,
            "expires": f"{file.expires:%Y-%m-%d %H:%M} UTC" if file.expires is not None else None,
            "address": file.address or None,
        }
        for file in files
    ]
    return RecordsPart(title, without_empty(records), files)


def _step(step: RunStep) -> dict[str, Any]:
    return {
        "step": step.unit or step.id,
        "state": "failed" if step.error else "done" if step.is_done else "working",
        "seconds": step.seconds,
        "credits": step.credits,
        "input": step.input,
        "output": step.error or step.output,
    }


def reply_of(live: LiveRun) -> OutputPart:
    """The last reply as it came."""
    if live.problem is not None and live.problem.came:
        return LinesPart.of_text("Reply", live.problem.came)
    if live.last is not None and live.last.raw:
        return LinesPart.of_json("Reply", dict(live.last.raw))
    return MessagePart("Reply", "No reply came.", tone="quiet")
