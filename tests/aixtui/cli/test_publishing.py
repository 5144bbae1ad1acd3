"""`duplicate` and `onboard`, against a sandbox of their own."""

import json
from typing import Any

import pytest

from aixtui.cli.exit_codes import DONE, FAILED, NOT_FOUND, USAGE
from tests.aixtui.cli.conftest import Command
from tests.sandbox_requests import sandbox_requests

pytestmark = pytest.mark.usefixtures("fresh_access")


def make(aixtui: Command, *fields: str) -> str:
    made = aixtui("create", "agent", *[part for one in fields for part in ("-f", one)], "-o", "ids")
    assert made.code == DONE, made.err
    return f"agents/{made.out.strip()}"


def document(aixtui: Command, name: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(aixtui("get", name).out)
    return found


def changes(requests: list[str]) -> list[str]:
    return [one for one in requests if not one.startswith("GET") and "paginate" not in one]


def test_the_server_copies_an_agent_as_a_draft_under_a_free_name_or_the_one_that_is_said(
    aixtui: Command,
) -> None:
    helper = make(aixtui, "name=Helper", "instructions=Be kind.")
    first = json.loads(aixtui("duplicate", helper).out)
    assert (first["name"], first["status"], first["instructions"]) == ("Helper (copy)", "draft", "Be kind.")
    named = aixtui("duplicate", helper, "--name", "Second", "--json", "name")
    assert json.loads(named.out) == {"name": "Second"}


def test_the_agents_that_it_works_with_are_shared_or_copied(aixtui: Command) -> None:
    helper = make(aixtui, "name=Helper")
    lead = make(aixtui, "name=Lead", f"agents={helper.removeprefix('agents/')}")
    with sandbox_requests() as requests:
        tried = aixtui("duplicate", lead, "--with-subagents", "--dry-run")
    assert (tried.code, tried.out, changes(requests)) == (DONE, "", [])
    assert "Lead would be copied as the draft Lead (copy), with copies of 1 agent." in tried.err
    shared = json.loads(aixtui("duplicate", lead).out)
    copied = json.loads(aixtui("duplicate", lead, "--with-subagents").out)
    original = document(aixtui, lead)["agents"]
    assert shared["agents"] == original
    assert len(copied["agents"]) == 1
    assert copied["agents"] != original


def test_a_draft_is_onboarded_after_asking_and_made_a_draft_again(aixtui: Command) -> None:
    draft = f"agents/{aixtui('duplicate', make(aixtui, 'name=Helper'), '-o', 'ids').out.strip()}"
    with sandbox_requests() as requests:
        asked, tried = aixtui("onboard", draft), aixtui("onboard", draft, "--dry-run")
    assert (asked.code, tried.code, changes(requests)) == (USAGE, DONE, [])
    assert "--yes answers it" in asked.err
    assert "Helper (copy) would be onboarded." in tried.err
    assert aixtui("onboard", draft, "--yes").code == DONE
    assert document(aixtui, draft)["status"] == "onboarded"
    with sandbox_requests() as requests:
        again = aixtui("onboard", draft)
    assert (again.code, changes(requests)) == (DONE, [])
    assert "Helper (copy) is onboarded already." in again.err
    assert aixtui("onboard", draft, "--draft", "--yes").code == DONE
    assert document(aixtui, draft)["status"] == "draft"


def test_of_many_those_that_can_be_are_onboarded_and_the_first_failure_is_the_exit_code(
    aixtui: Command,
) -> None:
    draft = f"agents/{aixtui('duplicate', make(aixtui, 'name=Helper'), '-o', 'ids').out.strip()}"
    outcome = aixtui("onboard", "agents/0123", draft, "--yes")
    assert outcome.code == NOT_FOUND
    assert document(aixtui, draft)["status"] == "onboarded"


def test_what_cannot_be_is_said_and_nothing_is_sent(aixtui: Command) -> None:
    helper = make(aixtui, "name=Helper")
    with sandbox_requests() as requests:
        model, key = aixtui("duplicate", "sandbox/sentiment"), aixtui("onboard", "api-keys/0123")
        gone = aixtui("duplicate", "agents/0123")
        refused = aixtui("duplicate", helper, "--read-only=yes")
        unchanged = aixtui("onboard", helper, "--draft", "--yes", "--read-only=yes")
    assert changes(requests) == []
    assert (model.code, key.code, gone.code) == (USAGE, USAGE, NOT_FOUND)
    assert "Models are not duplicated by the server." in model.err
    assert "there is nothing to onboard" in key.err
    assert (refused.code, unchanged.code) == (FAILED, FAILED)
    assert "Nothing is duplicated here." in refused.err
