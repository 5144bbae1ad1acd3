"""Names as typed on the command line: `[KIND/]ID`, and what to say of one that names nothing."""

import re
import shlex
from collections.abc import Iterable, Sequence
from difflib import get_close_matches

import click

from aixtui.kinds import KINDS, find_kind
from aixtui.kindspec.kind import Kind
from aixtui.listing.address import AddressError

_ID = re.compile(r"[0-9a-f]{8,}(-[0-9a-f]+)*")
"""What the platform calls things."""
_WHOLE_ID = re.compile("[0-9a-f]{24}")
_GONE = re.compile(r"(\w+) (\S+) not found\b")
"""How a server says it."""
_TAKE_PAIRS = ("-f", "-i", "--filter")
"""Options that are given NAME=VALUE."""
_TAKE_TEXT = ("--text", "-q")


def require_kind(word: str) -> Kind:
    """Find the kind that a word names.

    Raises:
        click.UsageError: no kind has this name.
    """
    kind = find_kind(word)
    if kind is None:
        raise no_such("kind", word, _kind_names(), f"The kinds are {', '.join(k.plural for k in KINDS)}.")
    return kind


def no_such(what: str, word: str, names: Iterable[str], choices: str) -> click.UsageError:
    """The error that a word names nothing: with the nearest name, else a sentence about all of them."""
    near = get_close_matches(word.strip().lower(), [*names], 1)
    hint = f"Did you mean {near[0]}?" if near else choices
    return click.UsageError(f"There is no {what} {word!r}. {hint}")


def address_error(error: AddressError) -> click.UsageError:
    """The error of a word that is no address, with what would be one."""
    return click.UsageError(f"{error} {error.hint}".strip())


def resource_name(text: str) -> tuple[Kind, str]:
    """Split `[KIND/]ID`. An id without a kind is a model's, also when it is a path with slashes.

    Raises:
        click.UsageError: the id is empty.
    """
    first, slash, rest = text.strip().partition("/")
    kind = _find(first) if slash else None
    identifier = (rest if kind else text).strip()
    if not identifier.strip("/"):
        raise click.UsageError(f"{text!r} names no resource: write KIND/ID, or the id of a model.")
    return kind or require_kind("model"), identifier


def perhaps_meant(text: str) -> str:
    """What may have been meant where nothing has the id that was typed, as a sentence; empty for nothing."""
    first, slash, rest = text.partition("/")
    kind = _find(first)
    if not slash:
        bare = "Without a KIND it is a model's ID: write KIND/ID." if _WHOLE_ID.fullmatch(first) else ""
        return f"{first} is a kind: write {first}/ID." if kind is not None else bare
    if kind is not None:
        look = f"Look for a name with aixtui ls {kind.plural} -q {shlex.quote(rest)}."
        return "" if "/" in rest or _ID.fullmatch(rest) else look
    near = get_close_matches(first.lower(), _kind_names(), 1, cutoff=0.8)
    return f"Did you mean {near[0]}/{rest}?" if near else ""


def look_for(text: str, arguments: Sequence[str]) -> str:
    """How a name is looked for that a command line gives for an id, where a text says that it is gone."""
    gone = _GONE.match(text)
    kind = _find(gone[1]) if gone else None
    if gone is None or kind is None or gone[2] not in arguments or _ID.fullmatch(gone[2]):
        return ""
    return f"Look for a name with aixtui ls {kind.plural} -q {shlex.quote(gone[2].rpartition('/')[2])}."


def option_meant(command: click.Command, message: str) -> str:
    """The option that may have been meant by a word too many, such as `name=x`; empty without one."""
    extra = re.search(r"unexpected extra arguments? \((.*)\)\Z", message, re.DOTALL)
    if extra is None:
        return ""
    is_pair = re.match(r"[\w.-]+=", extra[1]) is not None
    names = {name for option in command.params for name in option.opts}
    option = next((name for name in (_TAKE_PAIRS if is_pair else _TAKE_TEXT) if name in names), "")
    return f"Did you mean {option} {shlex.quote(extra[1])}?" if option else ""


def _kind_names() -> list[str]:
    return [name for kind in KINDS for name in (kind.plural, kind.id)]


def _find(word: str) -> Kind | None:
    # Aliases are for the app's command line; here a short word may be the first part of a path.
    name = word.strip().lower()
    return next((kind for kind in KINDS if name in (kind.id, kind.plural)), None)
