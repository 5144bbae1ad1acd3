"""What is asked on a terminal, and how it is answered or left."""

import sys

import pytest

from aixtui.cli.exit_codes import DONE, FAILED, INTERRUPTED
from tests.aixtui.cli.conftest import Command
from tests.aixtui.cli.test_change import make
from tests.terminal.terminal import Terminal

pytestmark = pytest.mark.usefixtures("fresh_access")


def at_terminal(*arguments: str) -> Terminal:
    """A command line on a terminal of its own."""
    return Terminal([sys.executable, "-m", "aixtui", *arguments], {}, columns=200)


@pytest.fixture
def published(aixtui: Command) -> str:
    """The address of an agent that is deleted by its name alone."""
    return f"agents/{make(aixtui, 'name=Zed')['id']}"


class TestTyping:
    """A deletion for which a name is typed."""

    def test_a_wrong_name_is_no_default_and_enter_alone_leaves_it(
        self, aixtui: Command, published: str
    ) -> None:
        with at_terminal("rm", published) as terminal:
            terminal.wait_for("Enter alone leaves it.")
            terminal.wait_for(r"Delete the .*Zed\?:")
            terminal.send("n", "Enter")
            terminal.wait_for(r"That is not its name.(.|\n)*Delete the .*Zed\?:")
            terminal.send("Enter")
            assert terminal.wait_for_end() == FAILED
            assert "Zed was not deleted." in terminal.text
        assert aixtui("get", published).code == DONE

    def test_after_a_wrong_name_the_right_one_does_it(self, aixtui: Command, published: str) -> None:
        with at_terminal("rm", published) as terminal:
            terminal.wait_for(r"Zed\?:")
            terminal.send("n", "Enter")
            terminal.wait_for("That is not its name.")
            terminal.send("Zed", "Enter")
            assert terminal.wait_for_end() == DONE


@pytest.mark.parametrize(
    ("command", "question"),
    [
        (("rm", "{agent}"), r"Zed\?:"),
        (("edit", "{agent}", "-f", "name=Zoe"), r"\[y/N\]"),
        (("profile", "rm", "work"), r"\[y/N\]"),
    ],
)
def test_ctrl_c_at_a_question_ends_the_command_at_once(
    aixtui: Command, published: str, command: tuple[str, ...], question: str
) -> None:
    aixtui("profile", "add", "work")
    with at_terminal(*(word.format(agent=published) for word in command)) as terminal:
        terminal.wait_for(question)
        terminal.send("\x03")
        assert terminal.wait_for_end() == INTERRUPTED
        assert terminal.modes == terminal.modes_before
        assert "raceback" not in terminal.text
    assert aixtui("get", published, "--jq", ".name").out == "Zed\n"
    assert "work" in aixtui("profile", "ls").out
