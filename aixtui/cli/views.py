"""`aixtui views`: the lists that were saved under a name."""

from typing import TYPE_CHECKING

import click

from aixtui.cli.output import say
from aixtui.cli.printing import Listed, Printing, printing_options

if TYPE_CHECKING:
    from aixtui.stores.views import View


@click.group()
def views() -> None:
    """List, rename and remove saved views. `aixtui open` opens one at its address.

    \b
    aixtui views ls
    """


@views.command("ls")
@printing_options()
def list_views(printing: Printing) -> None:
    """List the saved views with their addresses.

    \b
    aixtui views ls
    aixtui views ls --json name,address
    """
    from dataclasses import asdict

    from aixtui.stores.views import ViewStore

    found = ViewStore().read().views
    documents = [{"id": one.name, **asdict(one), "columns": list(one.columns)} for one in found]
    lines = [[one.name, one.kind, one.address] for one in found]
    printing.show_list(Listed(["Name", "Kind", "Address"], lines, lambda: documents, {}))


@views.command()
@click.argument("name")
@click.argument("new_name", metavar="NEW-NAME")
def rename(name: str, new_name: str) -> None:
    """Give a view another name.

    \b
    aixtui views rename VIEW Drafts
    """
    from aixtui.stores.views import ViewStore

    ViewStore().rename_view(_require(name).name, new_name)
    say(f"{name} is called {new_name} now.")


@views.command()
@click.argument("name")
@click.option("-y", "--yes", is_flag=True, help="Do not ask.")
def rm(name: str, yes: bool) -> None:
    """Remove a view, after asking. What it lists stays.

    \b
    aixtui views rm VIEW --yes
    """
    import asyncio

    from aixtui.cli.face import CommandFace
    from aixtui.stores.views import ViewStore

    view = _require(name)
    if not asyncio.run(CommandFace(yes=yes).confirm(f"Remove {view.name}?", view.address, yes="Remove")):
        raise click.Abort
    ViewStore().delete_view(view.name)
    say(f"Removed {view.name}.")


def _require(name: str) -> "View":
    from aixtui.cli.naming import no_such
    from aixtui.stores.views import ViewStore

    found = {view.name: view for view in ViewStore().read().views}
    if name not in found:
        raise no_such("view", name, found, "aixtui views ls lists them.")
    return found[name]
