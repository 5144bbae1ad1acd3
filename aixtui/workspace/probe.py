"""One question to a backend, to see whether it is there."""

from dataclasses import replace
from typing import NamedTuple

from aixsdk import Aixplain, Limits
from aixsdk.exceptions import AixplainV2Error, AuthenticationError
from aixtui.auth.secret import Credential, Secret
from aixtui.settings.connection import ConnectionSettings
from aixtui.system import clock
from aixtui.workspace.problems import Problem, explain

_NO_KEY = "no-key-is-known-here"
PATIENCE_SECONDS = 10
PATH = "v2/models/paginate"


class Probe(NamedTuple):
    """What became of it."""

    seconds: float
    date: str = ""
    """The `Date` that came with the answer; empty where none came."""
    problem: Problem | None = None


def probe(connection: ConnectionSettings) -> Probe:
    """Ask the backend for its shortest list. Without a key its refusal is answer enough."""
    has_key = connection.credential is not None
    asked = connection if has_key else replace(connection, credential=Credential(Secret(_NO_KEY), "none"))
    assert asked.credential is not None
    aix = Aixplain(
        asked.credential.key.reveal(),
        backend_url=asked.backend_url,
        model_url=asked.models_url,
        limits=Limits(read_seconds=PATIENCE_SECONDS),
    )
    start = clock.monotonic()
    try:
        date = aix.client.request_raw("POST", PATH, json={"pageNumber": 0, "pageSize": 1}).headers.get(
            "date", ""
        )
    except AuthenticationError as error:
        return Probe(clock.monotonic() - start, problem=explain(error) if has_key else None)
    except AixplainV2Error as error:
        return Probe(clock.monotonic() - start, problem=explain(error))
    finally:
        aix.close()
    return Probe(clock.monotonic() - start, date)
