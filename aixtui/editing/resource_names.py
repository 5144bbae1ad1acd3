"""The names of resources that documents know by their ids alone."""

from collections.abc import Callable, Iterable, MutableMapping, Sequence
from typing import NamedTuple

from aixtui.kindspec.cells import clean
from aixtui.kindspec.kind import Kind
from aixtui.workspace.session import AppSession

MOST_ASKED = 20
"""Requests for names at a time: each name is one."""


class Unnamed(NamedTuple):
    """A resource that may have no name yet, which is of one of some kinds."""

    id: str
    kinds: Sequence[Kind]


async def learn_names(
    session: AppSession,
    names: MutableMapping[str, str],
    unnamed: Iterable[Unnamed],
    on_learnt: Callable[[], None] = lambda: None,
) -> None:
    """Ask for those that are not among the names, one by one and as far as the requests go.

    Names are put in by their ids, clean, each as soon as it is known. What cannot be read keeps its id, and
    nothing else is wrong then.
    """
    left = MOST_ASKED
    each = {(one.id, *(kind.id for kind in one.kinds)): one for one in unnamed}
    for one in each.values():
        for kind in one.kinds[:left] if one.id not in names else ():
            left -= 1
            name = await _name(session, kind, one.id)
            if name is not None:
                names[one.id] = name
                on_learnt()
                break


async def _name(session: AppSession, kind: Kind, resource_id: str) -> str | None:
    try:
        return clean((await session.read(lambda ws: ws.get(kind, resource_id))).name)
    except Exception:  # a name is missing, and nothing else
        return None
