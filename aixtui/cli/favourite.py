"""`aixtui favourite`: the resources that the app lists among its places."""

from typing import TYPE_CHECKING

import click

from aixtui.cli.options import ConnectionOptions, connection_options
from aixtui.cli.printing import Listed, Printing, printing_options

if TYPE_CHECKING:
    from collections.abc import Sequence

    from aixtui.kindspec.kind import Kind
    from aixtui.workspace.workspace import WorkspaceGateway


@click.command()
@click.argument("names", metavar="[KIND/]ID...", nargs=-1)
@click.option("--off", is_flag=True, help="They are no favourites any more.")
@printing_options()
@connection_options
def favourite(options: ConnectionOptions, names: tuple[str, ...], off: bool, printing: Printing) -> None:
    """Keep resources among the favourites of the app, or list those of the profile in use.

    A run is kept by `aixtui runs star`, a list by `aixtui views save`.

    \b
    aixtui favourite agents/ID sandbox/text-statistics
    aixtui favourite agents/ID --off
    aixtui favourite -o csv
    """
    from aixtui.cli.naming import resource_name
    from aixtui.settings.reading import read_settings

    meant = [resource_name(name) for name in names]
    profile = options.profile_in_use(read_settings())
    if meant:
        _change(options, meant, profile, off=off)
    elif off:
        raise click.UsageError("Say which are no favourites any more: aixtui favourite lists them.")
    else:
        _list(profile, printing)


def _list(profile: str, printing: Printing) -> None:
    from dataclasses import asdict

    from aixtui.stores.views import ViewStore

    found = [one for one in ViewStore().read().favourites if one.workspace == profile]
    lines = [[one.id, one.kind, one.name] for one in found]
    printing.show_list(Listed(["ID", "Kind", "Name"], lines, lambda: [asdict(one) for one in found], {}))


def _change(
    options: ConnectionOptions, meant: "Sequence[tuple[Kind, str]]", profile: str, *, off: bool
) -> None:
    from aixtui.cli.connecting import with_workspace
    from aixtui.cli.output import say
    from aixtui.kindspec.cells import clean
    from aixtui.settings.reading import read_settings
    from aixtui.stores.views import Favourite, ViewStore
    from aixtui.workspace.named import get_named

    store = ViewStore()
    kept = {(one.kind, one.id): one for one in store.read().favourites if one.workspace == profile}
    change, outcome = (
        (store.remove_favourite, "no favourite any more") if off else (store.add_favourite, "a favourite now")
    )

    def work(workspace: "WorkspaceGateway") -> None:
        for kind, identifier in meant:
            one = kept.get((kind.id, identifier))  # which may be gone on the server
            if one is None:
                resource = get_named(workspace, kind, identifier)
                one = Favourite(kind.id, resource.id, clean(resource.name), profile)
            change(one)
            say(f"{one.name} is {outcome}.")

    with_workspace(options, read_settings(), work)
