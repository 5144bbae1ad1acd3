"""A signal that ends the app: what it sets off knows of the app, whatever step it came upon."""

import signal
from contextvars import ContextVar, copy_context

from aixtui.system.end_signals import EndSignals

APP: ContextVar[str] = ContextVar("APP", default="none")


def test_the_end_is_in_the_context_in_which_it_was_asked_for() -> None:
    ended: list[tuple[str, int]] = []
    before = {number: signal.getsignal(number) for number in (signal.SIGTERM, signal.SIGALRM)}
    try:
        with EndSignals(lambda: None) as signals:

            def begin() -> None:
                APP.set("the app")
                signals.lead_to(lambda number: ended.append((APP.get(), number)))

            copy_context().run(begin)
            signal.raise_signal(signal.SIGTERM)
            signal.raise_signal(signal.SIGTERM)  # the first one counts
    finally:
        signal.alarm(0)
        for number, handler in before.items():
            signal.signal(number, handler)
    assert ended == [("the app", signal.SIGTERM)]
    assert APP.get() == "none"
