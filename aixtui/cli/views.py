"""`aixtui views`: the lists that are saved under a name."""

from typing import TYPE_CHECKING

import click

from aixtui.cli.changing import yes_option
from aixtui.cli.group_with_list import GroupWithList
from aixtui.cli.kept_names import kept_name, nothing_kept
from aixtui.cli.output import say
from aixtui.cli.printing import Listed, Printing, printing_options

if TYPE_CHECKING:
    from aixtui.listing.source import Listable
    from aixtui.stores.views import View


@click.group(cls=GroupWithList)
def views() -> None:
    """List, save, rename and remove views. `aixtui open` opens one at its address, `:NAME` in the app.

    \b
    aixtui views ls
    aixtui views save Invoices 'agents?q=invoice'
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


@views.command("save")
@click.argument("name")
@click.argument("address", metavar="KIND|ADDRESS")
@yes_option
def save_view(name: str, address: str, yes: bool) -> None:
    """Keep a list under a NAME, asking before it takes the place of another one.

    The ADDRESS is what `aixtui open` takes: a kind, or runs, with a search, filters and a sort.

    \b
    aixtui views save Invoices 'agents?q=invoice&sort=-updated'
    aixtui views save 'Failed runs' 'runs state=failed'
    """
    import asyncio

    from aixtui.cli.face import CommandFace
    from aixtui.cli.naming import address_error
    from aixtui.kinds import KINDS
    from aixtui.listing import address as addresses
    from aixtui.listing.address import AddressError
    from aixtui.running.run_rows import RUNS
    from aixtui.stores.views import View, ViewStore
    from aixtui.workspace.query import DEFAULT_PAGE_SIZE

    if not name.strip():
        raise click.UsageError("A view needs a name.")
    listables: tuple[Listable, ...] = (*KINDS, RUNS)
    try:
        found = addresses.parse(address, listables)
    except AddressError as error:
        raise address_error(error) from error
    if found.id:
        raise click.UsageError(f"{address!r} is one resource: aixtui favourite keeps it.")
    found = found._replace(query=found.query._replace(page=1, size=DEFAULT_PAGE_SIZE))
    view = View(name, found.kind, addresses.format(found, listables))
    store = ViewStore()
    same = next((one for one in store.read().views if one.name == name), None)
    question = f"There is a view {name} already. Replace it?"
    if same and not asyncio.run(CommandFace(yes=yes).confirm(question, same.address, yes="Replace")):
        raise click.Abort
    store.save_view(view)
    say(f"Saved view {name}.")


@views.command()
@kept_name("name")
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
@kept_name("name")
@yes_option
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
    from aixtui.stores.views import ViewStore

    found = {view.name: view for view in ViewStore().read().views}
    if name not in found:
        raise nothing_kept("view", name, found, "aixtui views ls lists them.")
    return found[name]
