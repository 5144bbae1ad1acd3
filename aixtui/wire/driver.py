"""Textual's driver for Linux and macOS, with a filter before its parser."""

import os
import select
import termios
from contextlib import suppress
from functools import partial
from threading import Thread, current_thread
from time import monotonic
from typing import Any

from textual.constants import DISABLE_KITTY_KEY, ESCAPE_DELAY
from textual.drivers.linux_driver import LinuxDriver

from aixtui.system.launch_screen import ENTER, LaunchScreen
from aixtui.wire.background import QUERY, BackgroundTold, is_dark
from aixtui.wire.input_filter import InputFilter
from aixtui.wire.letter_places import LetterTold, with_alternates
from aixtui.wire.notice import NOTICE_TITLE
from aixtui.wire.sequences import ESCAPE
from aixtui.wire.shown_lines import ShownLines

_KITTY_ESCAPE = "\x1b[27u"
"""Escape so spelled that what comes after it cannot make a longer sequence of it."""
_POP_KITTY_KEYS = "\x1b[<u"
"""So that they are not asked for twice: they are kept on a stack."""
_POLL_SECONDS = 0.1
_READ_SIZE = 65_536
_MOST_PARSER_ERRORS = 100
"""After so many it is not the input that is at fault, but the parser: then the app ends."""
_HANGUP = 129
_NOTICE_SECONDS = 10


class FilteringDriver(LinuxDriver):
    """Reads the terminal itself, and lets Textual's parser read what the filter passes on.

    The parser reads from `fileno`. In its thread that is a pipe; for all others it is the terminal.
    """

    _parser: Thread | None = None
    _pipe = -1
    _filter: InputFilter | None = None
    """Outlives a stop: a paste may be under way."""
    _has_asked = False
    _is_suspending = _is_flushing = _is_entering = _is_there = False
    _entry: list[str]
    """What is sent to take the terminal."""
    _modes: list[Any] | None = None
    """Those of the terminal while it is ours."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._shown_lines = ShownLines()

    @property
    def fileno(self) -> int:
        """The descriptor of the terminal, or for the parser what it is to read instead.

        For who would flush the terminal at a stop there is none: the begin of a paste would go with it.
        """
        if current_thread() is self._parser:
            return self._pipe
        return -1 if self._is_flushing else self._terminal

    @fileno.setter
    def fileno(self, number: int) -> None:
        self._terminal = number

    def start_application_mode(self) -> None:
        """Take the terminal, and keep what that takes."""
        launch_screen: LaunchScreen | None = getattr(self._app, "launch_screen", None)
        if launch_screen is not None and launch_screen.is_taken:  # the app comes back to its terminal
            launch_screen = None
        self._is_there = launch_screen is not None and launch_screen.is_painted
        self._shown_lines.take_for_shown(launch_screen.take() if launch_screen is not None else ())
        self._entry, self._is_entering = [], True
        try:
            super().start_application_mode()  # type: ignore[no-untyped-call]
        finally:
            self._is_entering = False
        if launch_screen is not None:
            self.attrs_before = launch_screen.modes
        with suppress(termios.error):
            self._modes = termios.tcgetattr(self._terminal)
        if not self._has_asked and getattr(self._app, "follows_background", False):
            self._has_asked = True
            super().write(QUERY)
            self.flush()

    def write(self, data: str) -> None:
        """Send to the terminal."""
        if self._is_entering:
            data = with_alternates(data)
            self._entry.append(data)
            if self._is_there:
                data = data.replace(ENTER, "")
        if data := self._shown_lines.unseen(data):
            super().write(data)

    def forget_screen(self) -> None:
        """Send the next frame whole: what the terminal shows may have changed."""
        self._shown_lines.forget()

    def take_again(self) -> None:
        """Set up a terminal that others may have changed; at no time does it act on what is typed."""
        if self._modes is not None:
            with suppress(termios.error):
                termios.tcsetattr(self._terminal, termios.TCSANOW, self._modes)
        self.forget_screen()
        self.write(_POP_KITTY_KEYS + "".join(self._entry))
        self.flush()

    def suspend_application_mode(self) -> None:
        """Leave the terminal to others for a time."""
        self._is_suspending = True
        try:
            super().suspend_application_mode()
        finally:
            self._is_suspending = False

    def disable_input(self) -> None:
        """Stop reading the terminal."""
        self._is_flushing = self._is_suspending
        try:
            super().disable_input()
        finally:
            self._is_flushing = False

    def run_input_thread(self) -> None:
        """Filter what the terminal sends until the driver stops."""
        self._pipe, filtered = os.pipe()
        os.set_blocking(filtered, False)
        self._parser_errors: list[Exception] = []
        self._parser = Thread(target=self._parse, name="aixtui-parser")
        self._parser.start()
        try:
            self._read_terminal(filtered)
        finally:
            os.close(filtered)
            self._parser.join()
            os.close(self._pipe)

    def _parse(self) -> None:
        while not self.exit_event.is_set():
            try:
                super().run_input_thread()
            except Exception as error:  # a parser that failed would leave the app without keys
                self._parser_errors.append(error)
                if len(self._parser_errors) > _MOST_PARSER_ERRORS:
                    return
                self._tell("The terminal sent something that cannot be read; it was dropped.")

    def _read_terminal(self, filtered: int) -> None:
        if self._filter is None:
            escape = ESCAPE if DISABLE_KITTY_KEY else _KITTY_ESCAPE
            self._filter = InputFilter(self._tell, escape, ESCAPE_DELAY, self._on_answer, self._on_place)
        input_filter = self._filter
        while not self.exit_event.is_set():
            if len(self._parser_errors) > _MOST_PARSER_ERRORS:
                raise self._parser_errors[-1]
            wait = min(_POLL_SECONDS, input_filter.wait_seconds or _POLL_SECONDS)
            if not select.select([self._terminal], [], [], wait)[0]:
                self._pass_on(input_filter.tick(monotonic()), filtered)
            elif data := self._read():
                self._pass_on(input_filter.feed(data, monotonic()), filtered)
            else:
                self._app.call_later(self._app.exit, None, _HANGUP)
                return

    def _read(self) -> bytes:
        try:
            return os.read(self._terminal, _READ_SIZE)
        except OSError:  # the terminal has gone
            return b""

    def _pass_on(self, text: str, filtered: int) -> None:
        data = text.encode()
        while data and not self.exit_event.is_set():
            if select.select([], [filtered], [], _POLL_SECONDS)[1]:
                data = data[os.write(filtered, data) :]

    def _on_answer(self, answer: str) -> None:
        found = is_dark(answer)
        if found is not None:
            self.send_message(BackgroundTold(is_dark=found))

    def _on_place(self, letter: str, latin: str) -> None:
        self.send_message(LetterTold(letter, latin))

    def _tell(self, text: str) -> None:
        notify = partial(self._app.notify, text, title=NOTICE_TITLE, severity="warning")
        self._app.call_later(partial(notify, timeout=_NOTICE_SECONDS, markup=False))
