"""A line for a path of this machine, with the rest of it shown as one types."""

from textual.actions import SkipAction
from textual.binding import Binding
from textual.suggester import Suggester

from aixtui.system.path_completion import complete_path
from aixtui.widgets.stand_ins import LINE
from aixtui.widgets.text_line import TextLine


class _Rest(Suggester):
    def __init__(self) -> None:
        super().__init__(use_cache=False, case_sensitive=True)

    async def get_suggestion(self, value: str) -> str | None:
        rest = _rest(LINE.text(value))
        return value + rest if rest else None


class PathLine(TextLine):
    """Tab takes over what is missing; where nothing is, it goes on to the next field."""

    BINDINGS = [Binding("tab", "complete", "Complete", show=False)]

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

    def action_complete(self) -> None:
        # Looked for again: the key may be there before what is shown.
        rest = _rest(self.text) if self.cursor_position == len(self.value) else ""
        if rest:
            self.replace(rest, self.cursor_position, self.cursor_position)
        else:
            raise SkipAction  # it means what it does in the other fields


def _rest(text: str) -> str:
    """What is missing of a path, if it can be shown as it is: signs in it would be read as something else."""
    rest = complete_path(text)
    return rest if rest == LINE.signs(rest) else ""
