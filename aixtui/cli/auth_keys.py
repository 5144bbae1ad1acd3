"""`aixtui auth list|switch|import|rotate`: the keys of all profiles, and another one in the place of one."""

import asyncio
import os
from typing import TYPE_CHECKING, Any

import click

from aixtui.cli.changing import yes_option
from aixtui.cli.exit_codes import DONE, FAILED
from aixtui.cli.keeping import check_and_keep, in_file_option, keep, refuse_sandbox, require_place
from aixtui.cli.kept_names import kept_name
from aixtui.cli.options import ConnectionOptions, connection_options
from aixtui.cli.printing import Listed, Printing, printing_options
from aixtui.cli.time_limit import timeout_option

if TYPE_CHECKING:
    from aixtui.settings.tree import Profile


_NOT_ALLOWED = "forbidden"
"""The code of what a key may not do."""


@click.command("list")
@printing_options()
@click.pass_obj
def list_keys(options: ConnectionOptions, printing: Printing) -> None:
    """List the profiles with where the key of each is kept, and its last characters. Nothing is sent.

    The sandbox has a key of its own.

    \b
    aixtui auth list
    aixtui auth list -o json
    """
    from aixtui.cli.keeping import warn_of_environment
    from aixtui.settings.connection import profile_names
    from aixtui.settings.reading import read_settings
    from aixtui.settings.tree import Profile

    settings = read_settings()
    in_use, places = options.profile_in_use(settings), _Places()
    documents: list[dict[str, Any]] = []
    for name in profile_names(settings):
        place, hint = places.of(name, settings.profiles.get(name, Profile()))
        documents.append({"name": name, "in_use": name == in_use, "place": place, "hint": hint or None})
    lines = [
        [one["name"], "*" if one["in_use"] else "", one["place"], one["hint"] or ""] for one in documents
    ]
    printing.show_list(Listed(["Profile", "In use", "Key in", "Ends with"], lines, lambda: documents, {}))
    places.tell()
    warn_of_environment()


class _Places:
    """Where keys are kept. A place that cannot be asked is asked once: each time may take seconds."""

    def __init__(self) -> None:
        self._failure: Exception | None = None

    def of(self, name: str, profile: "Profile") -> tuple[str, str]:
        """The place and the hint of a profile's key."""
        from aixtui.auth import key_file, stored_keys
        from aixtui.settings.connection import SANDBOX
        from aixtui.setup_error import CredentialError

        if name == SANDBOX:
            return "sandbox", ""
        if profile.key_command:
            return "key_command", ""
        try:
            kept = stored_keys.load(name) if self._failure is None else None
            if kept is None and self._failure is not None and (stored := key_file.load(name)):
                kept = stored_keys.KeptKey(stored, stored_keys.FILE)
        except CredentialError as error:
            self._failure = error
            return self._unseen, ""
        if kept is not None:
            return kept.place, kept.stored.key.hint
        return ("none", "") if self._failure is None else (self._unseen, "")

    @property
    def _unseen(self) -> str:
        """What is said where the keyring did not answer: where there is none, none keeps a key."""
        from aixtui.auth.keyring_store import KeyringMissingError

        return "none" if isinstance(self._failure, KeyringMissingError) else "unknown"

    def tell(self) -> None:
        """Say why a place is not known."""
        from aixtui.cli.output import say

        if self._failure is not None:
            say(f"{self._failure} {getattr(self._failure, 'hint', '')}".strip())


@click.command()
@kept_name("name")
def switch(name: str) -> int:
    """Have a profile, with its key, be the one that is used where none is named: as aixtui profile use.

    \b
    aixtui auth switch work
    """
    from aixtui.cli.profile import use_profile

    use_profile(name)
    return DONE


@click.command("import")
@in_file_option
@timeout_option
@connection_options
def import_key(options: ConnectionOptions, timeout: float | None, in_file: bool) -> int:
    """Check the API key of the environment and store it in the keyring.

    \b
    aixtui auth import --profile work
    """
    from aixtui.auth.sources import environment_key
    from aixtui.cli.output import say
    from aixtui.system.child_environment import KEY_VARIABLES

    refuse_sandbox(options)
    credential = environment_key(os.environ)
    if credential is None:
        raise click.UsageError(f"No key is in the environment: neither {' nor '.join(KEY_VARIABLES)} is set.")
    require_place(options, in_file=in_file)
    check_and_keep(options, credential.key, in_file=in_file, timeout=timeout)
    variable = credential.source.rpartition(" ")[2]
    say(f"{variable} goes before it as long as it is set: take it out of your shell's files.")
    return DONE


@click.command()
@yes_option
@connection_options
def rotate(options: ConnectionOptions, yes: bool) -> int:
    """Make a new key like the one that is kept, keep it in its place, and delete the old one.

    It is for keys that aixtui keeps. Where the platform makes no such key, that is said and nothing changes.

    \b
    aixtui auth rotate --profile work --yes
    """
    from aixtui.auth.stored_keys import FILE, KEYRING
    from aixtui.cli.connecting import connect
    from aixtui.cli.consent import with_key
    from aixtui.cli.face import CommandFace
    from aixtui.settings.reading import read_settings

    refuse_sandbox(options)
    connection = with_key(connect(options, read_settings()))
    assert connection.credential is not None
    source, hint = connection.credential.source, connection.credential.key.hint
    if source not in (KEYRING, FILE):
        where = source.removeprefix("the ")
        raise click.UsageError(f"aixtui does not keep the key, it comes from the {where}: replace it there.")
    question = f"Replace the key {hint} of profile {connection.profile!r}?"
    loss = "It is deleted: whatever else uses it stops working."
    if not asyncio.run(CommandFace(yes=yes, quiet=yes).confirm(question, loss, yes="Replace", danger=True)):
        return FAILED
    return _rotate(connection, in_file=source == FILE)


def _rotate(connection: Any, *, in_file: bool) -> int:
    from aixtui.cli.output import say
    from aixtui.stores.journal import Journal
    from aixtui.workspace.problems import explain
    from aixtui.workspace.rotation import KeyRotation

    rotation = KeyRotation(connection)
    key = rotation.make()
    try:
        keep(connection, key, in_file=in_file)
    except BaseException:
        rotation.take_back()
        raise
    journal = Journal.open()
    journal.adopt(connection.workspace, rotation.after.workspace)
    journal.close()
    hint = connection.credential.key.hint
    try:
        rotation.delete_old()
    except Exception as error:  # whatever it is, the new key is in use by now
        problem = explain(error)
        say(f"The old key {hint} was not deleted. {problem.sentence}")
        if problem.code == _NOT_ALLOWED:  # to the new one, which is the one that would try again
            say("It stays valid beside the new one, which is used from now on: only who may delete it can.")
        else:
            say(f"Delete it with: aixtui rm keys/{rotation.old_id} {connection.options}".rstrip())
        return FAILED
    say(f"Deleted the old key {hint}.")
    return DONE
