"""How texts of a form become a resource on the server: a new one, one like another, a new state of one."""

from collections.abc import Callable, Mapping
from typing import Any, NamedTuple, TypeAlias

from aixtui.kindspec.field import Field
from aixtui.kindspec.fields import attributes_of, changed_texts, is_same_value, parse_fields, text_of
from aixtui.kindspec.kind import Kind, Resource
from aixtui.kindspec.states import STATE, is_draft, says_draft
from aixtui.workspace.stale_edit import StaleEditError

Progress: TypeAlias = Callable[[int, int], None]
"""Told the bytes so far, and of how many."""


class Sent(NamedTuple):
    """What the server has made of what was sent."""

    resource: Resource
    of_others: tuple[Field, ...] = ()
    """The fields beside those sent that have changed there since the resource was read: they hold as well."""


OnSent: TypeAlias = Callable[[Sent], None]
"""Told at once what came of it."""


def make(
    source: Any, kind: Kind, values: Mapping[str, str], on_sent: OnSent, on_progress: Progress | None
) -> Resource:
    """Make a new one; `on_sent` is told of it also where files of it could not be sent."""
    fields = kind.fields_of(None)
    said = parse_fields(fields, values)
    made, state = source(**attributes_of(fields, without_state(kind, said))), new_state(kind, said, None)
    try:
        made = made.save(**state, **told(on_progress))
    finally:
        if made.id:
            on_sent(Sent(made))
    return made


def make_like(kind: Kind, was: Resource, values: Mapping[str, str], on_sent: OnSent) -> Resource:
    """Make a new one that holds what another does, but for these values; of a draft a draft."""
    fields = kind.fields_of(None)
    parsed = parse_fields(fields, changed_texts(fields, values, was))
    made = was.clone(**attributes_of(fields, without_state(kind, parsed), was))
    made = made.save(**new_state(kind, parsed, was))
    on_sent(Sent(made))
    return made


def save_over(
    source: Any,
    kind: Kind,
    resource: Resource,
    values: Mapping[str, str],
    was: Resource,
    on_sent: OnSent,
    on_progress: Progress | None,
) -> Resource:
    """Change what the server has by now. What comes back to a list is as it `was`, where that is said.

    Raises:
        StaleEditError: one of the values has changed there since the resource was read.
    """
    all_fields = kind.fields_of(resource)
    fields = [field for field in all_fields if field.name in values]
    parsed = parse_fields(fields, values)
    current = source.get(resource.id)
    moved = [field for field in all_fields if text_of(field, current) != text_of(field, resource)]
    theirs = {field.name: text_of(field, current) for field in moved if field.name in values}
    conflicts = {
        field.name: theirs[field.name]
        for field in moved
        if field.name in values and not is_same_value(field, theirs[field.name], values[field.name])
    }
    if conflicts:
        raise StaleEditError(conflicts, current)
    attributes = attributes_of(all_fields, parsed, current, was)
    saved = current.save(**attributes, **draft(kind, current), **told(on_progress))
    on_sent(Sent(saved, tuple(field for field in moved if field.name not in values)))
    return saved


def remove(resource: Resource, *, missing_ok: bool) -> None:
    """Delete it on the server; with `missing_ok` also where it is gone already."""
    from aixsdk.exceptions import NotFoundError, ResourceError

    try:
        resource.delete()
    except ResourceError as error:
        if not (missing_ok and isinstance(error.__cause__, NotFoundError)):
            raise


def told(on_progress: Progress | None) -> dict[str, Progress]:
    """The argument that says who is told how far files are."""
    return {} if on_progress is None else {"on_progress": on_progress}


def draft(kind: Kind, resource: Resource) -> dict[str, bool]:
    """The argument that keeps a draft one."""
    return {"as_draft": True} if is_draft(kind, resource) else {}


def new_state(kind: Kind, said: Mapping[str, Any], template: Resource | None) -> dict[str, bool]:
    """The argument that makes a new one a draft."""
    return {"as_draft": True} if says_draft(kind, said, template) else {}


def without_state(kind: Kind, said: Mapping[str, Any]) -> dict[str, Any]:
    """The values that are attributes: the state is an argument."""
    return {name: value for name, value in said.items() if not (kind.has_drafts and name == STATE.name)}
