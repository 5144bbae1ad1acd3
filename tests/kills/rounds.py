"""Sequences of sittings at one agent, each killed somewhere, until one saves all: nothing may be lost."""

import tempfile
from collections.abc import Iterator, Sequence
from contextlib import closing
from pathlib import Path
from random import Random
from typing import TypeAlias

from aixtui.kindspec.field_conflict import Side
from aixtui.sandbox import RunningSandbox, start
from aixtui.workspace.workspace import WorkspaceGateway
from tests.aixtui.editing.sequences.oracle import is_kept
from tests.driving import connection_to
from tests.kills.agents import FIELDS, Agents
from tests.kills.plan import Plan, Seen, Server
from tests.kills.steps import ARRIVED, STEPS, Step
from tests.kills.zygote import Zygote
from tests.nasty_texts import NASTY_TEXTS

Texts: TypeAlias = dict[str, str]
KILLED = -9
MOST_KILLS = 3
"""Of one sequence."""
_STEP_SECONDS = 0.05
_AMOUNTS = {
    "max_tokens": ("500", "1e3", " 600 "),
    "budget.max_duration_seconds": ("90 s", "120 min", "2 h"),
    "budget.max_cost": ("0.5", "none", "12.50"),
}
_BLOCKS = ("description", "instructions")


def play(seeds: Sequence[int]) -> Iterator[str]:
    """What there is to tell of each sequence, as it ends; empty where there is nothing."""
    with start(None, step_seconds=_STEP_SECONDS) as sandbox, Zygote("tests.kills.sitting") as zygote:
        for seed in seeds:
            with tempfile.TemporaryDirectory() as home:
                yield complaint(seed, sandbox, zygote, home)


def complaint(seed: int, sandbox: RunningSandbox, zygote: Zygote, home: str) -> str:
    """What is wrong with one sequence."""
    with closing(WorkspaceGateway.open(connection_to(sandbox))) as gateway:
        sequence = Sequel(
            seed, gateway, Server(sandbox.backend_url, sandbox.models_url, sandbox.api_key), home
        )
        try:
            sequence.play(zygote)
        except Exception as error:  # whatever it is, this sequence shows it
            return f"seed {seed}: {type(error).__name__}: {error}\n    " + "\n    ".join(sequence.told)
    return ""


