"""`views`: what was saved under a name, from the shell."""

import json

import pytest

from aixtui.cli.exit_codes import DONE, NOT_FOUND, USAGE
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
    assert missing.code == NOT_FOUND
    assert "Did you mean Drafts?" in missing.err


def test_a_list_is_saved_at_its_address_as_the_app_writes_it(aixtui: Command) -> None:
    assert aixtui("views", "save", "Invoices", "agents invoice sort=-updated page=3").code == DONE
    assert aixtui("views", "save", "Failed", "runs state=failed").code == DONE
    assert ViewStore().read().views[2:] == (
        View("Invoices", "agent", "agents?q=invoice&sort=-updated"),
        View("Failed", "run", "runs?state=failed"),
    )


def test_a_view_is_replaced_after_asking(aixtui: Command) -> None:
    asked = aixtui("views", "save", "Talk", "agents")
    assert asked.code == USAGE
    assert "There is a view Talk already. Replace it?" in asked.err
    assert ViewStore().read().views == (SPEECH, DRAFTS)
    assert aixtui("views", "save", "Talk", "agents", "--yes").code == DONE
    assert ViewStore().read().views == (View("Talk", "agent", "agents"), DRAFTS)


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ((" ", "agents"), "A view needs a name."),
        (("One", "agents/0123"), "is one resource: aixtui favourite keeps it"),
        (("One", "agnets"), "Did you mean 'agents'?"),
        (("One", "agents?stat=draft"), "agents have no filter 'stat'"),
    ],
)
def test_what_is_no_list_is_not_saved(aixtui: Command, arguments: tuple[str, ...], words: str) -> None:
    outcome = aixtui("views", "save", *arguments)
    assert outcome.code == USAGE
    assert words in outcome.err
    assert names() == ["Talk", "Drafts"]
