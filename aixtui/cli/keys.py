"""`aixtui keys`: what can be done in the app, and by which keys."""

from typing import TYPE_CHECKING, Any

import click

from aixtui.cli.printing import Listed, Printing, printing_options

if TYPE_CHECKING:
    from aixtui.app_action import AppAction


@click.command()
@click.argument("scope", required=False)
@click.option("--probe", is_flag=True, help="Show what this terminal sends for each key, until Ctrl+Q.")
@printing_options()
def keys(scope: str | None, probe: bool, printing: Printing) -> None:
    """List the actions of the app with their keys, or those of one SCOPE, such as browse or edit.

    The keys are those of the settings: aixtui config set keys.ACTION KEY changes one.

    \b
    aixtui keys
    aixtui keys browse -o json
    """
    from aixtui.actions import actions_of, use_keys
    from aixtui.app_action import SCOPES
    from aixtui.cli.naming import no_such
    from aixtui.settings.reading import read_settings

    use_keys(read_settings().keys)
    scopes = tuple(one for one in SCOPES if scope in (None, one))
    if not scopes:
        raise no_such("scope", str(scope), SCOPES, f"There are {', '.join(SCOPES)}.")
    actions = actions_of(*scopes)
    if probe:
        from aixtui.cli.questions import has_terminal
        from aixtui.key_probe import KeyProbe

        if not has_terminal():
            raise click.UsageError("Keys are probed on a terminal: there is none here.")
        KeyProbe(actions).run()
        return
    documents = [_document(action) for action in actions]
    lines = [[one["id"], one["scope"], " ".join(one["keys"]), one["help"]] for one in documents]
    printing.show_list(Listed(["ID", "Scope", "Keys", "What it does"], lines, lambda: documents, {}))


def _document(action: "AppAction") -> dict[str, Any]:
    from aixtui.key_names import key_name

    return {
        "id": action.id,
        "scope": action.scope,
        "keys": [key_name(key) for key in action.keys] or [action.key_hint] * bool(action.key_hint),
        "label": action.label,
        "help": action.help,
    }
