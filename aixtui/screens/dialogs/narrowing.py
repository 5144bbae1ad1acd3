"""Which choices match what is typed: those that it names stand before those that only mention it."""

from collections.abc import Iterable, Sequence

from aixtui.face import Choice


def narrowed(choices: Iterable[Choice], text: str) -> list[Choice]:
    """Those that have all the words, in their name or in what is said of them."""
    words = text.casefold().split()
    return [one for one in choices if all(word in f"{one.label} {one.note}".casefold() for word in words)]


def best_first(choices: Sequence[Choice], text: str) -> list[Choice]:
    """In each group those first whose name is nearest to what is typed; else in their order."""
    groups = {group: place for place, group in enumerate(dict.fromkeys(one.group for one in choices))}
    return sorted(choices, key=lambda one: (groups[one.group], _distance(one, text)))


def is_better(choice: Choice, other: Choice, text: str) -> bool:
    """Whether what is typed names a choice better than the other one."""
    return _distance(choice, text) < _distance(other, text)


def _distance(choice: Choice, text: str) -> int:
    """0 where a name is what is typed, 3 where it lacks a word of that."""
    label, words = choice.label.casefold(), text.casefold().split()
    wanted = " ".join(words)
    if not all(word in label for word in words):
        return 3
    return 0 if label == wanted else 1 if label.startswith(wanted) else 2
