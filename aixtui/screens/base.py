"""What all screens share: actions that say why they refuse, a footer that is never stale, problems shown."""

from typing import ClassVar, Generic, TypeVar

from textual.screen import Screen
from textual.widgets import Input, TextArea

from aixtui.actions import Action, Scope, actions_of
from aixtui.bindings import key_beats_widgets
from aixtui.screens.finishing import Finishing
from aixtui.widgets.bars import FooterBar, HeaderBar
from aixtui.workspace.problems import Problem, explain
from aixtui.workspace.session import AppSession

T = TypeVar("T")


class BaseScreen(Finishing, Screen[T], Generic[T]):
    """A full screen with a header and a footer. `SCOPE` names its rows in the action table."""

    SCOPE: ClassVar[Scope]
    AUTO_FOCUS = ""
    """Screens choose themselves, so that single keys are never swallowed by a field nobody asked for."""

    def __init__(self, session: AppSession) -> None:
        super().__init__()
        self.session = session

    @property
    def scope_now(self) -> Scope:
        """The scope whose keys the footer shows: a part that has the focus may have its own."""
        return self.SCOPE

    @property
    def address_text(self) -> str:
        """What is shown, as `aixtui open` takes it; empty where it has no address."""
        return ""

    def refusal(self, action: Action) -> str:  # noqa: ARG002  # for those that override it
        """Why an action cannot be done now, as a sentence; empty when it can."""
        return ""

    def never(self, action: Action) -> bool:  # noqa: ARG002  # for those that override it
        """Whether an action makes no sense here, whatever the user does: the footer leaves it out."""
        return False

    def unsaved(self) -> str:
        """What would be lost by leaving now, as a sentence; empty when nothing would."""
        return ""

    async def action_do(self, action_id: str) -> None:
        action = next(known for known in actions_of(self.scope_now, self.SCOPE) if known.id == action_id)
        if action.scope != self.SCOPE:  # clicked in the footer of a part that has the focus
            await self._carry_out_in_part(action)
            return
        if key_beats_widgets(action.keys):  # it came ahead of keys that the focused field has to read
            (self.focused or self).call_later(self._carry_out, action)
        else:
            await self._carry_out(action)

    async def _carry_out_in_part(self, action: Action) -> None:
        name = f"action_{action.method}"
        parts = self.focused.ancestors_with_self if self.focused is not None else []
        part = next((part for part in parts if hasattr(part, name)), None)
        if part is not None:
            await self.app.run_action(action.method, part)

    async def _carry_out(self, action: Action) -> None:
        if not self.is_current:  # the key before it has opened something
            return
        if reason := self.refusal(action):
            self.notify(reason, severity="warning", markup=False)
            return
        await self.run_action(f"screen.{action.method}")

    def show_footer(self) -> None:
        """Draw the footer anew: what can be done has changed."""
        actions = [
            (action, not self.refusal(action))
            for action in actions_of(self.scope_now, "app")
            if not self.never(action)
        ]
        typing = isinstance(self.focused, Input | TextArea)
        self.query_one(FooterBar).show_actions(actions, typing=typing)

    def on_descendant_focus(self) -> None:
        self.show_footer()

    def on_descendant_blur(self) -> None:
        self.call_later(self.show_footer)

    def show_header(self, title: str = "") -> None:
        """Draw the header: where we are, which key is used."""
        connection = self.session.connection
        if connection is None:
            left, right, sandbox = title or "connecting", "", False
        else:
            place = "" if connection.is_sandbox else connection.backend_url.partition("://")[2]
            credential = connection.credential
            left = "  ".join(part for part in (place, title) if part)
            source = credential.source.removeprefix("environment variable ") if credential else ""
            right = f"key {credential.key.hint} from {source}" if credential else "no key"
            sandbox = connection.is_sandbox
        self.query_one(HeaderBar).show_workspace(left, self.address_text, right, sandbox=sandbox)

    def show_problem(self, error: BaseException) -> Problem:
        """Tell the user what went wrong with something they asked for."""
        problem = explain(error)
        text = "\n".join(part for part in (problem.text, problem.hint) if part) or problem.title
        self.app.notify(text, title=problem.title, severity=problem.severity, timeout=10, markup=False)
        return problem
