"""A line for a path of this machine, which Tab completes as shells do."""

from textual.actions import SkipAction
from textual.binding import Binding
from textual.suggester import Suggester

from aixtui.system.path_completion import PathMatches, path_matches
from aixtui.widgets.stand_ins import LINE
from aixtui.widgets.text_line import TextLine

MOST_NAMED = 12
"""Matches that are named when there are several; of more it is said how many."""


class _Rest(Suggester):
    def __init__(self) -> None:
        super().__init__(use_cache=False, case_sensitive=True)

    async def get_suggestion(self, value: str) -> str | None:
        rest = _matches(LINE.text(value)).rest
        return value + rest if rest else None


class _Round:
    """Several matches, gone through one by one."""

    def __init__(self, matches: PathMatches) -> None:
        self._matches, self._at = matches, 0

    @property
    def text(self) -> str:
        """The path that it is at."""
        return self._matches.start + self._matches.names[self._at]

    def turn(self, by: int) -> None:
        self._at = (self._at + by) % len(self._matches.names)

    @property
    def told(self) -> str:
        """All of them, as far as anybody reads them."""
        names = self._matches.names
        more = f" and {len(names) - MOST_NAMED} more" if len(names) > MOST_NAMED else ""
        return f"{len(names)} match: {', '.join(names[:MOST_NAMED])}{more}"


class PathLine(TextLine):
    """Tab takes over what all matches have in common, then one match after the other, and names them.

    Shift+Tab goes back among them. Where nothing is missing, both go to other fields.
    """

    BINDINGS = [
        Binding("tab", "complete(1)", "Complete", show=False),
        Binding("shift+tab", "complete(-1)", show=False),
    ]

    def __init__(
        self,
        text: str = "",
        *,
        placeholder: str = "",
        select_on_focus: bool = False,
        undoes: bool = True,
        id: str | None = None,
        classes: str | None = None,
    ) -> None:
        self._round: _Round | None = None
        super().__init__(
            text,
            placeholder=placeholder,
            suggester=_Rest(),
            select_on_focus=select_on_focus,
            keeps_lines=True,
            undoes=undoes,
            id=id,
            classes=classes,
        )

    def action_complete(self, by: int) -> None:
        if self._round is not None and self._round.text == self.text:
            self._round.turn(by)
            self._put(self._round.text)
            return
        # Looked for again: the key may be there before what is shown.
        is_at_end = by > 0 and self.cursor_position == len(self.value)
        matches = _matches(self.text) if is_at_end else PathMatches()
        if not matches.names:
            raise SkipAction  # it means what it does in the other fields
        if matches.rest or len(matches.names) == 1:
            self._put(matches.start + matches.common)
            return
        self._round = _Round(matches)
        self._put(self._round.text)
        self.app.notify(self._round.told, markup=False)

    def _put(self, text: str) -> None:
        self.replace(text, 0, len(self.value))

    def on_blur(self) -> None:
        self._round = None


def _matches(text: str) -> PathMatches:
    """Those that can be shown as they are: signs in a name would be read as something else."""
    matches = path_matches(text)
    return matches._replace(names=tuple(name for name in matches.names if name == LINE.signs(name)))
