"""What an output consists of: texts, JSON, records, files, in an order to be read in. Pure."""

import json
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple, TypeAlias

from aixtui.kindspec.cells import clean
from aixtui.kindspec.named_file import NamedFile, file_of, is_address, links_in

MOST_TABLES = 6
"""More lists of records stay in the JSON."""
LONG_TEXT = 200
"""Characters from which on a text stands by itself, and not in the JSON around it."""
LONGEST_SEARCHED = 200_000
"""Characters of a text in which links are looked for."""
LONGEST_PARSED = 5_000_000
DEEPEST = 100
MOST_FILES = 200


class TextOutput(NamedTuple):
    """A text of any number of lines, as it came."""

    title: str
    text: str
    is_markdown: bool = False


class JsonOutput(NamedTuple):
    """Any other value."""

    title: str
    value: Any


class RecordsOutput(NamedTuple):
    """A list of objects."""

    title: str
    records: Sequence[Mapping[str, Any]]


class FilesOutput(NamedTuple):
    """Files that are named, or came with it."""

    title: str
    files: tuple[NamedFile, ...]


OutputPiece: TypeAlias = TextOutput | JsonOutput | RecordsOutput | FilesOutput


def pieces_of(
    output: Any, *, is_markdown: bool = False, files: Sequence[NamedFile] = ()
) -> tuple[OutputPiece, ...]:
    """The pieces of an output, and the files that came beside it; none of an empty one."""
    pieces = () if output in (None, "", {}, []) else _pieces(output, is_markdown=is_markdown)
    named = [file for piece in pieces if isinstance(piece, FilesOutput) for file in piece.files]
    addresses = {file.address for file in files if file.address}
    every = (*files, *(file for file in named if file.address not in addresses))
    rest = tuple(piece for piece in pieces if not isinstance(piece, FilesOutput))
    return (*rest, FilesOutput("Links and files", every[:MOST_FILES])) if every else rest


def _pieces(value: Any, *, is_markdown: bool) -> tuple[OutputPiece, ...]:
    if isinstance(value, str):
        return _of_text(value, is_markdown=is_markdown)
    if file := file_of(value):
        return (JsonOutput("Output", value), FilesOutput("", (file,)))
    if isinstance(value, list):
        return _of_list(value)
    return _of_object(value) if isinstance(value, dict) else (JsonOutput("Output", value),)


def _of_text(text: str, *, is_markdown: bool) -> tuple[OutputPiece, ...]:
    if file := file_of(text):
        return (FilesOutput("", (file,)),)
    if text.lstrip()[:1] in ("{", "[") and len(text) <= LONGEST_PARSED:
        try:
            value = json.loads(text)
        except (ValueError, RecursionError):
            value = None
        if value and _is_shallow(value):
            return _pieces(value, is_markdown=False)
    links = links_in(text[:LONGEST_SEARCHED])
    own = TextOutput("Output", text, is_markdown)
    return (own, FilesOutput("", links)) if links else (own,)


def _of_list(values: list[Any]) -> tuple[OutputPiece, ...]:
    files = tuple(file for file in map(file_of, values[:MOST_FILES]) if file is not None)
    if len(files) == len(values):
        return (FilesOutput("", files),)
    if are_records(values):
        return (RecordsOutput("Output", values),)
    return (JsonOutput("Output", values),)


def _of_object(value: dict[str, Any]) -> tuple[OutputPiece, ...]:
    """What stands by itself in an object apart from the rest of it."""
    texts, tables, files, rest = list[OutputPiece](), list[OutputPiece](), list[NamedFile](), dict[str, Any]()
    for key, one in value.items():
        label = clean(key)
        if isinstance(one, str) and not is_address(one) and one[:5].lower() != "data:":
            if len(one) >= LONG_TEXT or "\n" in one.strip():
                texts.append(TextOutput(label, one))
            else:
                rest[key] = one
        elif are_records(one) and len(tables) < MOST_TABLES and not _are_files(one):
            tables.append(RecordsOutput(label, one))
        else:
            many = one if isinstance(one, list) else [one]
            found = [file for file in map(file_of, many[:MOST_FILES]) if file is not None]
            files += found
            if not (found and any(file.content is not None for file in found)):
                rest[key] = one  # an address is also to be read where it stands
    title = "Values" if texts or tables else "Output"
    values = [JsonOutput(title, rest)] if rest else []
    return (*texts, *values, *tables, *([FilesOutput("", tuple(files))] if files else []))


def _is_shallow(value: Any) -> bool:
    """Whether its lists and objects are not deeper in each other than a reply may be."""
    level = [value]
    for _ in range(DEEPEST):
        level = [
            inner
            for one in level
            if isinstance(one, dict | list)
            for inner in (one.values() if isinstance(one, dict) else one)
        ]
        if not level:
            return True
    return False


def are_records(value: Any) -> bool:
    """Whether it is a list of objects, and nothing else."""
    return (
        isinstance(value, list)
        and bool(value)
        and all(isinstance(one, dict) for one in value)
        and any(len(one) > 0 for one in value)
    )


def _are_files(values: list[Any]) -> bool:
    return all(file_of(one) is not None for one in values[:MOST_FILES])
