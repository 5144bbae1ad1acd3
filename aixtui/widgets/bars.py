"""The one-line bars: header, kind tabs, pager, footer. Each repaints only when what it shows has changed."""

from collections.abc import Sequence
from dataclasses import dataclass

from rich.cells import cell_len
from textual.content import Content
from textual.message import Message
from textual.style import Style
from textual.widgets import Static

from aixtui.actions import AppAction
from aixtui.app_action import key_label
from aixtui.key_names import tab_key
from aixtui.kindspec.cells import clean
from aixtui.settings.read_only import Mode

MORE_LEFT, MORE_RIGHT = "‹", "›"
TRAIL = f" {MORE_RIGHT} "
GAP = "  "
PART_GAP, GROUP_GAP = " ", " │"
LAST_FIXED = 2
"""Rank of the last of the actions that stand in a footer whatever else there is."""
READ_ONLY: dict[Mode, tuple[str, str]] = {
    "no": ("", ""),
    "yes": ("READ-ONLY", "RO"),
    "except-runs": ("READ-ONLY+RUNS", "RO+RUNS"),
}
"""What the header says of what is refused: where there is room, and where there is little."""
MORE_CELLS = 2
"""Before and behind the tabs, for the signs that there are more."""


def clickable(content: Content, action: str) -> Content:
    """The content, running an action of Textual when it is clicked."""
    return content.stylize(Style.from_meta({"@click": action}))


class Bar(Static):
    """One line of content, never markup."""

    auto_links = False
    """What can be clicked looks as its content says."""

    def __init__(self, content: str | Content = "", *, id: str | None = None) -> None:
        super().__init__(content, markup=False, id=id)

    def show(self, content: str | Content) -> None:
        """Show a line, unless it is the one already there."""
        line = Content(content) if isinstance(content, str) else content
        # Not `==`, which compares the text only: a tab that was chosen differs in its style.
        if not (isinstance(self.content, Content) and line.is_same(self.content)):
            self.update(line, layout=False)


class HeaderBar(Bar):
    """Where the user is: workspace, kind, resource, what is done with it; on the right the key's source."""

    def show_place(
        self,
        place: str,
        crumbs: Sequence[str],
        key: str,
        *,
        is_sandbox: bool,
        tint: str = "",
        read_only: Mode = "no",
        counts: Sequence[str] = (),
        changed: str = "",
    ) -> None:
        """Show them. Where room is short the key goes first, then the `counts`, what is `changed`, the
        place, and crumbs.

        A place with a `tint`, which is a role, stays: it is there to be seen. What is said of `read_only`
        stays too; before a crumb goes it is said in short.
        """
        badge = Content.styled(" SANDBOX ", "bold $warn on $badge") if is_sandbox else Content("")
        if place and tint:
            badge, place = Content.styled(f" {clean(place)} ", f"bold reverse ${tint}"), ""
        crumbs = [clean(crumb) for crumb in crumbs]
        names = [clean(place), *crumbs] if place else crumbs
        head = Content.assemble(Content.styled(" aixtui ", "bold $name"), badge)
        room = self.size.width - head.cell_length - 1
        refused = _read_only_badge(read_only, room - _trail_cells(crumbs))
        head, room = head + refused, room - refused.cell_length
        trail = _trail(names, room)
        parts = [part for part in (changed, *counts, clean(key)) if part]
        while parts and room - trail.cell_length - cell_len(GAP.join(parts)) < len(GAP):
            parts.pop()
        space = room - trail.cell_length - cell_len(GAP.join(parts)) if parts else 0
        shown = [Content.styled(part, "$warn" if part in (changed, *counts) else "$quiet") for part in parts]
        self.show(Content.assemble(head, trail, " " * space, Content(GAP).join(shown)))


def _read_only_badge(mode: Mode, room: int) -> Content:
    """Reversed, so that it is told apart without colour; in short where there is no room for all of it."""
    long, short = (f" {words} " if words else "" for words in READ_ONLY[mode])
    return Content.styled(long if len(long) <= room else short, "bold reverse $warn")


def _trail_cells(names: Sequence[str]) -> int:
    return sum(cell_len(name) + cell_len(TRAIL) for name in names)


