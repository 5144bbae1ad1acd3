"""What is asked before a form is sent, and what is said of the state that comes of it."""

from typing import NamedTuple

from aixtui.actions import key_of
from aixtui.editing.form import Form
from aixtui.kindspec.cells import clean
from aixtui.kindspec.states import is_draft, says_draft


class FormQuestion(NamedTuple):
    """A question for a yes."""

    question: str
    yes: str
    note: str


def question_of(form: Form) -> FormQuestion:
    """What is asked of this form."""
    if form.original is not None:
        name = clean(form.original.resource.name)
        return FormQuestion(f"Make this clone of {name}?", "Make", _state_of(form))
    if form.resource is None:
        return FormQuestion(f"Make this {form.kind.id}?", "Make", _state_of(form))
    return FormQuestion("Save these changes?", "Save", _state_of(form))


def _state_of(form: Form) -> str:
    """Whether it will be a draft; nothing where its kind has none. A save keeps the state that there was."""
    if not form.kind.has_drafts:
        return ""
    if form.resource is None:
        if not says_draft(form.kind, form.texts, form.template):
            return "It will be onboarded: published as soon as it is made."
        is_as_original = form.template is not None and is_draft(form.kind, form.template)
        more = ", as the original is" if is_as_original else f": {key_of('browse.onboard')} onboards it later"
        return f"It will be a draft{more}."
    if is_draft(form.kind, form.resource):
        return "It stays a draft."
    return "It is onboarded: what is saved is published at once."
