"""What the keys of the app do, commands do as well, or it is said why not."""

from aixtui.actions import ACTIONS
from aixtui.cli import tree
from aixtui.cli.action_commands import COMMANDS
from aixtui.cli.face import CommandFace
from aixtui.cli.main import cli

MOVING = "A command has no cursor, no focus and no marks: names and pipes say what is meant."
LOOKING = "How a screen looks, and stays up to date, is nothing that a command prints."
SHELL = "The shell has its own."
TYPING = "What is typed on a command line is changed there."
REASONS = {
    **dict.fromkeys(
        (
            "cursor-down",
            "cursor-up",
            "first-row",
            "last-row",
            "page-down",
            "page-up",
            "scroll-left",
            "scroll-right",
            "to-list",
            "previous-chip",
            "next-chip",
            "leave-chips",
            "choose-filter",
            "mark",
            "mark-range",
            "mark-page",
            "invert-marks",
            "unmark",
            "next-kind",
            "previous-kind",
            "next-tab",
            "previous-tab",
            "next-match",
            "previous-match",
            "next-resource",
            "previous-resource",
            "setting-down",
            "setting-up",
            "settings-down",
            "settings-up",
            "first-setting",
            "last-setting",
            "line-down",
            "line-up",
            "screen-down",
            "screen-up",
            "first-line",
            "last-line",
            "next-field",
            "previous-field",
            "next-group",
            "previous-group",
            "next-part",
            "previous-part",
            "step-down",
            "step-up",
            "steps-down",
            "steps-up",
            "first-step",
            "last-step",
            "next-failed",
            "previous-failed",
            "follow-end",
            "inputs",
            "history-back",
            "history-forward",
            "back",
            "close",
        ),
        MOVING,
    ),
    **dict.fromkeys(
        (
            "repaint",
            "preview",
            "preview-size",
            "live",
            "unreadable",
            "toggle-fold",
            "fold",
            "unfold",
            "fold-all",
            "unfold-all",
            "toggle-step",
            "fold-step",
            "unfold-step",
            "fold-steps",
            "unfold-steps",
        ),
        LOOKING,
    ),
    **dict.fromkeys(("quit", "suspend", "pager"), SHELL),
    **dict.fromkeys(
        (
            "clear-text",
            "accept",
            "older-line",
            "newer-line",
            "clear",
            "revert-field",
            "revert-all",
            "undo",
            "redo",
            "drop-reference",
            "reference-up",
            "reference-down",
            "open-entry",
            "add-entry",
            "entry-up",
            "entry-down",
            "drop-entry",
        ),
        TYPING,
    ),
    "presets": "Inputs are kept in a file of one's own: -i NAME=@FILE.",
}
"""Why an action has no command."""


def test_every_action_has_a_command_or_a_reason_and_nothing_is_named_that_is_gone() -> None:
    reasons = {action.place for action in ACTIONS if action.id in REASONS}
    assert {action.place for action in ACTIONS} == COMMANDS.keys() | reasons
    assert not COMMANDS.keys() & reasons
    assert {action.id for action in ACTIONS} >= REASONS.keys()


def test_each_command_is_there_with_examples_which_are_tried_against_the_sandbox() -> None:
    tried = {path for path, command in tree.walk(cli, "aixtui") if tree.examples(command, path)}
    assert set(COMMANDS.values()) <= tried


def test_a_sentence_names_the_command_or_that_it_is_done_in_the_app() -> None:
    face = CommandFace()
    assert face.way_to("browse.past-runs") == "aixtui runs ls"
    assert [face.way_to(f"{scope}.refresh") for scope in ("browse", "detail", "run", "messages")] == [
        "aixtui ls",
        "aixtui get",
        "aixtui run",
        "aixtui messages",
    ]
    assert face.way_to("field.undo") == "“Undo” in the app"
