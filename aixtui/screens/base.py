"""What all full screens share: a header, a footer that is never stale, actions that say why not."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import partial
from typing import Any, ClassVar

from textual import events, on
from textual.message import Message
from textual.reactive import Reactive
from textual.screen import ModalScreen, Screen
from textual.widget import Widget

from aixtui.actions import AppAction, Scope, actions_of
from aixtui.app_action import unshadowed
from aixtui.controllers.answering import Controllers
from aixtui.controllers.jumps import Jump
from aixtui.face import Part
from aixtui.key_names import beats_widgets
from aixtui.listing.left_place import LeftPlace
from aixtui.screens.context import ScreenContext
from aixtui.screens.face import ScreenFace
from aixtui.screens.presence import be_first_seen, finish, follow, follow_while_alive, is_present
from aixtui.screens.where import show_where
from aixtui.widgets.bars import FooterBar, HeaderBar
from aixtui.widgets.work import begin
from aixtui.workspace.activity import Activity
from aixtui.workspace.notice import Notice


class BaseScreen(Screen[None]):
    """Composed of controllers, each of which answers for its rows of the action table.

    It is drawn when a domain object says that it has changed, and only while it is there.
    """

    SCOPE: ClassVar[Scope]
    """Its own rows of the action table."""
    PARTS: ClassVar[tuple[Scope, ...]] = ()
    """The rows of parts that have keys of their own while they have the focus."""
    AUTO_FOCUS = ""
    """Screens choose themselves, so that single keys are never swallowed by a field nobody asked for."""
    focused: Reactive[Widget | None] = Reactive(None, repaint=False)  # what has it draws itself
    _be_first_seen = be_first_seen

    @dataclass
    class Waiting(Message):
        """An action behind what the focused field has to read: it goes the way of what that tells of it."""

        action: AppAction

    def __init__(
        self,
        context: ScreenContext,
        activity: Callable[[], Activity],
        focus: Callable[[Part], None] = lambda _: None,
    ) -> None:
        super().__init__()
        self.context = context
        self.face = ScreenFace(self, context, activity, focus)
        self.controllers = Controllers()

    @property
    def scopes_now(self) -> tuple[Scope, ...]:
        """The scopes whose keys the footer shows: a part that has the focus may have its own."""
        return (self.SCOPE,)

    @property
    def place(self) -> LeftPlace:
        """What is shown; nowhere where it has no address."""
        return LeftPlace()

    @property
    def crumbs(self) -> tuple[str, ...]:
        """What is shown, for the header: the kind, the resource, what is done with it."""
        return ()

    @property
    def foremost(self) -> tuple[str, ...]:
        """Ids of the actions that the state of this screen calls for, for the footer."""
        return ()

    @property
    def is_typing(self) -> bool:
        """Whether letters are text now."""
        return self.focused is not None and self.focused.check_consume_key("a", "a")

    @property
    def changed(self) -> str:
        """What is changed and not saved, in a few words for the header; empty where nothing is."""
        return ""

    @property
    def part_keys(self) -> tuple[tuple[str, str], ...]:
        """Keys that what has the focus takes, each with what it does, for the footer."""
        return ()

    @property
    def loss(self) -> str:
        """What would be lost by leaving the workspace now, as a sentence; empty when nothing would."""
        return ""

    async def release(self) -> None:
        """It is gone without having been left: let go of what is to be taken up again."""

    def jumps(self, text: str) -> Iterable[Jump]:  # noqa: ARG002  # screens without lists know no ways
        """What the palette offers for a text beside the actions."""
        return ()

    def follow(self, notice: Notice, draw: Callable[[], None]) -> None:
        """Draw whenever an object says that it has changed, for as long as this screen is there."""
        follow(self, notice, draw)

    def leave(self) -> None:
        """End this screen, and with it the dialogs opened above it."""
        finish(self, None)

    async def action_do(self, action_id: str, *arguments: Any) -> None:
        """Carry an action out, by its id."""
        action = next(row for row in actions_of(self.SCOPE, *self.PARTS) if row.id == action_id)
        if action.has_text and not arguments:  # clicked in the footer: the part knows what is typed
            await self._carry_out_in_part(action)
        elif action.scope == "field" or any(map(beats_widgets, action.keys)):
            # It came ahead of keys that the focused field has to read, or of what it has to tell of them.
            (self.focused or self).post_message(self.Waiting(action))
        else:
            self.carry_out(action, *arguments)

    @on(Waiting)
    def _carry_out_now(self, message: Waiting) -> None:
        message.stop()
        self.carry_out(message.action)

    async def _carry_out_in_part(self, action: AppAction) -> None:
        name = f"action_{action.method}"
        parts = self.focused.ancestors_with_self if self.focused is not None else []
        part = next((part for part in parts if hasattr(part, name)), None)
        if part is not None:
            await self.app.run_action(action.method, part)

    def carry_out(self, action: AppAction, *arguments: Any) -> None:
        """Have the controller carry an action out, or say why not."""
        if not self.is_current:  # the key before it has opened something
            return
        work = self.controllers.after_wait(action, partial(self.carry_out, action, *arguments))
        held = self.context.held_key.reason_against
        if not work and (reason := self.controllers.refusal(action) or held(action)):
            self.face.tell(reason, warning=True)
            return
        if (work := work or self.controllers.do(action, *arguments)) is not None:  # leaving loses nothing
            begin(self.app, work, "actions")

    def draw_bars(self) -> None:
        self.draw_header()
        self.draw_footer()

    def draw_footer(self) -> None:
        """Draw the footer: what can be done now. Below a dialog all keys are dead but the one that quits."""
        is_covered = isinstance(self.app.screen, ModalScreen)
        rows = unshadowed(actions_of(*self.scopes_now, "app"), self.SCOPE)
        rows = [row for row in rows if not is_covered or row.id == "quit"]
        actions = [self.controllers.labelled(row) for row in rows if not self.controllers.refusal(row)]
        typing, keys = (True, ()) if is_covered else (self.is_typing, self.part_keys)
        self.query_one(FooterBar).show_actions(actions, is_typing=typing, foremost=self.foremost, keys=keys)

    def draw_header(self) -> None:
        """Draw the header: where we are, which key is used."""
        show_where(self.query_one(HeaderBar), self.context.session, self)

    @on(events.Mount)
    def _follow_counts(self) -> None:
        follow_while_alive(self, self.context.session.drafts.changed, self.draw_header)
        follow_while_alive(self, self.context.session.in_flight.changed, self.draw_header)

    def on_resize(self) -> None:
        if is_present(self):
            self.draw_header()

    def on_descendant_blur(self) -> None:
        self.call_later(self._follow_focus)

    @on(events.DescendantFocus)
    @on(events.ScreenSuspend)
    @on(events.ScreenResume)
    def _follow_focus(self) -> None:
        if is_present(self):
            self.draw_footer()
