"""The tasks of an agent, which may wait for each other. Pure."""

from collections.abc import Mapping, Sequence
from typing import Any

from aixtui.kindspec.cells import clean
from aixtui.kindspec.field import Field
from aixtui.kindspec.records import Around, Entry, Names, Opened, Records, Wrong
from aixtui.kindspec.text_codec import TEXT, optional

_AFTER = "dependencies"


def _name(task: Entry) -> str:
    name = task.get("name")
    return name if isinstance(name, str) else ""


def _waits_for(task: Entry) -> list[str]:
    names = task.get(_AFTER)
    return [name for name in names if isinstance(name, str)] if isinstance(names, list) else []


def _open(task: Entry, around: Around) -> Opened[Field]:
    fields = (
        Field("name", "Name", required=True),
        Field("description", "Description", lines=3, help="What is to be done.", codec=optional(TEXT)),
        Field("expectedOutput", "Expected output", lines=2, codec=optional(TEXT)),
        Field(
            _AFTER,
            "After",
            help="The tasks that have to be done before it.",
            options=tuple(map(_name, around.others)),
            many=True,
        ),
    )
    values = {field.name: task.get(field.name) for field in fields}
    return Opened(fields, values, lambda values: {**task, **values})


def _line(task: Entry, _: Names) -> str:
    after = ", ".join(map(clean, _waits_for(task)))
    about = clean(task.get("description"))
    title = clean(_name(task)) or "without a name"
    return f"{title}{f' (after {after})' if after else ''}{f': {about}' if about else ''}"


def _check(task: Entry, others: Sequence[Entry]) -> Wrong | None:
    name, tasks = _name(task), {_name(other): other for other in others}
    if not name.strip():
        return Wrong("name", "Name is required.")
    if name in tasks:
        return Wrong("name", f"There is another task {clean(name)}.")
    for wanted in _waits_for(task):
        if wanted == name:
            return Wrong(_AFTER, "A task cannot wait for itself.")
        if wanted not in tasks:
            return Wrong(_AFTER, f"There is no task {clean(wanted)} to wait for.")
        if chain := _chain(wanted, name, tasks):
            return Wrong(_AFTER, f"{' waits for '.join(map(clean, [*chain, name]))}: a circle.")
    return None


def _chain(start: str, end: str, tasks: Mapping[str, Entry]) -> list[str]:
    """The tasks by which one waits for another; none where it does not."""
    ways, seen = [[start]], {start}
    while ways:
        way = ways.pop()
        for name in _waits_for(tasks.get(way[-1], {})):
            if name == end:
                return way
            if name not in seen:
                seen.add(name)
                ways.append([*way, name])
    return []


def _renamed(task: Entry, old: str, new: str) -> Entry:
    if old not in _waits_for(task):
        return task
    return {**task, _AFTER: [new if name == old else name for name in task[_AFTER]]}


_BLANK: dict[str, Any] = {"name": None, "description": None, "expectedOutput": None, _AFTER: []}
TASKS = Records[Field]("task", "tasks", _open, _line, _name, blank=_BLANK, check=_check, renamed=_renamed)
