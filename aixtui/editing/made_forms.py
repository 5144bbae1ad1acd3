"""The form of what is made of another resource, as a tool is of an integration: one for all ways to it."""

from aixtui.editing.form import Form
from aixtui.editing.ongoing import Ongoing
from aixtui.face import Choice
from aixtui.kinds import find_kind
from aixtui.kindspec.cells import clean
from aixtui.kindspec.kind import Kind, MadeOf, Making, Resource


class MadeForms:
    """Opens none, and sends nothing: it reads what there is to be made of, and has a way chosen."""

    def __init__(self, ongoing: Ongoing) -> None:
        self._ongoing, self._session, self._face = ongoing, ongoing.session, ongoing.face

    async def form_of(self, making: Making, source_id: str, known_way: str = "") -> Form | None:
        """An empty form; None where the user wants none of the ways. One that is known is not asked for.

        Raises whatever reading the source does.
        """
        of = source_of(making)
        with self._ongoing.busy(f"loading the {of.id}"):
            source = await self._session.read(lambda ws: ws.get(of, source_id))
        way = known_way if known_way in making.ways(source) else await self._way(making, source)
        if way is None:
            return None
        kind = making.kind(source, way)
        return Form(self._session, kind._replace(made_of=MadeOf(source_id, way)), None)

    async def _way(self, making: Making, source: Resource) -> str | None:
        choices = [Choice(way, making.way_word(way)) for way in making.ways(source)]
        if len(choices) == 1:
            return choices[0].id
        return await self._face.choose(f"How to connect {clean(source.name)}", lambda _: choices)


def source_of(making: Making) -> Kind:
    """The kind of what it is made of."""
    of = find_kind(making.of)
    assert of is not None, "a kind of ours"
    return of
