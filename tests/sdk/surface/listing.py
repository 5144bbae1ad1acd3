"""The listing of the official surface, read."""

import re
from dataclasses import dataclass, field
from pathlib import Path

LISTING = Path(__file__).with_name("official-surface.txt")

_HEAD = re.compile(r"(?P<starred>\*?)(?P<is_class>class )?(?P<name>\w+)\((?P<inside>.*)\)")
_METHOD = re.compile(r"(?P<name>\w+)\((?P<inside>.*)\)(?:  (?P<kind>\w+))?")
_MEMBER = re.compile(r"(?P<name>\w+)='(?P<value>[^']*)'")
_PARAMETER = re.compile(r"(?P<name>\*{0,2}\w+)(?:=(?P<default>.+))?")
_BETWEEN = re.compile(r", (?=\*{0,2}\w+(?:=|,|$))")


@dataclass(frozen=True)
class Parameter:
    """One parameter; `default` is its repr, "..." where it is not told, None where there is none."""

    name: str
    default: str | None


@dataclass(frozen=True)
class Operation:
    """A function, or a method without its first parameter."""

    name: str
    kind: str
    parameters: tuple[Parameter, ...]


@dataclass
class Class:
    """A class: for an enum `members`, of which `size` may say that there are more than are listed."""

    name: str
    bases: list[str]
    fields: list[str] = field(default_factory=list)
    properties: list[str] = field(default_factory=list)
    operations: list[Operation] = field(default_factory=list)
    members: dict[str, str] = field(default_factory=dict)
    size: int = 0


@dataclass
class Section:
    """One module of the official package."""

    name: str
    starred: set[str] = field(default_factory=set)
    classes: list[Class] = field(default_factory=list)
    functions: list[Operation] = field(default_factory=list)


def sections() -> list[Section]:
    """All of the listing. Raises ValueError for a line that it cannot read."""
    read: list[Section] = []
    for line in LISTING.read_text(encoding="utf-8").splitlines()[1:]:
        if line.startswith("## "):
            read.append(Section(line[3:]))
        elif line.startswith("    "):
            _add_line(read[-1].classes[-1], line.strip())
        elif line:
            _add_name(read[-1], line)
    return read


def _add_name(section: Section, line: str) -> None:
    head = _HEAD.fullmatch(line)
    if head is None:
        raise ValueError(f"Not a line of the listing: {line}")
    if head["starred"]:
        section.starred.add(head["name"])
    if head["is_class"]:
        section.classes.append(Class(head["name"], [base for base in head["inside"].split(", ") if base]))
    else:
        section.functions.append(Operation(head["name"], "function", _parameters(head["inside"])))


def _add_line(cls: Class, line: str) -> None:
    if line.startswith("fields: "):
        cls.fields = line.removeprefix("fields: ").split(", ")
    elif line.endswith("  property"):
        cls.properties.append(line.split()[0])
    elif method := _METHOD.fullmatch(line):
        kind, parameters = method["kind"] or "method", _parameters(method["inside"])
        cls.operations.append(
            Operation(method["name"], kind, parameters if kind == "staticmethod" else parameters[1:])
        )
    else:
        cls.members = {member["name"]: member["value"] for member in _MEMBER.finditer(line)}
        more = re.search(r"… (\d+)$", line)
        cls.size = int(more[1]) if more else len(cls.members)
        if not cls.members:
            raise ValueError(f"Not a line of the listing: {line}")


def _parameters(text: str) -> tuple[Parameter, ...]:
    parameters = []
    for word in _BETWEEN.split(text) if text else []:
        parameter = _PARAMETER.fullmatch(word)
        if parameter is None:
            raise ValueError(f"Not parameters: {text}")
        parameters.append(Parameter(parameter["name"], parameter["default"]))
    return tuple(parameters)
