"""What uses a resource: found before it is deleted, and each to be opened from there."""

from collections.abc import Mapping, Sequence

from aixtui.editing.deletion_words import those_left
from aixtui.editing.ongoing import Ongoing
from aixtui.editing.referrers import Referrers, Use, referrers
from aixtui.editing.related import Related
from aixtui.face import Choice, Face
from aixtui.kindspec.kind import Kind

NOBODY = Referrers((), is_complete=True)
_GO_ON = "go on"


class Users:
    """Looks for them, and shows them as links."""

    def __init__(self, ongoing: Ongoing, related: Related) -> None:
        self._ongoing, self._related = ongoing, related
        self._session, self._face = ongoing.session, ongoing.face

    async def find(self, kind: Kind, ids: Sequence[str]) -> Referrers:
        """Who uses one of these; what cannot be found out keeps nobody from deleting them."""
        try:
            with self._ongoing.busy("looking for what uses it"):
                return await self._session.read(lambda ws: referrers(ws, kind, ids))
        except Exception as error:
            self._face.problem(error)
            return NOBODY

    async def look(self, kind: Kind, names: Mapping[str, str]) -> None:
        """Show who uses these, by their ids and names, which a server has refused to delete."""
        await self.show(kind, names, await self.find(kind, [*names]))

    async def show(
        self, kind: Kind, names: Mapping[str, str], users: Referrers, *, go_on: str = ""
    ) -> Referrers | None:
        """Have them opened, one after the other, until the user wants no more.

        With `go_on`, which says what for, it may be gone on with: then those that use it by then come back.
        """
        while uses := [use for use in users.uses if self._related.can_open(use.link)]:
            choices = [Choice(str(place), *_shown(kind, names, use)) for place, use in enumerate(uses)]
            if go_on:
                choices.append(Choice(_GO_ON, go_on, group=_GO_ON))
            chosen = await _choose(self._face, _title(kind, names, users), choices)
            if chosen is None:
                return None
            if chosen == _GO_ON:
                return users
            await self._related.open(self._face, uses[int(chosen)].link)
            users = await self.find(kind, [*names])  # it may have been taken out there
        return users


def _shown(kind: Kind, names: Mapping[str, str], use: Use) -> tuple[str, str]:
    """One that uses something, and what it is."""
    note = f"{use.link.kind}, goes with it" if use.link.kind == kind.comeback.takes else use.link.kind
    return use.link.label, note if len(names) == 1 else f"{note}: uses {names[use.used_id]}"


def _title(kind: Kind, names: Mapping[str, str], users: Referrers) -> str:
    what = next(iter(names.values())) if len(names) == 1 else "What could not be deleted"
    if not those_left(kind, users.links):
        return f"These go with {what}"
    return f"{what} is used by these{'' if users.is_complete else ', perhaps among others'}"


async def _choose(face: Face, title: str, choices: Sequence[Choice]) -> str | None:
    return await face.choose(title, lambda _: choices)
