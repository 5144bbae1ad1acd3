"""The field of a form that is typed in, and the ways from it to others."""

from collections.abc import Callable, Container, Mapping, Sequence

from aixtui.kindspec.field_groups import FieldGroup
from aixtui.kindspec.references import ids_in
from aixtui.workspace.notice import Notice


class FormMoves:
    """Goes through the fields of one form; behind the last one comes the first."""

    def __init__(
        self, groups: Sequence[FieldGroup], changed: Notice, texts: Callable[[], Mapping[str, str]]
    ) -> None:
        """`texts` are those that the fields hold now: some are there only then, and lists have places."""
        self._all_groups, self._changed, self._texts = groups, changed, texts
        self._lists = {field.name for group in groups for field in group.fields if field.is_list}
        self._places: dict[str, int] = {}
        self.current = groups[0].fields[0].name
        """The field that is being typed in."""
        self.count = 0
        """Grows when another one is to be typed in."""

    @property
    def _groups(self) -> list[list[str]]:
        texts = self._texts()
        groups = ([one.name for one in group.fields if one.applies(texts)] for group in self._all_groups)
        return [group for group in groups if group]

    @property
    def _names(self) -> list[str]:
        return [name for group in self._groups for name in group]

    @property
    def has_groups(self) -> bool:
        """Whether there is another heading to go to."""
        return len(self._groups) > 1

    def to(self, name: str) -> None:
        """Go to the field of this name."""
        self.current = name
        self.count += 1
        self._changed()

    def to_one_of(self, names: Container[str]) -> None:
        """Go to the first of some fields that is there, unless the one that is typed in is one of them."""
        there = [name for name in self._names if name in names]
        if there:
            self.to(self.current if self.current in there else there[0])

    def _lines(self, name: str) -> int:
        """What there is to go through one by one in a field that lists something."""
        return len(ids_in(self._texts()[name])) if name in self._lists else 0

    def place(self, name: str) -> int:
        """The place in a field that lists something, from 0."""
        return max(min(self._places.get(name, 0), self._lines(name) - 1), 0)

    def point(self, name: str, place: int) -> None:
        """Be at a place of a field that lists something."""
        self._places[name] = place
        self._changed()

    def by(self, steps: int) -> None:
        """Go so many fields on, or back; in one that lists something from its end."""
        place = self.place(self.current) + steps
        if 0 <= place < self._lines(self.current):
            self.point(self.current, place)
            return
        name = self._names[(self._names.index(self.current) + steps) % len(self._names)]
        self._places[name] = 0 if steps > 0 else self._lines(name) - 1
        self.to(name)

    def to_next_group(self) -> None:
        """Go to the first field below the next heading."""
        starts = self._starts
        place = self._names.index(self.current)
        self.to(self._names[next((start for start in starts if start > place), starts[0])])

    def to_previous_group(self) -> None:
        """Go to the first field below this heading; from there to that below the one before."""
        starts = self._starts
        place = self._names.index(self.current)
        self.to(self._names[next((start for start in reversed(starts) if start < place), starts[-1])])

    @property
    def _starts(self) -> list[int]:
        return [self._names.index(group[0]) for group in self._groups]
