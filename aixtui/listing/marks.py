"""Marked rows: they are known by their ids and stay marked on other pages."""

from collections.abc import Iterable, Iterator, Sequence

from aixtui.workspace.notice import Notice
from aixtui.workspace.rows import Row


class Marks:
    """The marked rows in the order they were marked."""

    def __init__(self, changed: Notice) -> None:
        self._changed = changed
        self._rows: dict[str, Row] = {}
        self._anchor = ""
        """Id of the row that was marked last, where a range begins."""

    def __len__(self) -> int:
        return len(self._rows)

    def __contains__(self, row_id: str) -> bool:
        return row_id in self._rows

    def __iter__(self) -> Iterator[str]:
        return iter(self._rows)

    @property
    def rows(self) -> tuple[Row, ...]:
        """The marked rows."""
        return tuple(self._rows.values())

    def toggle(self, row: Row) -> None:
        """Mark a row, or take its mark away."""
        self._anchor = row.id
        self.invert([row])

    def add(self, rows: Iterable[Row]) -> None:
        """Mark rows; those that are marked stay so."""
        for row in rows:
            self._rows.setdefault(row.id, row)
        self._changed()

    def extend_to(self, row: Row, rows: Sequence[Row]) -> None:
        """Mark `rows` from the one marked last to this one; this one alone where that is elsewhere."""
        ids = [one.id for one in rows]
        first = ids.index(self._anchor) if self._anchor in ids else ids.index(row.id)
        low, high = sorted((first, ids.index(row.id)))
        self._anchor = row.id
        self.add(rows[low : high + 1])

    def invert(self, rows: Iterable[Row]) -> None:
        """Mark the rows that are not marked and the other way round; all others stay as they are."""
        for row in rows:
            if self._rows.pop(row.id, None) is None:
                self._rows[row.id] = row
        self._changed()

    def remove(self, row_ids: Iterable[str]) -> None:
        """Take the marks of these rows away, where they have one."""
        for row_id in row_ids:
            self._rows.pop(row_id, None)
        self._changed()

    def renew(self, rows: Iterable[Row], former: Iterable[Row]) -> None:
        """These rows came in the place of `former` ones: the marks that stay are theirs. Tells nobody."""
        new, gone = {row.id: row for row in rows}, {row.id for row in former}
        self._rows = {
            name: new.get(name, row) for name, row in self._rows.items() if name in new or name not in gone
        }

    def replace(self, rows: Iterable[Row]) -> None:
        """Mark these rows and no others."""
        self._rows = {row.id: row for row in rows}
        self._anchor = ""
        self._changed()
