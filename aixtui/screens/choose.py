"""A dialog to pick from a list that narrows as you type."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from aixtui.bindings import bindings_for
from aixtui.screens.finishing import Finishing


class Offer(NamedTuple):
    """One thing to pick."""

    id: str
    label: str
    note: str = ""
    chosen: bool = False


class Choose(Finishing, ModalScreen[str | None]):
    """Ends with the id that was picked; with `toggle` it stays open and hands each pick over instead.

    `offers` is asked anew for every text typed, so that the text itself can become an offer.
    """

    BINDINGS = [
        *bindings_for("dialog"),
        Binding("down", "highlight(1)", show=False),
        Binding("up", "highlight(-1)", show=False),
    ]

    def __init__(
        self,
        title: str,
        offers: Callable[[str], Sequence[Offer]],
        *,
        toggle: Callable[[str], None] | None = None,
        note: str = "",
    ) -> None:
        super().__init__()
        self._heading, self._offers, self._toggle, self._note = title, offers, toggle, note
        self._listed: list[Offer] = []

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog -wide"):
            yield Static(self._heading, markup=False, classes="dialog--title")
            yield Input(compact=True, placeholder="type to narrow", classes="dialog--input")
            yield OptionList(classes="dialog--options", markup=False, compact=True)
            if self._note:
                yield Static(self._note, markup=False, classes="form--help")
            yield Static(self.closing, markup=False, classes="form--help")

    @property
    def closing(self) -> str:
        """The keys, as the last line says them."""
        return "Enter switches one on or off, Esc closes." if self._toggle else "Enter picks, Esc cancels."

    def on_mount(self) -> None:
        self.query_one(OptionList).can_focus = False
        self.query_one(Input).focus()
        self.list_anew()

    @property
    def pointed(self) -> Offer | None:
        """The offer that is highlighted."""
        at = self.query_one(OptionList).highlighted
        return self._listed[at] if at is not None and at < len(self._listed) else None

    @on(Input.Changed)
    def _narrowed(self) -> None:
        self.list_anew()

    def list_anew(self, at: int = 0) -> None:
        """List what is offered for the text now. The highlight follows its offer, else goes to place `at`."""
        text = self.query_one(Input).value
        words = text.casefold().split()
        listed = [
            offer
            for offer in self._offers(text.strip())
            if all(word in f"{offer.label} {offer.note}".casefold() for word in words)
        ]
        options, before = self.query_one(OptionList), self.pointed
        self._listed = listed
        options.clear_options()
        options.add_options([Option(_line(offer, many=self._toggle is not None)) for offer in listed])
        if listed:
            places = [place for place, offer in enumerate(listed) if before and offer.id == before.id]
            options.highlighted = places[0] if places else min(at, len(listed) - 1)

    def action_highlight(self, by: int) -> None:
        options = self.query_one(OptionList)
        if self._listed:
            options.highlighted = ((options.highlighted or 0) + by) % len(self._listed)

    @on(Input.Submitted)
    def _submitted(self) -> None:
        self._pick(self.query_one(OptionList).highlighted)

    @on(OptionList.OptionSelected)
    def _clicked(self, event: OptionList.OptionSelected) -> None:
        self._pick(event.option_index)

    def _pick(self, index: int | None) -> None:
        if index is None or index >= len(self._listed):
            return
        picked = self._listed[index].id
        if self._toggle is None:
            self.finish(picked)
            return
        self._toggle(picked)
        self.list_anew()
        self.query_one(Input).select_all()  # what is typed next looks for another one

    def action_back(self) -> None:
        self.finish(None)


def _line(offer: Offer, *, many: bool) -> Content:
    mark = ("[x] " if offer.chosen else "[ ] ") if many else ("* " if offer.chosen else "  ")
    note = (f"  {offer.note}", "dim") if offer.note else ""
    return Content.assemble((mark, "bold $text-accent" if offer.chosen else "dim"), offer.label, note)
