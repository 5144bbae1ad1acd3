"""Whether the texts of a form fit their fields, and what is wrong where they do not."""

from typing import Protocol

from aixtui.auth.redaction import HIDDEN
from aixtui.editing.merge_of_lines import ConflictMarkers
from aixtui.kindspec.fields import parse_field
from aixtui.kindspec.inputs import InvalidValueError
from aixtui.kindspec.kind import Field, Resource
from aixtui.workspace.notice import Notice


class CheckedForm(Protocol):
    """What is looked at."""

    fields: tuple[Field, ...]
    base: dict[str, str]
    texts: dict[str, str]
    marks: dict[str, ConflictMarkers]
    changed: Notice

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
        self.invalid_field = ""
        """The field that has to be mended first; empty when none has."""
        self.refusals = 0
        """Grows with each save that is refused here: the invalid field is to be gone to."""

    def check(self, name: str) -> None:
        """Look whether the text of a field that the user has left fits; an empty one may still be filled."""
        form = self._form
        problem = self._problem(form.field(name)) if form.texts[name].strip() else ""
        was = self.problems.pop(name, "")
        if problem:
            self.problems[name] = problem
        if problem != was:
            form.changed()

    def check_all(self) -> bool:
        """Look whether every text fits; the first that does not is the invalid field."""
        problems = {field.name: self._problem(field) for field in self._form.fields}
        self.problems = {name: problem for name, problem in problems.items() if problem}
        self.invalid_field = next(iter(self.problems), "")
        self.refusals += bool(self.problems)
        self._form.changed()
        return not self.problems

    def forget(self, name: str) -> None:
        """A field holds something else now."""
        self.invalid_field = ""
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
        if field.name in form.marks and form.marks[field.name].are_in(text):
            return f"{field.label} holds both versions: take the marks out."
        if text == form.base[field.name] and form.template is not None:
            return ""
        if HIDDEN in form.base[field.name] and HIDDEN in text and form.is_lossy(field):
            return f"{field.label} holds {HIDDEN} in the place of a key: take that out."
        try:
            if text.strip() or field.required:
                parse_field(field, text)
        except InvalidValueError as error:
            return str(error)
        return ""
