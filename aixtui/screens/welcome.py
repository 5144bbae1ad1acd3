"""No key yet, or none that is accepted any more: paste one, or open the sandbox."""

from functools import partial

from textual import events, on
from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Button, Static

from aixtui.actions import actions_of, key_of
from aixtui.bindings import bindings_for
from aixtui.controllers.answering import Controllers
from aixtui.controllers.login import LoginController
from aixtui.screens.base import BaseScreen
from aixtui.screens.context import ScreenContext
from aixtui.screens.presence import when_present
from aixtui.widgets.bars import FooterBar, HeaderBar
from aixtui.widgets.pager import Pager
from aixtui.widgets.question_text import Answers
from aixtui.widgets.text_line import TextLine
from aixtui.widgets.work import begin
from aixtui.workspace.login import Login

SIDES = 7
"""Cells beside what is said: of the padding, as in forms.tcss, and of a scrollbar."""
SANDBOX = "The sandbox is a platform of its own on this machine: no account, no network."


class WelcomeScreen(BaseScreen):
    """Shows a login until it is over."""

    SCOPE = "welcome"
    BINDINGS = bindings_for("welcome")

    def __init__(self, context: ScreenContext, login: Login) -> None:
        super().__init__(context, lambda: login.activity)
        self.login = login
        self._typed_ahead = context.held_key.key
        """What was pressed last before this screen was there: a key is looked for meanwhile."""
        self._controller = LoginController(login, self.face, context.way_back)
        self.controllers = Controllers(self._controller)

    @property
    def crumbs(self) -> tuple[str, ...]:
        return ("another key" if self.login.is_renewal else "welcome",)

    @property
    def foremost(self) -> tuple[str, ...]:
        return ("profile",) if self.context.way_back or self.context.session.settings.profiles else ()

    def compose(self) -> ComposeResult:
        yield HeaderBar(id="header")
        with VerticalScroll(id="welcome", can_focus=False):
            title = "Another API key" if self.login.is_renewal else "Welcome to aixtui"
            yield Static(title, markup=False, classes="welcome--title")
            yield Static(id="welcome-why", markup=False)
            yield Static("API key", markup=False, classes="form--label")
            yield TextLine(
                placeholder="paste it here; it stays hidden",
                password=True,
                select_on_focus=True,
                keeps_lines=True,
                id="key",
                classes="form--input",
            )
            yield Static(id="welcome-where", markup=False, classes="form--help")
            with Answers():
                yield Button("Check and use (Enter)", id="store", compact=True, variant="primary")
                if self.login.stored is not None:
                    yield Button(
                        f"Send the stored key ({key_of('welcome.use-stored')})", id="use-stored", compact=True
                    )
                if not self.login.is_renewal:
                    yield Button(
                        f"Open the sandbox ({key_of('welcome.sandbox')})", id="open-sandbox", compact=True
                    )
            if not self.login.is_renewal:
                yield Static(SANDBOX, markup=False, classes="form--help")
        yield Pager(id="pager")
        yield FooterBar(id="footer")

    def on_mount(self) -> None:
        self.draw_bars()
        self.follow(self.login.changed, self._draw)
        self.follow(self.login.activity.changed, self._draw)
        self.query_one("#welcome-why", Static).update(self.login.reason)
        self._draw()
        self.query_one("#key").focus()
        begin(self, self._controller.look(), "look")
        sandbox = next(action for action in actions_of(self.SCOPE) if action.id == "sandbox")
        if self._typed_ahead in sandbox.keys and not self.controllers.refusal(sandbox):
            self.call_later(self.action_do, sandbox.id)

    def paste(self, text: str) -> None:
        """Have a text that was pasted before this screen was there."""
        self.query_one("#key").post_message(events.Paste(text))

    def _draw(self) -> None:
        if self.login.is_over:
            self.leave()
            return
        self.query_one("#welcome-where", Static).update(self.login.destination)
        self.query_one(
            "#store", Button
        ).label = f"Check and {'store' if self.login.is_kept else 'use'} (Enter)"
        self._fit_buttons()
        self.query_one(Pager).show_state(Content(""), self.login.activity)

    @on(events.Resize)
    def _fit_buttons(self) -> None:
        self.query_one(Answers).fit(self.size.width - SIDES)

    @on(TextLine.Changed)
    def _forget_problem(self) -> None:
        """What was wrong with the key before is not wrong with another one."""
        if self.login.activity.problem:
            self.login.activity.end()

    @on(TextLine.Submitted)
    @on(Button.Pressed, "#store")
    def _enter(self) -> None:
        begin(self, self._try(self.query_one("#key", TextLine).text), "welcome", exclusive=True)

    async def _try(self, text: str) -> None:
        await self._controller.enter_key(text)
        when_present(self, partial(self._offer_another, text))

    def _offer_another(self, refused: str) -> None:
        """What is pasted next stands in the place of what was refused."""
        field = self.query_one("#key", TextLine)
        if field.text == refused:
            field.select_all()

    @on(Button.Pressed, "#use-stored")
    async def _use_stored(self) -> None:
        await self.action_do("use-stored")

    @on(Button.Pressed, "#open-sandbox")
    async def _open_sandbox(self) -> None:
        await self.action_do("sandbox")
