"""`aixtui doctor`: what is in order on this machine, and what is to be done about the rest."""

from functools import cache
from typing import TYPE_CHECKING

import click

from aixtui.cli.exit_codes import DONE, FAILED
from aixtui.cli.options import ConnectionOptions, connection_options
from aixtui.cli.printing import Listed, Printing, printing_options

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aixtui.diagnosis.finding import Check, Finding
    from aixtui.settings.connection import ConnectionSettings


@click.command()
@click.option("--offline", is_flag=True, help="Ask no backend.")
@printing_options()
@connection_options
def doctor(options: ConnectionOptions, printing: Printing, offline: bool) -> int:
    """Look at Python, the terminal, the keyring, the key, the backend, files and databases.

    Each line is ok, a warning, or wrong, with what to do. It is safe to be shown: it holds no key. It ends
    with 1 where something is wrong.

    \b
    aixtui doctor
    aixtui doctor --offline -o json
    """
    from aixtui.cli.output import print_lines
    from aixtui.diagnosis.examination import examine

    findings = list(examine(_checks(options, offline=offline)))
    if printing == Printing():
        print_lines(*(line for one in findings for line in _lines(one)))
    else:
        documents = [one._asdict() for one in findings]
        lines = [list(one) for one in findings]
        printing.show_list(Listed(["What", "State", "Found", "Remedy"], lines, lambda: documents, {}))
    return FAILED if any(one.state == "wrong" for one in findings) else DONE


def _lines(finding: "Finding") -> list[str]:
    """A finding for people, whole: what is cut cannot be passed on."""
    lines = [f"{finding.state:<9}{finding.name}: {finding.text}"]
    return [*lines, f"{'':<9}-> {finding.remedy}"] if finding.remedy else lines


def _check_names() -> "Iterator[Finding]":
    """Whether what the settings name is there: without it the app does not start."""
    from aixtui.cli.named_settings import check_names
    from aixtui.diagnosis.finding import Finding
    from aixtui.settings.reading import read_settings

    check_names(settings := read_settings())
    yield Finding("start and theme", "ok", f"{settings.start}, {settings.theme or 'the terminal decides'}")


def _check_addresses() -> "Iterator[Finding]":
    """Whether the addresses of the environment and of all profiles can be used."""
    from aixtui.cli.named_settings import check_addresses
    from aixtui.diagnosis.finding import Finding
    from aixtui.settings.reading import read_settings

    check_addresses(read_settings())
    yield Finding("addresses", "ok", "those of the environment and of all profiles can be used")


def _checks(options: ConnectionOptions, *, offline: bool) -> "dict[str, Check]":
    from aixtui.diagnosis import backend, files, key_cost, keys, python, terminal

    checks: dict[str, Check] = {
        "python": python.check_python,
        "terminal": terminal.check_terminal,
        "key cost": key_cost.check_key_cost,
        "settings": files.check_settings,
        "start and theme": _check_names,
        "addresses": _check_addresses,
        "folders": files.check_folders,
        "databases": files.check_databases,
        "disk cache": files.check_disk_cache,
        "keyring": keys.check_keyring,
    }
    if options.wants_sandbox:
        return checks

    @cache
    def connect_once() -> "ConnectionSettings":
        from aixtui.cli.connecting import connect, optional_stdin_key
        from aixtui.settings.reading import read_settings

        return connect(options, read_settings(), optional_stdin_key(options))

    checks["key"] = lambda: keys.check_key(connect_once())
    if not offline:
        checks["backend"] = lambda: backend.check_backend(connect_once())
    return checks
