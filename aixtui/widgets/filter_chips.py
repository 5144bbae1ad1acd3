"""The filters that hold, as chips; a click on one takes it away."""

from collections.abc import Sequence

from textual.content import Content

from aixtui.catalog.cells import clean
from aixtui.widgets.bars import Bar, clickable


class FilterChips(Bar):
    """As many chips as fit; the rest is counted."""

    def show_filters(self, filters: Sequence[tuple[str, str]], room: int) -> None:
        """Show (name, value) pairs in at most `room` cells."""
        chips: list[Content] = []
        used = 0
        for index, (name, value) in enumerate(filters):
            chip = clickable(
                Content.styled(f" {name}:{clean(value)} x ", "$text-accent on $accent-muted"),
                f"screen.drop_filter({index})",
            )
            if used + chip.cell_length + 1 > room - 4:
                chips.append(Content(f"+{len(filters) - index}"))
                break
            chips.append(chip)
            used += chip.cell_length + 1
        line = Content(" ").join(chips)
        self.styles.width = line.cell_length + 1 if chips else 0
        self.show(line)
