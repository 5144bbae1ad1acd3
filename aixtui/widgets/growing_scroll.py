"""A part that grows at its end, which is kept in sight for as long as one is there."""

from textual.containers import VerticalScroll

from aixtui.bindings import bindings_for
from aixtui.running.live_run import LiveRun


class GrowingScroll(VerticalScroll):
    """Scrolled up, it stays; back at the end, it follows again."""

    BINDINGS = bindings_for("live")

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._live: LiveRun | None = None
        self._is_following = False

    def show(self, live: LiveRun) -> None:
        """What it shows belongs to this run."""
        if live is not self._live:
            self._live, self._is_following = live, False
        if live.is_followed and not self._is_following:
            self.anchor()
        self._is_following = live.is_followed

    @property
    def has_more_below(self) -> bool:
        """Whether lines below are out of sight."""
        return not self.is_vertical_scroll_end

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        super().watch_scroll_y(old_value, new_value)
        if self._live is None:
            return
        if self.is_vertical_scroll_end:
            self._live.keep_up()
        elif new_value < old_value:
            self.release_anchor()
            self._live.keep_up(is_on=False)
