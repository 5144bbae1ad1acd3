"""`favourite`: what the app lists among its places, from the shell."""

import json

import pytest

from aixtui.cli.exit_codes import DONE, NOT_FOUND, USAGE
from aixtui.stores.views import Favourite, ViewStore
from tests.aixtui.cli.conftest import Command

pytestmark = pytest.mark.usefixtures("sandbox_access")
OTHERS = Favourite("agent", "0123", "Of another profile", "work")
GONE = Favourite("agent", "4567", "Gone", "default")


@pytest.fixture(autouse=True)
def saved() -> None:
    for one in (OTHERS, GONE):
        ViewStore().add_favourite(one)


def names(aixtui: Command) -> list[str]:
    return [one["name"] for one in json.loads(aixtui("favourite", "-o", "json").out)["items"]]


def test_resources_are_favourites_of_the_profile_until_they_are_taken_off(aixtui: Command) -> None:
    done = aixtui("favourite", "sandbox/text-statistics", "agents/sandbox-ws/text-analyst")
    assert done.code == DONE, done.err
    assert done.err == "Text Statistics is a favourite now.\nText Analyst is a favourite now.\n"
    assert names(aixtui) == ["Gone", "Text Statistics", "Text Analyst"]
    assert aixtui("favourite", "sandbox/text-statistics", "--off").code == DONE
    assert names(aixtui) == ["Gone", "Text Analyst"]


def test_one_that_is_gone_can_be_taken_off(aixtui: Command) -> None:
    assert aixtui("favourite", "agents/4567", "--off").code == DONE
    assert names(aixtui) == []
    assert OTHERS in ViewStore().read().favourites


def test_only_what_is_there_becomes_a_favourite(aixtui: Command) -> None:
    assert aixtui("favourite", "agents/89ab").code == NOT_FOUND
    assert aixtui("favourite", "--off").code == USAGE
    assert names(aixtui) == ["Gone"]
