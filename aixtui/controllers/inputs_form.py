"""The inputs of a run as a form, so that all that forms can do is there."""

from collections.abc import Mapping

from aixtui.editing.form import Form
from aixtui.editing.refusals import refusals
from aixtui.kindspec.field import Field
from aixtui.kindspec.kind import Kind
from aixtui.running.live_run import LiveRun
from aixtui.running.run import Run
from aixtui.running.sent_files import file_problem
from aixtui.workspace.session import AppSession


class InputsForm:
    """The run has what is typed at once; what is put there from elsewhere is in the form as one step."""

    def __init__(self, session: AppSession, run: Run) -> None:
        self._session, self._run = session, run
        self.form: Form | None = None
        """None while there is nothing to type."""
        self._generation = self._version = -1
        self._action = run.form.action
        self._problems: dict[str, str] = {}
        self._taken: dict[str, str] = {}
        """The texts that the run has been told of."""
        self._is_unfolded = run.form.is_unfolded
        self._answered: LiveRun | None = None
        """The run whose answer the inputs have been told of."""
        self._refresh()
        run.changed.listen(self._refresh)

    def _refresh(self) -> None:
        typed = self._run.form
        if typed.generation != self._generation:
            self._generation, self._version = typed.generation, typed.version
            self._make()
        form = self.form
        if form is None:
            return
        self._take_objections(form)
        if typed.version != self._version:
            self._version = typed.version
            form.fill(dict(typed.texts))
        if typed.is_unfolded != self._is_unfolded:
            self._is_unfolded = typed.is_unfolded
            if not form.field(form.moves.current).applies(form.texts):
                form.moves.to(form.fields[0].name)
            form.changed()
        if typed.problems != self._problems:
            self._problems = dict(typed.problems)
            if self._problems:
                form.checks.refuse(self._problems)

    def _take_objections(self, form: Form) -> None:
        """Once they are looked at again, inputs say what the server had against them."""
        live = self._run.live
        if live is self._answered or not live.ending or self._run.view != "inputs":
            return
        self._answered = live
        said = refusals(live.objections, form.fields, form.texts, form.names)
        quoted = {name: text for text in said.others if (name := _quoting(text, form.texts))}
        if by_field := quoted | said.by_field:
            self._run.form.refuse(by_field)

    def _make(self) -> None:
        before, action, self._action = self.form, self._action, self._run.form.action
        if before is not None:
            before.changed.forget(self._take)
        fields = tuple(map(self._folding, self._run.form.inputs))
        kind = Kind(
            id=self._run.kind.id,
            plural=self._run.kind.plural,
            label=f"Inputs of {self._run.name}",
            source=lambda _: None,
            columns=(),
            sections=(),
            fields=fields,
        )
        self.form = Form(self._session, kind, None) if fields else None
        if self.form is not None:
            self.form.texts |= self._run.form.texts
            self._taken = dict(self.form.texts)
            if before is not None:
                self._go_on(self.form, before, is_same=action == self._action)
            self.form.changed.listen(self._take)

    @staticmethod
    def _go_on(form: Form, before: Form, *, is_same: bool) -> None:
        """Have the cursor stay where it was; of the same inputs, asked for again, also the way back."""
        if before.moves.current in form.texts:
            form.moves.current = before.moves.current
        if is_same:
            form.history = before.history
            form.history.keep_only(form.texts.keys())

    def _folding(self, field: Field) -> Field:
        """The field, which if it is rarely needed is there only while such are unfolded."""
        typed = self._run.form
        hint = " ".join(filter(None, (_type_of(field), field.help)))
        field = field._replace(refuses=lambda _, text: file_problem(field, text))
        if not field.is_advanced:
            return field._replace(help=hint)
        applies = field.applies
        count = sum(one.is_advanced for one in typed.inputs)
        heading = f"{field.heading}: {count} rarely needed" if field.heading else ""
        return field._replace(
            help=hint, heading=heading, applies=lambda texts: typed.is_unfolded and applies(texts)
        )

    def _take(self) -> None:
        assert self.form is not None, "it has changed"
        for name, text in self.form.texts.items():
            if text != self._taken[name]:
                self._taken[name] = text
                self._run.form.type(name, text)


def _quoting(sentence: str, texts: Mapping[str, str]) -> str:
    """The one input whose text a sentence has between quotes; empty where there is none, or more than one."""
    quoted = [name for name, text in texts.items() if text and any(q + text + q in sentence for q in "'\"`")]
    return quoted[0] if len(quoted) == 1 else ""


def _type_of(field: Field) -> str:
    """`Number, required.`"""
    words = [field.type_word] if field.type_word else []
    words += ["required"] if field.required else []
    text = ", ".join(words)
    return f"{text[:1].upper()}{text[1:]}." if text else ""
