"""The way to a workspace where there is no key yet: one that is typed, or the sandbox."""

from functools import partial

from aixtui.auth import stored_keys
from aixtui.auth.secret import Credential, Secret, clean_key
from aixtui.workspace.activity import Activity
from aixtui.workspace.notice import Notice
from aixtui.workspace.session import AppSession

SESSION_ONLY = "this session only"


class Login:
    """Ends when the session has a key that the backend accepted, or works in the sandbox."""

    def __init__(self, session: AppSession) -> None:
        assert session.connection is not None, "the session knows where it would connect to"
        self._session, self._connection = session, session.connection
        self.changed, self.activity = Notice(), Activity()
        self.is_over = False

    @property
    def reason(self) -> str:
        """Why a key is asked for."""
        problem = self._connection.no_key
        return f"{problem} {problem.hint}" if problem else "There is no API key yet."

    @property
    def destination(self) -> str:
        """Where a key goes."""
        return f"It is checked against {self._connection.backend_url}, then kept in this system's keyring."

    async def check(self, text: str) -> Secret:
        """Check a typed key against the backend; the session uses it from then on.

        Raises:
            CredentialError: the text is no key.
            AixplainV2Error: the backend does not accept it, or cannot be reached.
        """
        key = clean_key(text, "the field above")
        self.activity.begin("checking the key")
        await self._session.try_key(key, SESSION_ONLY)
        return key

    async def store(self, key: Secret) -> None:
        """Keep the key in the keyring.

        Raises:
            SetupError: there is no keyring that takes it.
        """
        self.activity.begin("storing the key in the keyring")
        connection = self._connection
        store = partial(stored_keys.store, connection.profile, key, connection.origins)
        await self._session.bridge.write(store)
        self._session.use_source(Credential(key, stored_keys.KEYRING))

    def refuse(self) -> None:
        """Forget the key that was accepted: the user does not want to keep it."""
        self._session.forget_key()
        self.activity.end()

    async def open_sandbox(self) -> None:
        """Work in the sandbox of this machine from now on."""
        self.activity.begin("starting the sandbox")
        await self._session.open_sandbox()
        self.finish()

    def finish(self) -> None:
        """Say that there is a workspace now."""
        self.is_over = True
        self.changed()
