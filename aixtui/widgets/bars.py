"""The one-line bars: header, kind tabs, pager, footer. Each repaints only when what it shows has changed."""

from collections.abc import Sequence
from dataclasses import dataclass

from rich.cells import cell_len
from textual.content import Content
from textual.message import Message
from textual.style import Style
from textual.widgets import Static

from aixtui.actions import AppAction, key_label
from aixtui.kindspec.cells import clean

SHORTEST_ADDRESS = 10
"""Cells in which a shortened address still says something."""


def clickable(content: Content, action: str) -> Content:
    """The content, running an action of Textual when it is clicked."""
    return content.stylize(Style.from_meta({"@click": action}))


class Bar(Static):
    """One line of content, never markup."""

    def __init__(self, content: str | Content = "", *, id: str | None = None) -> None:
        super().__init__(content, markup=False, id=id)

    def show(self, content: str | Content) -> None:
        """Show a line, unless it is the one already there."""
        line = Content(content) if isinstance(content, str) else content
        # Not `==`, which compares the text only: a tab that was chosen differs in its style.
        if not (isinstance(self.content, Content) and line.is_same(self.content)):
            self.update(line, layout=False)


class HeaderBar(Bar):
    """Which workspace this is, the address of what is shown, and where the key came from."""

    def show_workspace(self, title: str, address: str, key: str, *, is_sandbox: bool) -> None:
        """Show the three; the address is shortened in its middle, and before it goes the right one does."""
        badge = Content.styled(" SANDBOX ", "$text-warning on $warning-muted") if is_sandbox else Content("")
        name = Content.styled(" aixtui ", "bold")
        head = Content.assemble(name, badge, " ", clean(title), "  " if title and address else "")
        room = self.size.width - head.cell_length - 1
        tail = clean(key)
        if room < cell_len(tail) + 2 + min(len(address), SHORTEST_ADDRESS):
            tail = ""
        visible_address = shorten(address, room - (cell_len(tail) + 2 if tail else 0))
        space = " " * max(room - cell_len(tail) - len(visible_address), 0)
        self.show(Content.assemble(head, (visible_address, "$text-muted"), space, (tail, "dim")))


def shorten(address: str, width: int) -> str:
    """An address in so many cells, with its start and its end; empty where that would say nothing."""
    if len(address) <= width:
        return address
    if width < SHORTEST_ADDRESS:
        return ""
    end = (width - 1) // 2
    return f"{address[: width - 1 - end]}…{address[-end:]}"


class TabsBar(Bar):
    """Numbered tabs; the chosen one is reversed, so that it shows without colour."""

    @dataclass
    class Picked(Message):
        """The tab at this place, from 0, was clicked."""

        index: int

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._tabs: tuple[tuple[str, ...], int] = ((), 0)

    def show_tabs(self, labels: Sequence[str], current: int) -> None:
        """Show the tabs, cut where the line is too narrow."""
        if self._tabs != (tuple(labels), current):
            self._tabs = (tuple(labels), current)
            self._draw()

    def action_pick(self, index: int) -> None:
        self.post_message(self.Picked(index))

    def on_resize(self) -> None:
        self._draw()

    def _draw(self) -> None:
        labels, current = self._tabs
        texts = fit_tabs(labels, current, self.size.width)
        styles = ("bold reverse" if index == current else "" for index in range(len(labels)))
        tabs = [
            clickable(Content.styled(text, style), f"pick({index})")
            for index, (text, style) in enumerate(zip(texts, styles, strict=True))
        ]
        self.show(Content(" ").join(tabs))


def tab_key(index: int) -> str:
    """The digit that shows the tab at this place, from 0; empty from the eleventh on."""
    return str((index + 1) % 10) if index < 10 else ""


def fit_tabs(labels: Sequence[str], current: int, width: int) -> list[str]:
    """The tabs with a blank around each, else without, else all cut alike but the chosen one.

    The first ten are numbered by their keys: the tenth by 0. Without a width nothing is known yet, and
    nothing is cut.
    """
    texts = [f"{tab_key(index)} {label}".lstrip() for index, label in enumerate(labels)]
    wide_texts = [f" {text} " for text in texts]
    if not width or cell_len(" ".join(wide_texts)) <= width:
        return wide_texts
    sizes = [len(text) if index == current else 1 for index, text in enumerate(texts)]
    room = width - (len(sizes) - 1) - sum(sizes)
    for _ in range(room):  # a cell more for the shortest of those that are cut, from the left
        candidates = [index for index, text in enumerate(texts) if sizes[index] < len(text)]
        if not candidates:
            break
        sizes[min(candidates, key=sizes.__getitem__)] += 1
    return [text[:size].rstrip() for text, size in zip(texts, sizes, strict=True)]


class FooterBar(Bar):
    """The keys that work here, most important first, as many as fit."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._actions: tuple[tuple[AppAction, bool], ...] = ()
        self._is_typing = False

    def show_actions(self, actions: Sequence[tuple[AppAction, bool]], *, is_typing: bool) -> None:
        """Show (action, can it be done now) pairs by their place; `is_typing` hides keys that are text."""
        pairs = sorted((pair for pair in actions if pair[0].footer), key=lambda pair: pair[0].footer)
        self._actions = tuple(pair for pair in pairs if key_label(pair[0], typing=is_typing))
        self._is_typing = is_typing
        self._draw()

    def on_resize(self) -> None:
        self._draw()

    def _draw(self) -> None:
        parts = [
            (_dispensable(action, is_enabled=is_enabled), self._part(action, is_enabled=is_enabled))
            for action, is_enabled in self._actions
        ]
        while len(parts) > 1 and sum(part.cell_length + 1 for _, part in parts) > self.size.width + 1:
            parts.remove(max(parts, key=lambda pair: pair[0]))
        self.show(Content(" ").join([part for _, part in parts]))

    def _part(self, action: AppAction, *, is_enabled: bool) -> Content:
        key = Content.styled(
            f" {key_label(action, typing=self._is_typing)} ",
            "bold $footer-key-foreground" if is_enabled else "dim",
        )
        label = Content.styled(action.label, "" if is_enabled else "dim")
        run = f"app.{action.method}" if action.scope == "app" else f"screen.do({action.id!r})"
        return clickable(Content.assemble(key, label), run)


def _dispensable(action: AppAction, *, is_enabled: bool) -> tuple[bool, int]:
    """Which action leaves the footer first where room is short: the highest. Quit and the first one stay.

    What cannot be done now goes before what can.
    """
    if action.scope == "app":
        return False, {"quit": 1, "help": 2}.get(action.id, 11)
    return (False, 0) if action.footer == 1 else (not is_enabled, action.footer + 10)
