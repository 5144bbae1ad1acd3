"""What uses a resource: found before it is deleted, and each to be opened from there."""

from collections.abc import Sequence

from aixtui.editing.ongoing import Ongoing
from aixtui.editing.referrers import Referrers, referrers
from aixtui.editing.related import Related
from aixtui.face import Choice, Face
from aixtui.kindspec.cells import clean
from aixtui.kindspec.kind import Kind, Resource
from aixtui.workspace.session import AppSession

NOBODY = Referrers((), is_complete=True)
_GO_ON = "go on"


class Users:
    """Looks for them, and shows them as links."""

    def __init__(self, session: AppSession, face: Face, ongoing: Ongoing, related: Related) -> None:
        self._session, self._face, self._ongoing, self._related = session, face, ongoing, related

    async def find(self, kind: Kind, ids: Sequence[str]) -> Referrers:
        """Who uses one of these; what cannot be found out keeps nobody from deleting them."""
        try:
            with self._ongoing.busy("looking for what uses it"):
                return await self._session.read(lambda ws: referrers(ws, kind, ids))
        except Exception as error:
            self._face.problem(error)
            return NOBODY

    async def show(
        self, kind: Kind, resource: Resource, users: Referrers, *, go_on: str = ""
    ) -> Referrers | None:
        """Have them opened, one after the other, until the user wants no more.

        With `go_on`, which says what for, it may be gone on with: then those that use it by then come back.
        """
        face, name = self._face, clean(resource.name)
        while any(map(self._related.can_open, users.links)):
            more = "" if users.is_complete else ", perhaps among others"
            choices = [
                Choice(str(place), link.label, link.kind)
                for place, link in enumerate(users.links)
                if self._related.can_open(link)
            ]
            if go_on:
                choices.append(Choice(_GO_ON, go_on, group=_GO_ON))
            chosen = await _choose(face, f"{name} is used by these{more}", choices)
            if chosen is None:
                return None
            if chosen == _GO_ON:
                return users
            await self._related.open(face, users.links[int(chosen)])
            users = await self.find(kind, [resource.id])  # it may have been taken out there
        return users


async def _choose(face: Face, title: str, choices: Sequence[Choice]) -> str | None:
    return await face.choose(title, lambda _: choices)
