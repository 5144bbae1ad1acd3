"""Requests made from the description itself: none makes the server fail, every reply is as described."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import requests
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis import GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    negative_data_rejection,
    response_schema_conformance,
    status_code_conformance,
)

from aixtui.sandbox import RunningSandbox, start
from tests.sandbox.conftest import client_of
from tests.sandbox.endpoints import DELETIONS_LAST
from tests.sandbox.things import parameters, things

EXAMPLES = int(os.environ.get("SANDBOX_FUZZ_EXAMPLES", "6"))
CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    negative_data_rejection,
    response_schema_conformance,
]


@pytest.fixture(scope="module")
def running(sandbox_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningSandbox]:
    path = tmp_path_factory.mktemp("fuzzed") / "sandbox.db"
    shutil.copy(sandbox_file, path)
    with start(path, step_seconds=0) as server:
        yield server


@pytest.fixture(scope="module")
def described(running: RunningSandbox) -> Any:
    return schemathesis.openapi.from_url(f"{running.backend_url}/openapi.json")


@pytest.fixture(scope="module")
def known(running: RunningSandbox) -> dict[str, dict[str, str]]:
    with client_of(running) as client:
        return things(client)


def _cases() -> list[Any]:
    """Right requests to every endpoint, and wrong ones to those whose requests can be wrong."""
    cases = [(one.method, one.address, GenerationMode.POSITIVE) for one in DELETIONS_LAST]
    cases += [
        (one.method, one.address, GenerationMode.NEGATIVE)
        for one in DELETIONS_LAST
        if one.query or one.body is not None
    ]
    cases.sort(key=lambda case: case[0] == "DELETE")  # the others need something to work on
    return [pytest.param(*case, id=" ".join((*case[:2], case[2].value))) for case in cases]


@pytest.mark.parametrize(("method", "path", "mode"), _cases())
def test_no_request_makes_the_server_fail_and_replies_are_as_described(
    running: RunningSandbox,
    described: Any,
    known: dict[str, dict[str, str]],
    method: str,
    path: str,
    mode: GenerationMode,
) -> None:
    operation = described[path][method]
    wanted = parameters(known, path)
    headers = {"x-api-key": running.api_key}

    with requests.Session() as session:

        @settings(
            max_examples=EXAMPLES,
            derandomize=True,
            database=None,
            deadline=None,
            phases=[Phase.generate],
            suppress_health_check=list(HealthCheck),
        )
        @given(case=operation.as_strategy(mode, path_parameters=wanted or None))
        def ask(case: schemathesis.Case[Any]) -> None:
            reply = case.call(session=session, headers=headers)
            case.validate_response(reply, checks=CHECKS)

        ask()
