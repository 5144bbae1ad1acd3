"""Whether the texts of a form fit their fields, and what is wrong where they do not."""

from collections.abc import Mapping
from typing import Protocol

from aixtui.auth.redaction import HIDDEN
from aixtui.editing.form_moves import FormMoves
from aixtui.editing.merge_of_lines import ConflictMarkers
from aixtui.editing.unfinished_entries import UnfinishedEntries
from aixtui.kindspec.field import Field
from aixtui.kindspec.fields import parse_field
from aixtui.kindspec.invalid_value import InvalidValueError
from aixtui.kindspec.kind import Kind, Resource
from aixtui.workspace.notice import Notice


class CheckedForm(Protocol):
    """What is looked at."""

    kind: Kind
    resource: Resource | None
    fields: tuple[Field, ...]
    base: dict[str, str]
    texts: dict[str, str]
    marks: dict[str, ConflictMarkers]
    unfinished: UnfinishedEntries
    changed: Notice
    moves: FormMoves

    @property
    def template(self) -> Resource | None:
        """What the fields begin as; None where they begin empty."""

    def field(self, name: str) -> Field:
        """The field of this name."""

    def is_lossy(self, field: Field) -> bool:
        """Whether its value holds what is not shown."""


class FormChecks:
    """Looks at the fields of one form."""

    def __init__(self, form: CheckedForm) -> None:
        self._form = form
        self.problems: dict[str, str] = {}
        """What is wrong with fields, as sentences."""
        self._refusals: Mapping[str, str] = {}
        """What the server has against fields, until they are changed or sent once more."""
        self.invalid_field = ""
        """The field that has to be mended first; empty when none has."""

    def check(self, name: str) -> None:
        """Look whether the text of a field that the user has left fits; an empty one may still be filled."""
        form = self._form
        problem = self._refusals.get(name, "")
        if not problem and (form.texts[name].strip() or name in form.unfinished.held):
            problem = self._problem(form.field(name))
        was = self.problems.pop(name, "")
        if problem:
            self.problems[name] = problem
        if problem != was:
            form.changed()

    def check_all(self) -> bool:
        """Look whether every text fits; the first that does not is the invalid field."""
        self._refusals = {}
        problems = {field.name: self._problem(field) for field in self._form.fields}
        self._show({name: problem for name, problem in problems.items() if problem})
        return not self.problems

    def refuse(self, refusals: Mapping[str, str]) -> None:
        """The server has these sentences against fields, the first of which is the invalid one."""
        self._refusals = dict(refusals)
        self._show(dict(refusals))

    def _show(self, problems: dict[str, str]) -> None:
        self.problems = problems
        self.invalid_field = next(iter(problems), "")
        if problems:
            self._form.moves.to(self.invalid_field)
        self._form.changed()

    def forget(self, name: str) -> None:
        """A field holds something else now."""
        self.invalid_field = ""
        self._refusals = {one: said for one, said in self._refusals.items() if one != name}
        self.problems.pop(name, None)

    def told(self, field: Field) -> str:
        """What the text of a field comes to; empty where it does not fit, or there is nothing to tell."""
        text = self._form.texts[field.name]
        if not text.strip() or self._problem(field):
            return ""
        return field.tells(text)

    def _problem(self, field: Field) -> str:
        form = self._form
        text = form.texts[field.name]
        if not field.applies(form.texts):
            return ""
        if field.name in form.unfinished.held and field.records is not None:
            return f"One {field.records.one} was not put back: Enter opens it."
        if field.name in form.marks and form.marks[field.name].are_in(text):
            return f"{field.label} holds both versions: take the marks out."
        if text == form.base[field.name] and form.template is not None:
            return ""
        if refusal := field.refuses(form.resource, text):
            return refusal
        if HIDDEN in form.base[field.name] and HIDDEN in text and form.is_lossy(field):
            return f"{field.label} holds {HIDDEN} in the place of a key: take that out."
        try:
            if text.strip() or field.required:
                parse_field(field, text)
        except InvalidValueError as error:
            return str(error)
        return form.kind.disagrees(form.texts).get(field.name, "")
