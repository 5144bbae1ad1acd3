"""The places that are kept, as offers to go to. Pure."""

from typing import TypeAlias

from aixtui.kinds import KINDS
from aixtui.kindspec.cells import clean
from aixtui.listing import address as addresses
from aixtui.listing.address import Address
from aixtui.screens.choose import Offer
from aixtui.stores.state import Recent
from aixtui.stores.views import Favourite, Saved, View

Kept: TypeAlias = View | Favourite | Recent


def kept_places(saved: Saved, recents: tuple[Recent, ...], workspace: str) -> dict[str, Kept]:
    """What is kept of a workspace, by the ids of the offers: views, then favourites, then the latest."""
    here = [known for known in saved.favourites if known.workspace == workspace]
    return (
        {f"view {view.name}": view for view in saved.views}
        | {f"favourite {address_of(known)}": known for known in here}
        | {f"opened {address_of(known)}": known for known in recents}
    )


def kept_offers(places: dict[str, Kept]) -> list[Offer]:
    """An offer for each of these places."""
    return [Offer(place_id, clean(kept.name), _note(kept)) for place_id, kept in places.items()]


def address_of(kept: Kept) -> str:
    """Where a place is."""
    if isinstance(kept, View):
        return kept.address
    return addresses.format(Address(kept.kind, kept.id), KINDS)


def _note(kept: Kept) -> str:
    if isinstance(kept, View):
        return f"view: {clean(kept.address)}"
    return f"{'favourite' if isinstance(kept, Favourite) else 'opened'} {kept.kind}"
