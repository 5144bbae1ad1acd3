import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from aixtui.cli import tree
from aixtui.cli.completing import TREE
from aixtui.cli.known_words import WORDS
from aixtui.cli.main import cli
from aixtui.sandbox import RunningSandbox, start
from tests.completion_words import completion_words
from tests.generated import (
    FILM,
    MAN_PAGE,
    ROOT,
    SCREENSHOTS,
    Screenshot,
    cheat_sheet,
    command_tree,
    endpoint_table,
    film_picture,
    guide_with,
    sandbox_readme_with,
    screenshot,
)
from tests.man_page import man_page

MOST_FOR_A_README = 250_000
REMEDY = "run `make screenshots` and look at the difference"


@pytest.fixture(scope="module")
def newcomers(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningSandbox]:
    """A sandbox as everybody gets it, without what is there for tests alone."""
    with start(tmp_path_factory.mktemp("newcomers") / "sandbox.db") as running:
        yield running


@pytest.mark.parametrize("shown", SCREENSHOTS, ids=lambda shown: shown.name)
def test_a_screenshot_shows_the_app_as_it_is(shown: Screenshot, newcomers: RunningSandbox) -> None:
    stored = (ROOT / "screenshots" / f"{shown.name}.svg").read_text(encoding="utf-8")
    assert stored == screenshot(shown, newcomers), REMEDY


def test_the_moving_picture_shows_the_app_as_it_is(newcomers: RunningSandbox) -> None:
    stored = (ROOT / "screenshots" / f"{FILM}.svg").read_text(encoding="utf-8")
    assert stored == film_picture(newcomers), REMEDY
    assert len(stored) < MOST_FOR_A_README


def test_there_are_no_other_screenshots_and_the_readme_shows_them() -> None:
    assert {path.stem for path in (ROOT / "screenshots").iterdir()} == {
        *(shown.name for shown in SCREENSHOTS),
        FILM,
    }
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    shown = re.findall(r"\]\((screenshots/[^)]+)\)", readme)
    assert shown
    assert all((ROOT / name).is_file() for name in shown)


def test_the_cheat_sheet_is_the_action_table() -> None:
    guide = (ROOT / "GUIDE.md").read_text(encoding="utf-8")
    assert "<!-- keys -->" in guide
    assert guide == guide_with(cheat_sheet(), guide), REMEDY


def test_completion_reads_the_commands_as_they_are() -> None:
    assert TREE.read_text(encoding="utf-8") == command_tree(), REMEDY


def test_the_man_page_is_of_the_commands_as_they_are() -> None:
    assert MAN_PAGE.read_text(encoding="utf-8") == man_page(tree.document(*tree.find(cli, ()))), REMEDY


def test_the_readme_of_the_sandbox_lists_its_endpoints() -> None:
    readme = (ROOT / "aixtui/sandbox/README.md").read_text(encoding="utf-8")
    assert "<!-- endpoints -->" in readme
    assert readme == sandbox_readme_with(endpoint_table(), readme), REMEDY


@pytest.mark.parametrize("name", ["README.md", "GUIDE.md", "CHANGELOG.md"])
def test_links_between_the_files_lead_somewhere(name: str) -> None:
    text = (ROOT / name).read_text(encoding="utf-8")
    for target in re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", text):
        assert (ROOT / Path(target)).exists(), target


def test_completion_knows_the_words_that_there_are() -> None:
    assert WORDS.read_text(encoding="utf-8") == completion_words(), REMEDY
