"""`views`: what was saved under a name, from the shell."""

import json

import pytest

from aixtui.cli.exit_codes import DONE, USAGE
from aixtui.stores.views import View, ViewStore
from tests.aixtui.cli.conftest import Command

SPEECH = View("Talk", "model", "models?q=speech")
DRAFTS = View("Drafts", "agent", "agents?q=text", ("name", "status"), "-name")


@pytest.fixture(autouse=True)
def saved() -> None:
    for view in (SPEECH, DRAFTS):
        ViewStore().save_view(view)


def names() -> list[str]:
    return [view.name for view in ViewStore().read().views]


def test_views_are_listed_with_all_that_is_saved(aixtui: Command) -> None:
    assert "Talk\tmodel\tmodels?q=speech" in aixtui("views", "ls").out
    documents = [json.loads(line) for line in aixtui("views", "ls", "-o", "jsonl").out.splitlines()]
    assert [one["name"] for one in documents] == ["Talk", "Drafts"]
    assert documents[1]["columns"] == ["name", "status"]


def test_a_view_gets_a_name_that_is_free(aixtui: Command) -> None:
    assert "There is a view Drafts already" in aixtui("views", "rename", "Talk", "Drafts").err
    assert aixtui("views", "rename", "Talk", "Speech").code == DONE
    assert names() == ["Speech", "Drafts"]


def test_a_view_is_removed_after_asking(aixtui: Command) -> None:
    asked = aixtui("views", "rm", "Talk")
    assert asked.code == USAGE
    assert "--yes answers it" in asked.err
    assert aixtui("views", "rm", "Talk", "--yes").code == DONE
    assert names() == ["Drafts"]
    missing = aixtui("views", "rm", "Draft", "--yes")
    assert missing.code == USAGE
    assert "Did you mean Drafts?" in missing.err
