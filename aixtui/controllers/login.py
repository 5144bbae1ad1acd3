"""The way to a workspace, where there is no key yet, or none that is accepted any more."""

from collections.abc import Callable
from typing import NamedTuple

from aixtui.actions import key_of
from aixtui.app_action import AppAction
from aixtui.face import Face
from aixtui.workspace.login import Login
from aixtui.workspace.problems import explain

NOWHERE = "Without a key there is nothing to go to."
ANOTHER = "Was all of it copied, and does it belong to this address?"


class WayBack(NamedTuple):
    """The way to the workspace that was open before."""

    profile: str
    go: Callable[[], object]


class LoginController:
    """Checks a typed key and stores it, sends the stored one where that is agreed, or opens the sandbox."""

    def __init__(self, login: Login, face: Face, way_back: WayBack | None = None) -> None:
        self._login, self._face, self._way_back = login, face, way_back

    def never(self, action: AppAction) -> bool:
        """Whether there is no stored key to send, no workspace of the sandbox's, nothing to go back to."""
        return bool(self.refusal(action))

    def refusal(self, action: AppAction) -> str:
        """Why an action cannot be done now; empty if it can."""
        if action.id == "use-stored" and self._login.stored is None:
            return "No key is stored that was checked against other addresses."
        if action.id == "sandbox" and self._login.is_renewal:
            return "What is open here belongs to another workspace: start with aixtui --sandbox."
        if action.id == "back" and not self._login.is_renewal and self._way_back is None:
            return f"There is nothing to go back to without a key: {key_of('app.quit', typing=True)} quits."
        return ""

    def label(self, action: AppAction) -> str:
        """Where Escape leads."""
        if action.id == "back" and not self._login.is_renewal and self._way_back is not None:
            return f"Back to {self._way_back.profile}"
        return action.label

    async def look(self) -> None:
        """Find out where a key could be kept."""
        await self._login.look()

    async def enter_key(self, text: str) -> None:
        """Use a typed key, if it works; where it should be stored and cannot be, ask whether to use it so."""
        try:
            key = await self._login.check(text)
        except Exception as error:
            problem = explain(error)
            is_refused = problem.code == "unauthorized"  # what is typed has no source to be looked into
            self._login.activity.fail((problem._replace(hint=ANOTHER) if is_refused else problem).sentence)
            return
        if not self._login.is_kept:  # and nobody was told that it would be
            self._login.finish()
            return
        try:
            await self._login.store(key)
        except Exception as error:
            problem = explain(error)
            self._login.activity.fail(problem.sentence)
            question = "The key works but could not be stored. Use it for this session only?"
            if not await self._face.confirm(question, f"{problem.text} {problem.hint}", yes="Use it"):
                self._login.refuse()
                return
        self._login.finish()

    async def do_use_stored(self) -> None:
        """Send the stored key to the addresses of now, this once."""
        try:
            await self._login.use_stored()
        except Exception as error:
            self._login.activity.fail(explain(error).sentence)

    async def do_sandbox(self) -> None:
        """Work in the sandbox."""
        try:
            await self._login.open_sandbox()
        except Exception as error:
            self._login.activity.fail(explain(error).sentence)

    async def leave(self) -> bool:
        """Go on to another place; nowhere without any key."""
        if self._login.is_renewal:
            self._login.finish()
        else:
            self._face.tell(NOWHERE, warning=True)
        return self._login.is_renewal

    def do_back(self) -> None:
        """Go on without another key: what needs one is refused. Who has none yet goes back."""
        if not self._login.is_renewal and self._way_back is not None:
            self._way_back.go()
        else:
            self._login.finish()
