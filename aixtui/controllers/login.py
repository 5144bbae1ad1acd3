"""The way to a workspace, where there is no key yet."""

from aixtui.face import Face
from aixtui.workspace.login import Login
from aixtui.workspace.problems import explain


class LoginController:
    """Checks a typed key and stores it, or opens the sandbox."""

    def __init__(self, login: Login, face: Face) -> None:
        self._login, self._face = login, face

    async def enter_key(self, text: str) -> None:
        """Use a typed key, if it works; where it cannot be stored, ask whether to use it all the same."""
        try:
            key = await self._login.check(text)
        except Exception as error:
            self._login.activity.fail(explain(error).sentence)
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

    async def do_sandbox(self) -> None:
        """Work in the sandbox."""
        try:
            await self._login.open_sandbox()
        except Exception as error:
            self._login.activity.fail(explain(error).sentence)
