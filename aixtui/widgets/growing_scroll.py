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
        self._follow()

    def _follow(self) -> None:
        """Keep the end in sight, if that is wanted; what is lower than this begins at the top."""
        is_wanted = self._live is not None and self._live.is_followed
        is_higher = self.virtual_size.height > self.container_size.height
        if is_wanted and is_higher and not self._is_following:
            self.anchor()
        elif not is_higher and self._is_following:
            self.anchor(anchor=False)
            self.scroll_home(animate=False, immediate=True)
        self._is_following = is_wanted and is_higher

    def watch_virtual_size(self) -> None:
        self._follow()

    def on_resize(self) -> None:
        self._follow()

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