class Sequel:
    """Plans one sitting after the other, and knows what each has to find."""

    def __init__(self, seed: int, gateway: WorkspaceGateway, server: Server, home: str) -> None:
        self._chance, self._server, self._home = Random(seed), server, home
        self._agents = Agents(gateway, f"kill {seed}")
        self.told: list[str] = []
        """What was done, for whoever looks for what went wrong."""
        self._target = ""
        if self._chance.random() < 0.6:
            self._target = self._agents.make(self._texts()).id
        self._left: list[Texts] = [{}]
        """What was typed and never saved, as far as that is known exactly."""
        self._seen: Texts = {}
        """What the server had when that was typed."""
        self._is_sending = self._has_arrived = False
        """Whether the draft says that a save is on its way; and whether the server has that."""

    def play(self, zygote: Zygote) -> None:
        """Kill it some times, then save; in the end all is on the server, once."""
        for _ in range(self._chance.randint(1, MOST_KILLS)):
            self._sit(zygote, self._chance.choice(STEPS))
            assert self._agents.count() <= 1, "it was made twice"
        self._sit(zygote, None)
        assert self._agents.count() == 1, f"there are {self._agents.count()} of it"

    def _sit(self, zygote: Zygote, step: Step | None) -> None:
        if not self._target and self._agents.count():
            self._find_new(zygote)
        if self._target and self._chance.random() < 0.3:
            self._agents.change(self._target, self._texts())
            self._has_arrived = False
        typed = self._texts() if self._target else self._texts() | {"name": self._agents.name}
        side = self._chance.choice(["mine", "theirs"])
        edited = self._block() if step == "editing" else ""
        seen, code = self._run(zygote, typed, step=step, side=side, edited=edited)
        self._check_opened(seen, side)
        texts = seen.texts | typed
        changes = {name: text for name, text in texts.items() if text != seen.base[name]}
        # Where nothing has changed there is nothing to save, and no step of a save to be killed at.
        is_killed = step in ("typing", "editing", "kept") or (step is not None and bool(changes))
        assert code == (KILLED if is_killed else 0), f"it ended with {code}"
        if step == "editing":
            changes |= _taken(texts["instructions"], edited)
        self._note(step, seen, changes)

    def _run(
        self,
        zygote: Zygote,
        typed: Texts,
        *,
        step: Step | None = None,
        side: str = "mine",
        offer: str = "resume",
        edited: str = "",
    ) -> tuple[Seen, int]:
        report = str(Path(self._home) / "seen.json")
        plan = Plan(self._server, self._home, report, self._target, typed, offer, side, step, edited)
        self.told.append(
            f"{self._target or 'new'}: {step or 'to the end'}, {offer}, {side}, {typed!r} {edited!r}"
        )
        code = zygote.run(plan.to_json())
        return Seen.read(report), code

    def _find_new(self, zygote: Zygote) -> None:
        """The new one is there, as who was told to look sees: what is left of its draft is thrown away."""
        seen, code = self._run(zygote, {}, offer="drop")
        assert code == 0, f"it ended with {code}"
        assert seen.is_offered == (self._left != [{}]), "offered, or not"
        self._target = self._agents.find().id
        self._left, self._is_sending, self._has_arrived = [{}], False, False

    def _check_opened(self, seen: Seen, side: str) -> None:
        left = [texts for texts in self._left if texts]
        assert seen.is_offered or {} in self._left, "what was typed was not offered"
        assert left or not seen.is_offered, "something was offered, and nothing was typed"
        if not seen.is_offered:
            return
        assert any(self._is_resumed(texts, seen, side) for texts in left), (
            f"typed was one of {left!r}, the form has {seen.texts!r} over {seen.base!r}"
        )
        if self._has_arrived:
            assert "The last save had arrived." in seen.messages
            assert seen.texts == seen.base, "what has arrived is a change"
        if self._is_sending and not self._target:
            said = [message for message in seen.messages if "was made" in message or "not made" in message]
            assert said == ["It was not made: no agent of this name has come since."]

    def _is_resumed(self, mine: Texts, seen: Seen, side: str) -> bool:
        """Whether the form holds what was typed, and what is on the server besides."""
        for name, text in seen.texts.items():
            field, theirs = FIELDS[name], seen.base[name]
            decided: Side | None = None
            if field.label in seen.conflicts:
                decided = "theirs" if side == "theirs" else "mine"
            is_right = text == (theirs or field.default)
            if name in mine:
                is_right = is_kept(field, self._seen.get(name, ""), mine[name], theirs, text, decided)
            if not is_right:
                return False
        return True

    def _note(self, step: Step | None, seen: Seen, changes: Texts) -> None:
        """What the next process has to find."""
        resumed = {name: text for name, text in seen.texts.items() if text != seen.base[name]}
        self._seen, self._is_sending, self._has_arrived = seen.base, False, False
        self._left = [changes, resumed] if step == "typing" else [changes]
        if not changes:
            return
        self._is_sending = step not in (None, "typing", "editing", "kept", "before sending")
        whole = seen.base | changes if self._target else changes
        if step in ARRIVED:
            self._has_arrived = self._agents.has(whole, wait=True)
            assert self._has_arrived or step == "left", "it has not arrived"
        if step in (None, "removed"):
            assert self._agents.has(whole), f"it is not on the server as it was saved: {whole!r}"
            self._left, self._is_sending, self._has_arrived = [{}], False, False
        self._has_arrived = self._has_arrived and bool(self._target)

    def _texts(self) -> Texts:
        """What somebody types."""
        chance = self._chance
        texts = {name: chance.choice(some) for name, some in _AMOUNTS.items() if chance.random() < 0.3}
        for name in _BLOCKS:
            if chance.random() < 0.5 or not texts:
                texts[name] = self._block()
        return texts

    def _block(self) -> str:
        """A text of some lines."""
        chance = self._chance
        lines = [f"{chance.randrange(100)} {chance.choice(NASTY_TEXTS)[1][:60]}" for _ in range(4)]
        return "\n".join(lines[: chance.randint(1, 4)])


def _taken(before: str, edited: str) -> Texts:
    """What comes of the instructions in an editor: it may have put a line break at their end."""
    text = edited if before.endswith("\n") else edited.removesuffix("\n")
    return {} if text == before else {"instructions": text}
