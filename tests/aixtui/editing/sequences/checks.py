"""What a form has to hold after a draft was taken up, and after a save, however that went."""

from aixtui.editing.form import Form
from aixtui.kindspec.field import Field
from aixtui.stores.draft import StoredDraft
from tests.aixtui.editing.sequences.oracle import is_kept, is_same, stored_text, texts_of
from tests.aixtui.editing.sequences.probe import FIELDS, UNSEEN
from tests.aixtui.editing.sequences.server import MemoryServer
from tests.aixtui.editing.sequences.typed import Shelf, Typed
from tests.aixtui.editing.sequences.window import ChancyFace

_BY_LABEL = {field.label: field for field in FIELDS}


def beginning(form: Form, field: Field) -> str:
    """What a form holds where nothing was typed."""
    if form.original is not None and field.name == "name":
        return form.original.copy_name
    return form.base[field.name] if form.template is not None else field.default


def check_resumed(form: Form, offered: StoredDraft, shelf: Shelf, face: ChancyFace) -> None:
    """What the draft held is in the form; what was changed elsewhere, too."""
    theirs = texts_of(form.template, form.fields)
    assert form.base == theirs
    told = "The last save had arrived." in face.messages
    for field in form.fields:
        name = field.name
        mine, result = offered.draft.changes.get(name), form.texts[name]
        if mine is None:
            assert result == beginning(form, field), name
            continue
        if form.resource is None:
            assert result == mine, name
            continue
        assert any(
            is_kept(field, typed.seen[name], str(mine), theirs[name], result, face.sides.get(field.label))
            for typed in shelf.typed
        ), f"{name} was {mine!r} and is {result!r}"
    for label in face.sides:
        mine = str(offered.draft.changes[_BY_LABEL[label].name])
        assert not is_same(_BY_LABEL[label], mine, theirs[_BY_LABEL[label].name]), (
            f"asked for nothing: {label}"
        )
    if offered.draft.typed_secrets:
        again = [message for message in face.messages if message.startswith("To be typed again")]
        assert again, "a secret is to be typed again"
    if offered.state == "sending":
        _check_settled(form, offered, shelf, face, told=told)


def _check_settled(form: Form, offered: StoredDraft, shelf: Shelf, face: ChancyFace, *, told: bool) -> None:
    """Whether a save that was on its way had arrived is said as it is."""
    if form.resource is None:
        said = [message for message in face.messages if " was made" in message or "not made" in message]
        assert said, "whether it was made is not said"
        assert not (shelf.arrived and "It was not made" in said[-1]), "it was made"
        return
    theirs, sent = texts_of(form.resource, form.fields), offered.sent or {}
    files = {field.name for field in FIELDS if field.is_path and field.name in sent}
    news = {name for typed in shelf.typed for name in typed.kept if not typed.says_nothing(name)}
    assert told or files or not shelf.arrived or not news, "the last save had arrived"
    there = [
        is_same(field, str(sent[field.name]), theirs[field.name])
        for field in form.fields
        if field.name in sent
    ]
    assert not told or (there and all(there)), "the last save had not arrived"
    assert not (shelf.arrived and told and form.changes), "what had arrived is no change"


def check_found(form: Form, offered: StoredDraft, server: MemoryServer) -> None:
    """What is said to have been made is on the server, with all that was sent."""
    assert form.saved_resource is not None
    document, sent = server.documents[form.saved_resource.id], offered.sent or {}
    for field in FIELDS:
        if field.name in sent and field.name not in UNSEEN:
            assert is_same(field, str(sent[field.name]), stored_text(field, document)), field.name


def check_after_save(form: Form, before: Typed, face: ChancyFace, *, is_rebased: bool) -> None:
    """What was typed is in a form that is not over, whatever the server said."""
    for field in form.fields:
        name, base = field.name, before.seen[field.name]
        mine, theirs, result = before.changes.get(name), form.base[name], form.texts[name]
        if mine is None:
            assert result == beginning(form, field), name
        elif not is_rebased:
            assert result == mine, name
        else:
            side = face.sides.get(field.label)
            assert is_kept(field, base, mine, theirs, result, side), f"{name} was {mine!r} and is {result!r}"


def check_saved(form: Form, before: Typed, server: MemoryServer) -> None:
    """What was typed is on the server."""
    _, now = server.writes[-1]
    for field in form.fields:
        if field.name in before.kept and field.name not in UNSEEN:
            text, stored = form.texts[field.name], stored_text(field, now)
            assert is_same(field, text, stored), f"{field.name}: {text!r}, {stored!r}"
        elif field.is_path and before.changes.get(field.name, "").strip():
            assert before.changes[field.name] in server.files.values(), "a file was not sent"
    for name in before.secrets:
        assert before.changes[name] in server.secrets.values(), "a secret was not sent"
