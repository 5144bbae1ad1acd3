"""The form of a resource's own fields: what changed is marked, shown before saving, kept when refused."""

from textual import on, work
from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Input, Static, TextArea

from aixtui.actions import Action
from aixtui.bindings import bindings_for
from aixtui.kindspec.cells import clean, editable
from aixtui.kindspec.kind import Field, Kind, Resource
from aixtui.screens.base import BaseScreen
from aixtui.screens.confirm import Confirm
from aixtui.widgets.bars import FooterBar, HeaderBar
from aixtui.widgets.diff import changes
from aixtui.widgets.pager import Pager
from aixtui.workspace.problems import explain
from aixtui.workspace.session import AppSession
from aixtui.workspace.workspace import StaleEditError

UNSHOWN = "This holds characters that cannot be shown; they are lost if you change it."


class EditScreen(BaseScreen[Resource | None]):
    """Edits a resource, or makes a new one. Ends with it as the server has it, or with None."""

    SCOPE = "edit"
    BINDINGS = bindings_for("edit")

    def __init__(self, session: AppSession, kind: Kind, resource: Resource | None) -> None:
        super().__init__(session)
        self._kind, self._resource = kind, resource
        self._base = {field.name: self._stored(field) for field in kind.fields}
        self._saving = False

    def _stored(self, field: Field) -> str:
        text = editable(self._raw(field))
        return text if field.lines > 1 else " ".join(text.split("\n"))

    def _raw(self, field: Field) -> str:
        return (
            field.form.show(getattr(self._resource, field.name, None)) if self._resource is not None else ""
        )

    @property
    def _title(self) -> str:
        if self._resource is None:
            return f"new {self._kind.id}"
        return f"edit {clean(self._resource.name)}"

    def compose(self) -> ComposeResult:
        yield HeaderBar(id="header")
        with VerticalScroll(id="form", can_focus=False):
            for field in self._kind.fields:
                yield Static(id=f"label-{field.name}", classes="form--label", markup=False)
                text = self._base[field.name]
                if field.lines == 1:
                    yield Input(
                        text,
                        id=f"field-{field.name}",
                        compact=True,
                        classes="form--input",
                        select_on_focus=False,
                    )
                else:
                    area = TextArea(
                        text,
                        id=f"field-{field.name}",
                        compact=True,
                        classes="form--area",
                        highlight_cursor_line=False,
                    )
                    area.styles.height = field.lines + 1
                    yield area
                if text != self._raw(field):
                    yield Static(UNSHOWN, classes="form--warning", markup=False)
                if field.help:
                    yield Static(field.help, classes="form--help", markup=False)
        yield Pager(id="pager")
        yield FooterBar(id="footer")

    def on_mount(self) -> None:
        self.show_header(self._title)
        self.show_footer()
        self._mark()
        self.query_one(f"#field-{self._kind.fields[0].name}").focus()

    def on_resize(self) -> None:
        self.show_header(self._title)

    def _typed(self, field: Field) -> str:
        widget = self.query_one(f"#field-{field.name}", Input | TextArea)  # type: ignore[arg-type]
        return widget.value if isinstance(widget, Input) else widget.text

    def _changed(self) -> dict[str, str]:
        typed = {field.name: self._typed(field) for field in self._kind.fields}
        return {name: text for name, text in typed.items() if text != self._base[name]}

    def refusal(self, action: Action) -> str:  # noqa: ARG002  # the same for every action
        return "It is being saved: wait for the answer." if self._saving else ""

    def unsaved(self) -> str:
        changed = self._changed() if self.is_mounted else {}
        return f"{', '.join(changed)} changed and not saved." if changed else ""

    @on(Input.Changed)
    @on(TextArea.Changed)
    def _mark(self) -> None:
        changed = self._changed()
        for field in self._kind.fields:
            mark = Content.styled("* ", "bold $text-warning") if field.name in changed else Content("  ")
            need = Content.styled(" (required)", "dim") if field.required else Content("")
            self.query_one(f"#label-{field.name}", Static).update(Content.assemble(mark, field.label, need))
        said = f"changed: {', '.join(changed)}" if changed else "nothing changed yet"
        self.query_one(Pager).show_text(said)

    @work(group="edit", exclusive=True)
    async def action_save(self) -> None:
        changed = self._changed()
        empty = next((f for f in self._kind.fields if f.required and not self._typed(f).strip()), None)
        if empty is not None:
            self.notify(f"{empty.label} is required.", severity="warning", markup=False)
            self.query_one(f"#field-{empty.name}").focus()
        elif not changed:
            self.notify("Nothing has changed.", severity="warning", markup=False)
        elif await self.app.push_screen_wait(
            Confirm("Save these changes?", changes(self._base, changed), yes="Save")
        ):
            await self._write(changed, overwrite=False)

    async def _write(self, changed: dict[str, str], *, overwrite: bool) -> None:
        kind, resource = self._kind, self._resource
        self._saving = True
        self.query_one("#form").disabled = True
        self.show_footer()
        self.query_one(Pager).busy("saving")
        try:
            if resource is None:
                saved = await self.session.write(lambda ws: ws.create(kind, changed))
            else:
                saved = await self.session.write(
                    lambda ws: ws.save(kind, resource, changed, overwrite=overwrite)
                )
        except StaleEditError as stale:
            self._ended(explain(stale).sentence)
            detail = changes(stale.theirs, {name: changed[name] for name in stale.theirs})
            question = "It has changed on the server meanwhile. Overwrite that (-) with yours (+)?"
            if await self.app.push_screen_wait(Confirm(question, detail, yes="Overwrite", danger=True)):
                await self._write(changed, overwrite=True)
        except Exception as error:
            problem = self.show_problem(error)
            if problem.outcome_unknown and resource is not None:
                await self._reload(kind, resource)
            self._ended(problem.sentence)
        else:
            self._ended("")
            self.notify(f"Saved {clean(saved.name)}.", markup=False)
            self.finish(saved)

    async def _reload(self, kind: Kind, resource: Resource) -> None:
        """Compare with what the server has now; what was typed stays."""
        try:
            self._resource = await self.session.read(lambda ws: ws.get(kind, resource.id))
        except Exception as error:
            self.show_problem(error)
        else:
            self._base = {field.name: self._stored(field) for field in kind.fields}

    def _ended(self, said: str) -> None:
        self._saving = False
        self.query_one("#form").disabled = False
        self._mark()
        self.query_one(Pager).show_text(said, bad=True)
        self.show_footer()

    @work(group="edit", exclusive=True)
    async def action_back(self) -> None:
        lost = self.unsaved()
        if not lost or await self.app.push_screen_wait(
            Confirm("Leave without saving?", lost, yes="Leave", danger=True)
        ):
            self.finish(None)