def _trail(names: Sequence[str], room: int) -> Content:
    """The names behind each other, the last one bright; those that there is no room for are left out."""
    names = list(names)
    while len(names) > 1 and _trail_cells(names) > room:
        del names[0]
    if not names:
        return Content("")
    *before, last = names
    quiet = [Content.styled(name, "$quiet") for name in before]
    left = room - sum(name.cell_length + cell_len(TRAIL) for name in quiet) - cell_len(TRAIL)
    whole = Content.styled(last, "bold $name").truncate(max(left, 1), ellipsis=True)
    mark = Content.styled(TRAIL, "$faint")
    return mark + mark.join([*quiet, whole])


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
        """Show the tabs, as many as there is room for around the chosen one."""
        if self._tabs != (tuple(labels), current):
            self._tabs = (tuple(labels), current)
            self._draw()

    def action_pick(self, index: int) -> None:
        self.post_message(self.Picked(index))

    def on_resize(self) -> None:
        self._draw()

    def _draw(self) -> None:
        labels, current = self._tabs
        texts = [f"{tab_key(index)} {label}".strip() for index, label in enumerate(labels)]
        seen = visible_tabs([cell_len(text) + 2 for text in texts], current, self.size.width)
        before = self._more(MORE_LEFT, current - 1) if seen.start else Content(" ")
        after = self._more(MORE_RIGHT, current + 1) if seen.stop < len(texts) else Content("")
        tabs = [self._tab(texts[index], index) for index in seen]
        self.show(Content.assemble(before, *tabs, after))

    def _more(self, sign: str, index: int) -> Content:
        """The sign that there are more; a click goes one on."""
        return clickable(Content.styled(sign, "$key"), f"pick({index})")

    def _tab(self, text: str, index: int) -> Content:
        if index == self._tabs[1]:
            return clickable(Content.styled(f" {text} ", "bold $key reverse"), f"pick({index})")
        key, _, label = text.rpartition(" ") if text[:1].isdigit() else ("", "", text)
        content = Content.assemble(" ", (f"{key} " if key else "", "$faint"), (label, "$quiet"), " ")
        return clickable(content, f"pick({index})")


def visible_tabs(widths: Sequence[int], current: int, width: int) -> range:
    """The tabs, of these widths in cells, that are seen with the chosen one among them.

    A cell on each side is kept for the signs that there are more. Without a width nothing is known yet, and
    nothing is left out.
    """
    start, end = 0, len(widths)
    while width and sum(widths[start:end]) + MORE_CELLS > width and end - start > 1:
        if end - 1 > current:
            end -= 1
        else:
            start += 1
    return range(start, end)


class FooterBar(Bar):
    """The keys that work now, in groups: what leads elsewhere, what does something, on the right the app's.

    Those that rank highest stay where room is short.
    """

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._actions: tuple[AppAction, ...] = ()
        self._foremost: tuple[str, ...] = ()
        self._is_typing = False
        self._keys: Sequence[tuple[str, str]] = ()

    def show_actions(
        self,
        actions: Sequence[AppAction],
        *,
        is_typing: bool,
        foremost: tuple[str, ...] = (),
        keys: Sequence[tuple[str, str]] = (),
    ) -> None:
        """Show actions that can be done now; `is_typing` hides keys that are text.

        `keys` are those of what has the focus, each with what it does: no action has them then.

        What is `foremost` now comes before all others, also what has no place at other times.
        """
        self._foremost, self._is_typing, self._keys = foremost, is_typing, keys
        there = [one for one in actions if one.footer or one.id in foremost]
        taken = {"", *(key for key, _ in keys)}  # what has no key now, and whose key means something else
        free = (one for one in there if key_label(one, typing=is_typing) not in taken)
        self._actions = tuple(sorted(free, key=self._rank))
        self._draw()

    def _rank(self, action: AppAction) -> tuple[int, int]:
        """The lower, the longer it stays; what is foremost stands behind help, quit and what comes first."""
        if action.id in self._foremost:
            return LAST_FIXED, 1 + self._foremost.index(action.id)
        return action.footer, 0

    def on_resize(self) -> None:
        self._draw()

    def _draw(self) -> None:
        groups: list[list[Content]] = [[], [], [], []]
        for key, does in self._keys:
            groups[0].append(Content.assemble((f" {key} ", "bold $key"), (does, "$quiet")))
        left = self.size.width - Content(PART_GAP).join(groups[0]).cell_length
        for action in self._actions:
            part, group = self._part(action), groups[self._group(action)]
            gap = PART_GAP if group else GROUP_GAP if any(groups) else ""
            needed = part.cell_length + len(gap)
            if needed <= left or not any(groups):
                group.append(part)
                left -= needed
        *lines, app = [Content(PART_GAP).join(group) for group in groups]
        line = Content.styled(GROUP_GAP, "$faint").join([line for line in lines if line])
        space = max(self.size.width - line.cell_length - app.cell_length, 0)
        self.show(Content.assemble(line, " " * space, app))

    def _group(self, action: AppAction) -> int:
        if action.scope == "app":
            return 3
        return 0 if action.id in self._foremost else 1 if action.looks else 2

    def _part(self, action: AppAction) -> Content:
        key = Content.styled(f" {key_label(action, typing=self._is_typing)} ", "bold $key")
        run = f"app.{action.method}" if action.scope == "app" else f"screen.do({action.id!r})"
        return clickable(Content.assemble(key, (action.label.lower(), "$quiet")), run)
