"""The SDK's client for a connection."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from aixsdk import Aixplain
    from aixtui.auth.secret import RenewKey
    from aixtui.settings.connection import ConnectionSettings
    from aixtui.workspace.relocation import FindBackend


class Fallbacks(NamedTuple):
    """What a client asks in threads, before it gives up."""

    renew_key: RenewKey | None = None
    find_backend: FindBackend | None = None


def client_of(connection: ConnectionSettings, fallbacks: Fallbacks = Fallbacks()) -> Aixplain:  # noqa: B008  # values
    """Make it, of a connection that has a key. Nothing is sent yet."""
    from aixsdk import Aixplain, Limits

    assert connection.credential is not None, "a workspace needs a key"
    key = connection.credential.key.reveal()
    limits = Limits(**asdict(connection.limits))
    backend, models = connection.backend_url, connection.models_url
    asked = fallbacks._asdict()
    return Aixplain(key, backend_url=backend, model_url=models, limits=limits, **asked)
