"""What may become of a text that was typed and changed elsewhere, too; told without the code of the merge."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, TypeAlias

from aixtui.editing.three_way import same
from aixtui.kindspec.cells import editable
from aixtui.kindspec.field import Field
from aixtui.kindspec.field_conflict import Side
from aixtui.kindspec.fields import parse_field, text_of
from aixtui.kindspec.invalid_value import InvalidValueError
from aixtui.kindspec.records import Entry, entries_of
from tests.aixtui.editing.sequences.probe import thaw

Entries: TypeAlias = Mapping[str, Entry]
"""By their names."""


def texts_of(resource: Any, fields: Sequence[Field]) -> dict[str, str]:
    """The texts that a form of a resource begins with; of a new one, none."""
    if resource is None:
        return {field.name: "" for field in fields}
    return {field.name: editable(text_of(field, resource)) for field in fields}


def is_same(field: Field, one: str, other: str) -> bool:
    """Whether two texts stand for one value, in whatever spelling."""
    if one == other:
        return True
    try:
        values = [parse_field(field._replace(required=False), text) for text in (one, other)]
    except InvalidValueError:
        return False
    return same(*(str(value) if field.is_path and value is not None else value for value in values))


def stored_text(field: Field, document: Mapping[str, Any]) -> str:
    """The text of a field of a document."""
    value = thaw(field.name.partition(".")[0], document.get(field.name.partition(".")[0]))
    part = field.name.partition(".")[2]
    return text_of(field._replace(name="value"), _Holder(getattr(value, part) if part else value))


class _Holder:
    def __init__(self, value: Any) -> None:
        self.value = value

    def stored(self, _: str) -> Any:
        return self.value


def is_kept(field: Field, base: str, mine: str, theirs: str, result: str, side: Side | None) -> bool:
    """Whether a merge keeps what it should; `side` is None where nobody was asked.

    What nobody decided away is there: lines and references that either side added; a value, whole.
    """
    if is_same(field, mine, theirs):
        return result in (mine, theirs)
    if theirs == base:
        return result == mine
    if field.records is not None:
        return _are_entries_kept([_by_name(text) for text in (base, mine, theirs, result)], side)
    if field.is_list:
        return _are_ids_kept(base, mine, theirs, result)
    is_mine, is_theirs = side != "theirs", side != "mine"
    if field.lines == 1:
        if side is None:  # both cannot be there
            return False
        return result == (mine if side == "mine" else theirs)
    lines = set(result.split("\n"))
    return (not is_mine or _added(base, mine) <= lines) and (not is_theirs or _added(base, theirs) <= lines)


def _added(base: str, text: str) -> set[str]:
    return set(text.split("\n")) - set(base.split("\n"))


def _are_ids_kept(base: str, mine: str, theirs: str, result: str) -> bool:
    was, ours, others, left = (set(filter(None, text.split("\n"))) for text in (base, mine, theirs, result))
    return left == (ours | others) - (was - ours) - (was - others)


def _by_name(text: str) -> dict[str, Entry]:
    return {entry["name"]: entry for entry in entries_of(text)}


def _are_entries_kept(versions: Sequence[Entries], side: Side | None) -> bool:
    """Whether each entry, and in those that all have each key, is what the one made of it that changed it."""
    for name in frozenset[str]().union(*versions):
        one = [entries.get(name, {}) for entries in versions]
        if not all(one[:3]):
            is_right = _is_one_kept(one, side)
        else:  # null is something else than nothing
            keys = frozenset[str]().union(*one)
            is_right = all(
                _is_one_kept([[entry[key]] if key in entry else [] for entry in one], side) for key in keys
            )
        if not is_right:
            return False
    return True


def _is_one_kept(versions: Sequence[Any], side: Side | None) -> bool:
    base, mine, theirs, result = versions
    if same(base, mine) or same(mine, theirs):
        return same(result, theirs)
    if same(base, theirs):
        return same(result, mine)
    return side is not None and same(result, theirs if side == "theirs" else mine)


def leaves(document: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    """Each value that a field may change by itself, by the name of the field."""
    for name, value in document.items():
        if name == "limits":
            yield from ((f"limits.{part}", one) for part, one in (value or {}).items())
        else:
            yield name, value


def changed_names(before: Mapping[str, Any], after: Mapping[str, Any]) -> set[str]:
    """What a write has changed, byte for byte."""
    was, now = dict(leaves(before)), dict(leaves(after))
    return {
        name
        for name in was.keys() | now.keys()
        if (name in was) != (name in now) or not same(was.get(name), now.get(name))
    }
