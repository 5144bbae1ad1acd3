"""Leaving the app."""

from typing import Any

from textual.app import App

from aixtui.screens.workplace import Workplace

ASKED_SECONDS = 5
"""How long the question stands."""


class Quitting:
    """Leaves at once; where something would be lost it asks in one line, and leaves on the second time."""

    def __init__(self, app: App[Any], workplace: Workplace) -> None:
        self._app, self._workplace = app, workplace
        self._has_asked = False

    def quit(self) -> None:
        """Leave, or ask."""
        loss = self._loss()
        if not loss or self._has_asked:
            in_flight = self._workplace.session.in_flight
            in_flight.left_at_end = in_flight.number
            self._app.exit()
            return
        self._has_asked = True
        self._app.notify(f"{loss} Quit again to leave all the same.", severity="warning", markup=False)
        self._app.set_timer(ASKED_SECONDS, self._forget_question)

    def _forget_question(self) -> None:
        self._has_asked = False

    def _loss(self) -> str:
        return self._workplace.loss or self._loss_of_runs()

    def _loss_of_runs(self) -> str:
        session = self._workplace.session
        connection, number = session.connection, session.in_flight.number
        if not number or connection is None or not connection.ends_with_us:
            return ""
        return "This run ends with the sandbox." if number == 1 else f"{number} runs end with the sandbox."
