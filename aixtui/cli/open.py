"""`aixtui open`: the app at an address."""

import click

from aixtui.cli.options import ConnectionOptions, connection_options


@click.command("open")
@click.argument("address")
@connection_options
def open_command(options: ConnectionOptions, address: str) -> int:
    """Open the app at an ADDRESS, such as the one it prints when it ends.

    \b
    agents                                  a list
    'agents?q=invoice&sort=-updated&page=2' searched, sorted, on its second page
    'models developer=openai'               the same as typed in the app after :
    agents/ID/json                          a resource, and a part of its page
    runs                                    what was run from here; runs/ID opens one
    sandbox/text-statistics                 a path without a kind is a model's

    \b
    aixtui open 'agents?q=invoice&sort=-updated' --sandbox
    """
    from aixtui.cli.app import open_app
    from aixtui.cli.naming import address_error, resource_name
    from aixtui.kinds import KINDS
    from aixtui.listing.address import AddressError, parse
    from aixtui.running.run_rows import RUNS

    line = address.strip().removeprefix(":")
    place = line.partition("?")[0].partition(" ")[0]
    if "/" in place.strip("/") and place.partition("/")[0] not in (RUNS.id, RUNS.plural):
        kind, identifier = resource_name(place)
        if identifier == place:
            line = f"{kind.plural}/{line}"
    try:
        start = parse(line, (*KINDS, RUNS))
    except AddressError as error:
        raise address_error(error) from error
    return open_app(options, start)
