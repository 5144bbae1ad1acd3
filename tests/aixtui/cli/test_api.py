"""`aixtui api`: raw requests, under the rule about where the key goes."""

import json
from typing import Any

import pytest

from aixtui.cli.exit_codes import FAILED, NOT_FOUND, USAGE
from tests.aixtui.cli.conftest import Command

pytestmark = pytest.mark.usefixtures("sandbox_access")


def test_a_get_has_its_values_in_the_address(aixtui: Command) -> None:
    model = json.loads(aixtui("get", "sandbox/text-statistics").out)
    assert json.loads(aixtui("api", "GET", f"v2/models/{model['id']}").out)["name"] == "Text Statistics"
    assert aixtui("api", "get", f"v2/models/{model['id']}", "--jq", ".name").out == "Text Statistics\n"


def test_a_post_has_its_values_in_the_body(aixtui: Command, feed_stdin: Any) -> None:
    page = json.loads(
        aixtui("api", "POST", "v2/models/paginate", "-f", "pageNumber:=0", "-f", "pageSize:=3").out
    )
    assert len(page["results"]) == 3
    feed_stdin('{"pageNumber": 0, "pageSize": 2}')
    page = json.loads(aixtui("api", "POST", "v2/models/paginate", "--input", "-").out)
    assert len(page["results"]) == 2


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (("GET", "v2/agents/nobody"), NOT_FOUND, "Not found"),
        (("GET", "https://elsewhere.test/v2/agents"), FAILED, "not trusted"),
        (("DELETE", "v2/agents/x", "--read-only=yes"), FAILED, "Read-only"),
        (("FETCH", "v2/agents"), USAGE, "is not one of"),
        (("POST", "v2/agents", "-f", "a=b", "--input", "-"), USAGE, "choose one"),
    ],
)
def test_what_is_not_sent_says_why(
    aixtui: Command, arguments: tuple[str, ...], code: int, words: str
) -> None:
    outcome = aixtui("api", *arguments)
    assert (outcome.code, outcome.out) == (code, "")
    assert words in outcome.err
