"""Running a resource: a form of its inputs, then the run as it happens, then its output."""

from textual import work
from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.widgets import ContentSwitcher, Static
from textual.widgets import Input as TextInput
from textual.worker import Worker

from aixtui.actions import Action
from aixtui.bindings import bindings_for
from aixtui.kindspec.cells import clean
from aixtui.kindspec.inputs import InputError, parse_all
from aixtui.kindspec.kind import Kind, Resource
from aixtui.screens.base import BaseScreen
from aixtui.widgets.bars import FooterBar, HeaderBar
from aixtui.widgets.input_fields import field_id, label_of, make_field, typed
from aixtui.widgets.run_panel import RunPanel
from aixtui.workspace.problems import explain
from aixtui.workspace.session import AppSession


class RunScreen(BaseScreen[None]):
    """Runs one resource as often as the user likes."""

    SCOPE = "run"
    BINDINGS = bindings_for("run")

    def __init__(self, session: AppSession, kind: Kind, resource: Resource) -> None:
        super().__init__(session)
        self._kind, self._resource = kind, resource
        self._inputs = kind.inputs(resource) if kind.inputs else ()
        self._watch: Worker[None] | None = None

    @property
    def _watching(self) -> bool:
        return self._watch is not None and not self._watch.is_finished

    def compose(self) -> ComposeResult:
        yield HeaderBar(id="header")
        with ContentSwitcher(initial="form", id="body"):
            with VerticalScroll(id="form", can_focus=False):
                for index, given in enumerate(self._inputs):
                    yield Static(label_of(given), markup=False, classes="form--label")
                    yield make_field(given, index)
                    if given.help:
                        yield Static(given.help, markup=False, classes="form--help")
                if not self._inputs:
                    yield Static("This takes no inputs.", markup=False, classes="form--label")
            yield RunPanel(id="panel")
        yield FooterBar(id="footer")

    def on_mount(self) -> None:
        self._draw()
        self._show_form()

    def on_resize(self) -> None:
        self._draw()

    def _draw(self) -> None:
        self.show_header(f"run {clean(self._resource.name)}")
        self.show_footer()

    def refusal(self, action: Action) -> str:
        if action.id in ("start", "inputs") and self._watching:
            return "It is running. Esc stops watching."
        last = self.query_one(RunPanel).last if self.is_mounted else None
        if action.id == "raw" and (last is None or last.phase != "finished"):
            return "There is no reply yet."
        return ""

    def unsaved(self) -> str:
        connection = self.session.connection
        if self._watching and connection is not None and connection.is_sandbox:
            return "This run ends with the sandbox."
        return ""

    def _show_form(self) -> None:
        self.query_one(ContentSwitcher).current = "form"
        if self._inputs:
            self.query_one(f"#{field_id(self._inputs[0], 0)}").focus()

    def action_inputs(self) -> None:
        self._show_form()

    def action_raw(self) -> None:
        self.query_one(RunPanel).toggle_raw()

    def on_input_submitted(self, event: TextInput.Submitted) -> None:
        event.stop()
        if not self._watching:
            self.action_start()

    def action_start(self) -> None:
        fields = {given.name: f"#{field_id(given, index)}" for index, given in enumerate(self._inputs)}
        raw = {name: typed(self.query_one(field)) for name, field in fields.items()}
        try:
            parse_all(self._inputs, raw)
        except InputError as error:
            self.notify(str(error), title=error.title, severity="warning", markup=False)
            self._show_form()
            self.query_one(fields[error.name]).focus()
            return
        self.query_one(ContentSwitcher).current = "panel"
        self.query_one("#run-log").focus()
        self._watch = self._run(raw)
        self.show_footer()

    @work(group="run", exclusive=True)
    async def _run(self, raw: dict[str, str]) -> None:
        panel = self.query_one(RunPanel)
        panel.begin()
        try:
            async for event in self.session.run(self._kind, self._resource, raw):
                panel.add(event)
        except Exception as error:
            panel.fail(explain(error))

    def on_worker_state_changed(self) -> None:
        self.show_footer()

    def action_back(self) -> None:
        if not self._watching:
            self.finish(None)
            return
        assert self._watch is not None
        self._watch.cancel()
        panel = self.query_one(RunPanel)
        url = panel.last.url if panel.last else ""
        if url:
            panel.stop(f"Stopped watching. The run goes on on the server: {url}")
        else:
            panel.stop("Stopped waiting. The run was sent; what became of it is not known.")
