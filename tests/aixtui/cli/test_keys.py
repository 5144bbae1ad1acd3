import json

from aixtui.actions import ACTIONS, actions_of
from tests.aixtui.cli.conftest import Command


def test_every_action_is_listed_with_its_keys(aixtui: Command) -> None:
    items = json.loads(aixtui("keys", "-o", "json").out)["items"]
    assert [(one["id"], one["scope"]) for one in items] == [(one.id, one.scope) for one in ACTIONS]
    assert all(one["keys"] and one["help"] for one in items)
    lines = aixtui("keys", "browse").out.splitlines()
    assert len(lines) == 1 + len(actions_of("browse"))
    assert any(line.startswith("refresh\tbrowse\tCtrl+R\t") for line in lines)


def test_a_scope_that_there_is_not_is_answered_with_the_nearest(aixtui: Command) -> None:
    outcome = aixtui("keys", "brwose")
    assert (outcome.code, outcome.out) == (2, "")
    assert "Did you mean browse?" in outcome.err


def test_keys_are_not_probed_without_a_terminal(aixtui: Command) -> None:
    outcome = aixtui("keys", "--probe")
    assert (outcome.code, outcome.out) == (2, "")
    assert "Keys are probed on a terminal" in outcome.err
