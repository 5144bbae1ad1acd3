"""No key yet: paste one, or open the sandbox."""

from functools import partial

from textual import on, work
from textual.app import ComposeResult
from textual.containers import Horizontal, VerticalScroll
from textual.widgets import Button, Input, Static

from aixtui.auth import keyring_store
from aixtui.auth.secret import Credential, Secret, clean_key
from aixtui.bindings import bindings_for
from aixtui.screens.base import BaseScreen
from aixtui.screens.confirm import Confirm
from aixtui.setup_error import SetupError
from aixtui.widgets.bars import FooterBar, HeaderBar
from aixtui.widgets.pager import Pager
from aixtui.workspace.problems import explain

SESSION_ONLY = "this session only"


class WelcomeScreen(BaseScreen[None]):
    """Ends when the session has a key that the backend accepted, or works in the sandbox."""

    SCOPE = "welcome"
    BINDINGS = bindings_for("welcome")

    def compose(self) -> ComposeResult:
        yield HeaderBar(id="header")
        with VerticalScroll(id="welcome", can_focus=False):
            yield Static("Welcome to aixtui", markup=False, classes="welcome--title")
            yield Static(id="welcome-why", markup=False)
            yield Static("API key", markup=False, classes="form--label")
            yield Input(
                password=True,
                id="key",
                compact=True,
                classes="form--input",
                placeholder="paste it here; it stays hidden",
            )
            yield Static(id="welcome-where", markup=False, classes="form--help")
            with Horizontal(classes="dialog--buttons"):
                yield Button("Check and store (Enter)", id="store", compact=True, variant="primary")
                yield Button("Open the sandbox (F3)", id="open-sandbox", compact=True)
            yield Static(
                "The sandbox is a platform of its own on this machine: no account, no network.",
                markup=False,
                classes="form--help",
            )
        yield Pager(id="pager")
        yield FooterBar(id="footer")

    def on_mount(self) -> None:
        self.show_header("welcome")
        self.show_footer()
        connection = self.session.connection
        assert connection is not None
        why = connection.no_key
        self.query_one("#welcome-why", Static).update(
            f"{why} {why.hint}" if why else "There is no API key yet."
        )
        self.query_one("#welcome-where", Static).update(
            f"It is checked against {connection.backend_url}, then kept in this system's keyring."
        )
        self.query_one("#key").focus()

    def on_resize(self) -> None:
        self.show_header("welcome")

    @on(Input.Submitted)
    @on(Button.Pressed, "#store")
    @work(group="welcome", exclusive=True)
    async def _store(self) -> None:
        pager = self.query_one(Pager)
        try:
            key = clean_key(self.query_one("#key", Input).value, "the field above")
            pager.busy("checking the key")
            connection = await self.session.try_key(key, SESSION_ONLY)
        except Exception as error:
            pager.show_text(explain(error).sentence, bad=True)
            return
        pager.busy("storing the key in the keyring")
        if await self._kept(connection.profile, key, connection.origins):
            self.finish(None)

    async def _kept(self, profile: str, key: Secret, origins: frozenset[str]) -> bool:
        """Store a key that works; where that fails, ask whether to use it without. False when not."""
        try:
            await self.session.bridge.write(partial(keyring_store.store, profile, key, origins))
        except SetupError as error:
            self.query_one(Pager).show_text(explain(error).sentence, bad=True)
            question = "The key works but could not be stored. Use it for this session only?"
            if await self.app.push_screen_wait(Confirm(question, f"{error} {error.hint}", yes="Use it")):
                return True
            self.session.forget_key()
            self.query_one("#key").focus()
            return False
        self.session.use_source(Credential(key, "keyring"))
        return True

    @on(Button.Pressed, "#open-sandbox")
    @work(group="welcome", exclusive=True)
    async def action_sandbox(self) -> None:
        pager = self.query_one(Pager)
        pager.busy("starting the sandbox")
        try:
            await self.session.open_sandbox()
        except Exception as error:
            pager.show_text(explain(error).sentence, bad=True)
        else:
            self.finish(None)
