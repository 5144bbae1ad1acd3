"""A difference of fields: lines that go with a minus, lines that come with a plus, their new words marked."""

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

from textual.content import Content

from aixtui.face import FieldChange
from aixtui.widgets.stand_ins import BLOCK
from aixtui.widgets.word_diff import changed_words

GOES, COMES = "-", "+"
"""The signs before a line."""
_STYLES = {GOES: "$bad", COMES: "$good"}
CONTEXT = 2
"""Lines that are shown as they were, before and behind those that change."""


def diff(changes: Sequence[FieldChange]) -> Content:
    """Show what happens to each field: what changes, and a little of what stands around it."""
    lines: list[Content] = []
    for change in changes:
        lines.append(Content.styled(change.label, "bold"))
        for old, new in blocks_of(change):
            lines += old if old is new else [*old, *new]
    return Content("\n").join(lines)


def blocks_of(change: FieldChange) -> Iterator[tuple[Sequence[Content], Sequence[Content]]]:
    """The lines that go with those that come in their place; twice the same where nothing changes.

    Only whole lines are matched: to look for similar ones takes seconds for some hundred.
    """
    before, after = shown_lines(change.before), shown_lines(change.after)
    steps = SequenceMatcher(None, before, after).get_opcodes()
    for place, (tag, start, end, new_start, new_end) in enumerate(steps):
        if tag == "equal":
            head, tail = CONTEXT * (place > 0), CONTEXT * (place < len(steps) - 1)
            same = [*_unchanged(before[start:end], head, tail)]
            yield same, same
        else:
            old, new = before[start:end], after[new_start:new_end]
            pairs = [changed_words(*pair) for pair in zip(old, new, strict=False)]
            yield (
                [*_changed(GOES, old, [pair[0] for pair in pairs])],
                [*_changed(COMES, new, [pair[1] for pair in pairs])],
            )


def shown_lines(text: str) -> list[str]:
    """The lines of a text, none of an empty one, with a sign for each character that would not be seen."""
    return BLOCK.signs(text).split("\n") if text else []


def unchanged_line(line: str) -> Content:
    """A line that both have."""
    return Content.styled(f"  {line}", "dim")


def changed_line(sign: str, line: Content) -> Content:
    """A line that goes or comes."""
    return (Content(f"{sign} ") + line).stylize_before(_STYLES[sign])


def lines_left_out(count: int) -> Content:
    """What stands in the place of lines that both have."""
    return Content.styled(f"  … {count:,} lines as they were …", "dim italic")


def _unchanged(lines: list[str], head: int, tail: int) -> Iterator[Content]:
    left_out = len(lines) - head - tail
    if left_out <= 1:  # to say so takes a line as well
        yield from map(unchanged_line, lines)
        return
    yield from map(unchanged_line, lines[:head])
    yield lines_left_out(left_out)
    yield from map(unchanged_line, lines[len(lines) - tail :])


def _changed(sign: str, lines: list[str], marked: Sequence[Content]) -> Iterator[Content]:
    for content in [*marked, *map(Content, lines[len(marked) :])]:
        yield changed_line(sign, content)
