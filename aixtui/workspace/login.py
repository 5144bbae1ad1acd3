"""The way to a workspace where no key may be used: one that is typed, the stored one, or the sandbox."""

from contextlib import suppress
from functools import partial

from aixtui.auth import keyring_store, stored_keys
from aixtui.auth.keyring_store import KeyringUnavailableError
from aixtui.auth.login_command import login_command
from aixtui.auth.secret import Credential, Secret, clean_key
from aixtui.auth.sources import STDIN, KeyForOtherOriginsError
from aixtui.workspace.activity import Activity
from aixtui.workspace.notice import Notice
from aixtui.workspace.session import AppSession

SESSION_ONLY = "this session only"
_OF_ONE_START = (SESSION_ONLY, STDIN)
"""Sources that the next start does not have."""
_ELSEWHERE = (
    "For each start: set TEAM_API_KEY, or key_command in the profile; or keep it in a private file, "
    "unencrypted: {} --insecure-storage."
)


class Login:
    """Ends when the session has a key that the backend accepted, or works in the sandbox."""

    def __init__(self, session: AppSession) -> None:
        assert session.connection is not None, "the session knows where it would connect to"
        self._session, self._connection = session, session.connection
        self.changed, self.activity = Notice(), Activity()
        self.is_over = False
        self.keyring: str | None = None
        """The keyring that would keep a key; empty where there is none, None until that is known."""

    @property
    def is_renewal(self) -> bool:
        """Whether there is a key, which is not accepted."""
        return self._connection.credential is not None

    @property
    def reason(self) -> str:
        """Why a key is asked for."""
        if self._connection.credential is not None:
            hint = self._connection.credential.key.hint
            return (
                f"The API key {hint} is not accepted: it has expired, was revoked, or is for another "
                "platform. With another key of the same workspace you go on where you are; Esc goes on "
                "without."
            )
        problem = self._connection.no_key
        if isinstance(problem, KeyringUnavailableError | KeyForOtherOriginsError):
            return str(problem)  # what is to be done stands below
        return f"{problem} {problem.hint}".strip() if problem else "There is no API key yet."

    @property
    def destination(self) -> str:
        """Where a key that is typed goes, and where it stays."""
        backend = "the sandbox" if self._connection.is_sandbox else self._connection.backend_url
        checked = f"It is checked against {backend} first"
        session = f"{checked}, then used for this session only."
        if self._connection.is_sandbox:  # which gives a key of its own at each start
            return session
        if self._connection.credential is not None:
            place = self._connection.credential.source
            if self.is_kept:
                return f"{checked}, then kept in the {place}."
            where = place if place.startswith("the ") else f"the {place}"
            return session if place in _OF_ONE_START else f"{session} For the next start change {where}."
        if self.keyring is None:
            return f"{checked}."
        if not self.keyring:
            return f"{session} {_ELSEWHERE.format(login_command(self._connection.profile))}"
        return f"{checked}, then kept in this system's keyring: {self.keyring}."

    @property
    def is_kept(self) -> bool:
        """Whether a key that works is to be kept: where the one before was, else in a keyring, if any."""
        if self._connection.credential is not None:
            return self._connection.credential.source in (stored_keys.KEYRING, stored_keys.FILE)
        return self.keyring != ""

    @property
    def stored(self) -> KeyForOtherOriginsError | None:
        """A stored key that was checked against other addresses, if there is one."""
        problem = self._connection.no_key
        return problem if isinstance(problem, KeyForOtherOriginsError) else None

    async def look(self) -> None:
        """Find out whether a keyring could keep a key."""
        if self.is_renewal:
            return
        self.keyring = ""
        if not isinstance(self._connection.no_key, KeyringUnavailableError):
            with suppress(KeyringUnavailableError):
                self.keyring = await self._session.bridge.read(keyring_store.backend_name)
        self.changed()

    async def check(self, text: str) -> Secret:
        """Check a typed key against the backend; the session uses it from then on.

        Raises:
            CredentialError: the text is no key.
            AixplainV2Error: the backend does not accept it, or cannot be reached.
        """
        key = clean_key(text, "the field above")
        self.activity.begin("checking the key")
        await self._session.try_key(key, SESSION_ONLY)
        await self._count()
        return key

    async def use_stored(self) -> None:
        """Send the stored key to the addresses of now, this once: the user agreed.

        Raises:
            AixplainV2Error: the backend does not accept it, or cannot be reached.
        """
        assert self.stored is not None
        self.activity.begin("checking the stored key")
        await self._session.try_key(self.stored.stored.key, self.stored.stored.source)
        await self._count()
        self.finish()

    async def store(self, key: Secret) -> None:
        """Keep the key where the one before was kept, else in the keyring.

        Raises:
            SetupError: there is no keyring that takes it.
        """
        connection, place = self._connection, stored_keys.KEYRING
        if connection.credential is not None:
            place = connection.credential.source
        self.activity.begin(f"storing the key in the {place}")
        in_file = place == stored_keys.FILE
        store = partial(stored_keys.store, connection.profile, key, connection.origins, in_file=in_file)
        await self._session.bridge.write(store)
        self._session.use_source(Credential(key, place))

    def refuse(self) -> None:
        """Forget the key that was accepted: the user does not want to keep it."""
        self._session.forget_key()
        self.activity.end()

    async def open_sandbox(self) -> None:
        """Work in the sandbox of this machine from now on."""
        self.activity.begin("starting the sandbox")
        await self._session.open_sandbox()
        await self._count()
        self.finish()

    async def _count(self) -> None:
        """Know what waits in the workspace that it is by now: headers tell it."""
        await self._session.in_flight.look()
        await self._session.drafts.update()

    def finish(self) -> None:
        """Say that there is a workspace now."""
        self.is_over = True
        self.changed()
