"""`aixtui keys`: what can be done in the app, and by which keys."""

import click

from aixtui.cli.printing import Listed, Printing, printing_options


@click.command()
@click.argument("scope", required=False)
@click.option("--probe", is_flag=True, help="Show what this terminal sends for each key, until Ctrl+Q.")
@printing_options()
def keys(scope: str | None, probe: bool, printing: Printing) -> None:
    """List the actions of the app with their keys, or those of one SCOPE, such as browse or edit.

    \b
    aixtui keys
    aixtui keys browse -o json
    """
    from aixtui.actions import ACTIONS
    from aixtui.cli.naming import no_such
    from aixtui.key_names import key_name

    scopes = list(dict.fromkeys(action.scope for action in ACTIONS))
    if scope is not None and scope not in scopes:
        raise no_such("scope", scope, scopes, f"There are {', '.join(scopes)}.")
    actions = [action for action in ACTIONS if scope in (None, action.scope)]
    if probe:
        from aixtui.cli.questions import has_terminal
        from aixtui.key_probe import KeyProbe

        if not has_terminal():
            raise click.UsageError("Keys are probed on a terminal: there is none here.")
        KeyProbe(actions).run()
        return
    documents = [
        {
            "id": action.id,
            "scope": action.scope,
            "keys": [key_name(key) for key in action.keys] or [action.key_hint],
            "label": action.label,
            "help": action.help,
        }
        for action in actions
    ]
    lines = [
        [str(one["id"]), str(one["scope"]), " ".join(one["keys"]), str(one["help"])] for one in documents
    ]
    printing.show_list(Listed(["ID", "Scope", "Keys", "What it does"], lines, lambda: documents, {}))
