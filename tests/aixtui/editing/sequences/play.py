"""Sequences of moves by their seeds; one that fails is made as short as it goes."""

from collections.abc import Sequence
from random import Random
from typing import NamedTuple

from tests.aixtui.editing.sequences.player import Player
from tests.aixtui.editing.sequences.server import Killed
from tests.aixtui.editing.sequences.window import JournalFile

MOVES = {
    "type": 40, "undo": 6, "revert": 6, "pause": 12, "change_on_server": 8, "save": 14, "leave": 6, "kill": 8,
    "edit": 2, "bring_back": 2,
}  # fmt: skip
"""How likely each is while a form is open."""
_ENDINGS = 18
"""Crossings in the midst of which a process is ended."""
_WITHOUT_FORM = ("change_on_server", "kill", "bring_back")
_CAN_BE_ENDED = ("open", "pause", "save", "leave")


class Move(NamedTuple):
    """One move; what it does by chance hangs on its own seed, so that those before can be left out."""

    name: str
    seed: int
    ends_at: int | None
    """The crossing at which the process is killed in it."""


def moves_of(seed: int) -> list[Move]:
    """A sequence: forms are opened, filled, saved and left, and whatever comes between."""
    chance = Random(seed)
    names = chance.choices([*MOVES], [*MOVES.values()], k=chance.randint(6, 20))
    return [_move(chance, name) for name in names]


def _move(chance: Random, name: str) -> Move:
    return Move(name, chance.getrandbits(32), chance.randrange(_ENDINGS) if chance.random() < 0.25 else None)


def play(seed: int, moves: Sequence[Move], journals: JournalFile) -> None:
    """Play them all, and open what is left at the end. Raises AssertionError where something is lost."""
    journals.clear()
    player = Player(Random(seed), journals)
    try:
        for move in moves:
            _make(player, move)
        if player.form is not None:
            player.kill()
        for target in player.left:
            player.open(Random(seed), [target])
            assert not player.face.defects, player.face.defects
            player.kill()
    finally:
        player.end()


def _make(player: Player, move: Move) -> None:
    # What cannot be done without a form opens one.
    name = "open" if player.form is None and move.name not in _WITHOUT_FORM else move.name
    player.ending.left = move.ends_at if name in _CAN_BE_ENDED else None
    try:
        getattr(player, name)(*([] if name == "kill" else [Random(move.seed)]))
        player.ending.left = None
    except Killed:
        player.kill()
    assert not player.face.defects, player.face.defects


def complaint(seed: int, journals: JournalFile) -> str:
    """What is wrong with a sequence, with the shortest one that shows it; empty where nothing is."""
    moves = moves_of(seed)
    found = _failure(seed, moves, journals)
    if not found:
        return ""
    for move in list(moves):
        fewer = [other for other in moves if other is not move]
        if left := _failure(seed, fewer, journals):
            moves, found = fewer, left
    lines = "\n".join(f"    {move}" for move in moves)
    return f"seed {seed}: {found}\n{lines}"


def _failure(seed: int, moves: Sequence[Move], journals: JournalFile) -> str:
    try:
        play(seed, moves, journals)
    except Exception as error:  # whatever it is, this sequence shows it
        return f"{type(error).__name__}: {error}"
    return ""
