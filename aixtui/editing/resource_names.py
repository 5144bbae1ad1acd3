"""The names of resources that documents know by their ids alone."""

from collections.abc import Callable, Iterable, Mapping, MutableMapping, Sequence
from typing import NamedTuple

from aixtui.kindspec.cells import clean
from aixtui.kindspec.kind import Kind, Resource
from aixtui.kindspec.telling_apart import maker_of
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
    makers: MutableMapping[str, str] | None = None,
) -> None:
    """Ask for those that are not among the names, one by one and as far as the requests go.

    Names are put in by their ids, clean, each as soon as it is known. What cannot be read keeps its id, and
    nothing else is wrong then. With `makers` those that share a name are asked for, too, for what tells them
    apart.
    """
    left = MOST_ASKED
    each = {(one.id, *(kind.id for kind in one.kinds)): one for one in unnamed}
    for one in each.values():
        is_wanted = one.id not in names or (makers is not None and _is_like_another(one.id, names, makers))
        for kind in one.kinds[:left] if is_wanted else ():
            left -= 1
            resource = await _read(session, kind, one.id)
            if resource is not None:
                names[one.id] = clean(resource.name)
                if makers is not None:
                    makers[one.id] = maker_of(resource)
                on_learnt()
                break


def _is_like_another(resource_id: str, names: Mapping[str, str], makers: Mapping[str, str]) -> bool:
    """Whether nothing tells it from another one of its name."""
    return resource_id not in makers and [*names.values()].count(names[resource_id]) > 1


async def _read(session: AppSession, kind: Kind, resource_id: str) -> Resource | None:
    try:
        return await session.read(lambda ws: ws.get(kind, resource_id))
    except Exception:  # a name is missing, and nothing else
        return None
