"""`aixtui messages`: what was said in a session with an agent."""

from typing import TYPE_CHECKING

import click

from aixtui.cli.options import ConnectionOptions, connection_options
from aixtui.cli.printing import Listed, Printing, printing_options
from aixtui.cli.time_limit import nothing_changed, time_limit, timeout_option

if TYPE_CHECKING:
    from aixtui.workspace.workspace import WorkspaceGateway


@click.command()
@click.argument("name", metavar="[KIND/]ID")
@printing_options(formats=("table", "json", "jsonl", "csv", "yaml"))
@timeout_option
@connection_options
def messages(options: ConnectionOptions, name: str, printing: Printing, timeout: float | None) -> None:
    """Print what was said in a session, the oldest first. Without a KIND it is a session.

    A table has each message in one line: -o jsonl and --template print them whole.

    \b
    aixtui messages sessions/SESSION
    aixtui messages SESSION --template '{{ role }}: {{ text }}'
    """
    from aixtui.cli.connecting import with_workspace
    from aixtui.cli.naming import resource_name
    from aixtui.kinds.session import SESSION
    from aixtui.kindspec.kind import reason_against
    from aixtui.settings.reading import read_settings
    from aixtui.workspace.named import get_named

    kind, identifier = resource_name(name if "/" in name else f"{SESSION.plural}/{name}")

    def work(workspace: "WorkspaceGateway") -> None:
        with time_limit(timeout, nothing_changed):
            if "messages" not in workspace.capabilities(kind):
                raise click.UsageError(reason_against(kind, "messages"))
            found = workspace.messages(get_named(workspace, kind, identifier))
        documents = [{**one._asdict(), "attachments": list(one.attachments)} for one in found]
        lines = [[one.role, one.when, one.text, one.reaction, ", ".join(one.attachments)] for one in found]
        heads = ["Role", "When", "Text", "Reaction", "Attachments"]
        printing.show_list(Listed(heads, lines, lambda: documents, {}))

    with_workspace(options, read_settings(), work)
