"""A copy that the server makes by itself."""

from aixtui.asking import prompt_until
from aixtui.editing.ongoing import Ongoing
from aixtui.editing.original import Original, read_original
from aixtui.face import Choice
from aixtui.kindspec.cells import clean
from aixtui.kindspec.kind import Kind
from aixtui.kindspec.plain_text import counted

_SHARED, _COPIED = "shared", "copied"


class Duplicating:
    """Asks what is to be copied and for a name, and has the server do it."""

    def __init__(self, ongoing: Ongoing) -> None:
        self._ongoing, self._session, self._face = ongoing, ongoing.session, ongoing.face

    async def duplicate(self, kind: Kind, resource_id: str) -> None:
        """Make a copy, which is a draft; its members are copied or shared."""
        try:
            with self._ongoing.busy(f"loading the {kind.id}"):
                original = await self._session.read(lambda ws: read_original(ws, kind, resource_id))
        except Exception as error:
            self._face.problem(error)
            return
        members = _SHARED
        if count := len(kind.members(original.resource)):
            answer = await self._ask_for_members(kind, original, count)
            if answer is None:
                return
            members = answer

        async def duplicate(copy_name: str) -> str | None:
            return await self._send(kind, original, copy_name, with_members=members == _COPIED)

        title = f"Duplicate {clean(original.resource.name)}: the name of the copy"
        await prompt_until(self._face, title, original.copy_name, duplicate, yes="Duplicate")

    async def _ask_for_members(self, kind: Kind, original: Original, count: int) -> str | None:
        choices = (
            Choice(_SHARED, f"Without its {kind.plural}", "both work with the same ones"),
            Choice(_COPIED, f"With its {kind.plural}", "the duplicate works with copies"),
        )
        others = counted(count, kind.id, kind.plural)
        title = f"Duplicate {clean(original.resource.name)}, which works with {others}"
        return await self._face.choose(title, lambda _: choices)

    async def _send(self, kind: Kind, original: Original, name: str, *, with_members: bool) -> str | None:
        """Why there is no duplicate; None where there is one, or nobody knows."""
        with self._ongoing.busy(f"making {clean(name)}"):
            try:
                copy = await self._session.write(
                    lambda ws: ws.duplicate(original.resource, name, with_members=with_members)
                )
            except Exception as error:
                problem = self._ongoing.show_problem(error)
                # Where there may be one, to ask again would make another one.
                return None if problem.outcome_unknown else problem.sentence
        self._face.tell(f"Made {clean(copy.name)}, which is a draft.")
        self._ongoing.subject.on_saved(kind, copy)
        return None
