"""Which controller answers for which action: by its methods, `do_<id of the action>`."""

from collections.abc import Awaitable, Callable, Coroutine, Iterator
from typing import Any

from aixtui.actions import AppAction


class Controllers:
    """The controllers of one screen. Each action is answered by exactly one of them.

    A controller has a method `do_<id with underscores>` for each action it answers for: plain where that is
    done at once, async where it asks or waits. It may have `refusal(action)`, which says why an action cannot
    be done now, `wait(action)`, what is to be awaited before that is asked, `never(action)`, whether it makes
    no sense here, whatever the user does, `label(action)`, one or two words for what it does now,
    `count(action)`, how many it would list, and an async `leave()`, which ends what would not end by itself
    where the screen is left for another place, and says whether it may be left.
    """

    def __init__(self, *controllers: object) -> None:
        self._controllers = controllers
        self._owners = {name: one for one in controllers for name in dir(one) if name.startswith("do_")}

    def __iter__(self) -> Iterator[object]:
        return iter(self._controllers)

    def controller_of(self, action: AppAction) -> object | None:
        """The controller that answers for an action; None where this screen has none."""
        return self._owners.get(f"do_{action.method}")

    def refusal(self, action: AppAction) -> str:
        """Why an action cannot be done now, as a sentence; empty when it can."""
        refuse = getattr(self.controller_of(action), "refusal", None)
        return refuse(action) if refuse else ""

    def after_wait(
        self, action: AppAction, carry_out: Callable[[], None]
    ) -> Coroutine[Any, Any, None] | None:
        """Work that waits until an action can begin, and has it carried out if it is wanted then still.

        None where there is nothing to wait for.
        """
        wait = getattr(self.controller_of(action), "wait", None)
        ready: Awaitable[bool] | None = wait(action) if wait else None
        return None if ready is None else _carry_out_after(ready, carry_out)

    def never(self, action: AppAction) -> bool:
        """Whether an action makes no sense here, whatever the user does: nobody is to be offered it."""
        never = getattr(self.controller_of(action), "never", None)
        return bool(never(action)) if never else False

    def labelled(self, action: AppAction) -> AppAction:
        """The action under the label of what it does now."""
        label = getattr(self.controller_of(action), "label", None)
        return action._replace(label=label(action)) if label else action

    def count(self, action: AppAction) -> int:
        """How many an action would list; 0 where nobody counts them."""
        count = getattr(self.controller_of(action), "count", None)
        return count(action) if count else 0

    async def leave(self) -> bool:
        """Whether the screen may be left for another place; asks the user where something would be lost."""
        return all([await one.leave() for one in self._controllers if hasattr(one, "leave")])

    def do(self, action: AppAction, *arguments: Any) -> Coroutine[Any, Any, None] | None:
        """Carry an action out; what is left to wait for, if anything is."""
        work: Coroutine[Any, Any, None] | None = getattr(self.controller_of(action), f"do_{action.method}")(
            *arguments
        )
        return work


async def _carry_out_after(ready: Awaitable[bool], carry_out: Callable[[], None]) -> None:
    if await ready:
        carry_out()
