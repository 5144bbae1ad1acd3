"""Whether a screen is there: results for one that has gone are dropped here, and nowhere else."""

from collections.abc import Callable
from typing import Any, TypeVar
from weakref import WeakMethod, ref

from textual import events, on
from textual.screen import Screen

from aixtui.workspace.notice import Notice

T = TypeVar("T")


def is_present(screen: Screen[Any]) -> bool:
    """Whether a screen has its widgets, and was not left: work that outlives it may want to draw on it."""
    is_ready = screen.is_running and screen.is_mounted and screen.is_attached and bool(screen.children)
    return is_ready and screen in screen.app.screen_stack


def when_present(screen: Screen[Any], draw: Callable[[], None]) -> None:
    """Draw what has come, unless the screen was left meanwhile."""
    if is_present(screen):
        draw()


@on(events.ScreenResume)
def be_first_seen(screen: Screen[Any], event: events.ScreenResume) -> None:
    """Spare a screen that is seen the first time what Textual does whenever one is seen.

    Its widgets have just found their styles. Messages are hidden later, if there are none: that would lay
    all of it out and paint it once more.
    """
    event.refresh_styles = screen.stack_updates > 0
    if not event.refresh_styles:
        screen.query("ToastRack").set(display=False)


def follow(screen: Screen[Any], notice: Notice, draw: Callable[[], None]) -> None:
    """Draw whenever an object says that it has changed, for as long as the screen is there."""
    notice.listen(lambda: when_present(screen, draw))


def follow_while_alive(screen: Screen[Any], notice: Notice, draw: Callable[[], None]) -> None:
    """As `follow`, with a method of the screen, for a notice that outlives it and must not keep it."""
    there, method = ref(screen), WeakMethod(draw)

    def listener() -> None:
        alive, draw_now = there(), method()
        if alive is None or draw_now is None:
            notice.forget(listener)
        else:
            when_present(alive, draw_now)

    notice.listen(listener)


def finish(screen: Screen[T], result: T) -> None:
    """End a screen with a result, and with it the dialogs opened above it; later calls do nothing.

    `dismiss` alone pops whatever is on top, and fails the second time.
    """
    app = screen.app
    if screen not in app.screen_stack:
        return
    while app.screen is not screen:
        app.pop_screen()
    screen.dismiss(result)
