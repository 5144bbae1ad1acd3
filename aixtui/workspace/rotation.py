"""Another key in the place of the one in use: made like it, kept by whoever asked; then the old one goes."""

from dataclasses import replace
from typing import Any

from aixsdk.exceptions import AixplainV2Error
from aixtui.auth.secret import Credential, Secret, clean_key
from aixtui.kinds.api_key import API_KEY
from aixtui.settings.connection import ConnectionSettings
from aixtui.setup_error import CredentialError
from aixtui.system import clock
from aixtui.workspace.resource_writes import Sent
from aixtui.workspace.workspace import WorkspaceGateway

_SUFFIX = ", rotated "
_MAKE_ONE = "Make a key where you made this one, and store it with aixtui auth login."


class KeyRotation:
    """The keys of one connection. All methods block."""

    def __init__(self, connection: ConnectionSettings) -> None:
        assert connection.credential is not None, "there is a key to rotate"
        self._before, self._old = connection, connection.credential.key
        self._old_id = self._new_id = ""
        self.after = connection
        """The connection with the new key, once that is made."""

    def make(self) -> Secret:
        """Make a key with the budget, the end and the limits of the one in use, and see that it works.

        Raises:
            CredentialError: the platform does not say which key this is, or makes none that may do as much.
            AixplainV2Error: the backend refuses, or cannot be reached. No new key is left then.
        """
        gateway = WorkspaceGateway.open(self._before)
        try:
            old = self._find(gateway)
            new = self._make_like(gateway, old)
        finally:
            gateway.close()
        self.after = replace(self._before, credential=Credential(new, "rotation"))
        try:
            with_new = WorkspaceGateway.open(self.after)
            try:
                with_new.check()
            finally:
                with_new.close()
        except BaseException:
            self.take_back()
            raise
        return new

    def _find(self, gateway: WorkspaceGateway) -> Any:
        try:
            keys = gateway.ask(API_KEY, lambda source: source.search().results)
        except AixplainV2Error as error:
            raise CredentialError(
                f"The platform does not list its keys to this one: {error}", _MAKE_ONE
            ) from error
        like = [one for one in keys if one.key and self._old.is_masked_as(one.key)]
        if len(like) != 1:
            raise CredentialError("The platform does not say which of its keys this one is.", _MAKE_ONE)
        self._old_id = like[0].id
        return like[0]

    def _make_like(self, gateway: WorkspaceGateway, old: Any) -> Secret:
        name = f"{str(old.name).partition(_SUFFIX)[0]}{_SUFFIX}{clock.now():%Y-%m-%d %H:%M:%S}"
        sent: list[Sent] = []
        try:
            gateway.clone(API_KEY, old, {"name": name}, sent.append)
        except AixplainV2Error:
            if not sent:  # else it is there, and only could not be read back
                raise
        made: Any = sent[0].resource
        self._new_id = made.id
        if old.is_admin and not made.is_admin:
            gateway.delete(made)
            raise CredentialError(
                "This is an admin's key, and the platform makes no other one of that sort from here.",
                _MAKE_ONE,
            )
        return clean_key(str(made.key), "the platform")

    def take_back(self) -> None:
        """Delete the new key again, by the old one: it could not be kept."""
        self._delete(self._new_id, self._before)

    def delete_old(self) -> None:
        """Delete the old key, by the new one.

        Raises:
            AixplainV2Error: it is still there, or nobody knows.
        """
        self._delete(self._old_id, self.after)

    @property
    def old_id(self) -> str:
        """The id by which the old key is deleted."""
        return self._old_id

    def _delete(self, key_id: str, connection: ConnectionSettings) -> None:
        gateway = WorkspaceGateway.open(connection)
        try:
            gateway.delete(gateway.get(API_KEY, key_id), missing_ok=True)
        finally:
            gateway.close()
