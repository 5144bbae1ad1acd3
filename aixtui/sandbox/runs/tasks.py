"""The tasks of an agent: their order, and what is wrong with them."""

from collections.abc import Iterable

from aixtui.sandbox.store.document import Doc


def in_order(tasks: Iterable[Doc]) -> list[Doc]:
    """The tasks as they are listed, but each after those it depends on; those in a circle are left out."""
    waiting = list(tasks)
    ordered: list[Doc] = []
    done: set[str] = set()
    while ready := next((task for task in waiting if done.issuperset(task["dependencies"])), None):
        waiting.remove(ready)
        ordered.append(ready)
        done.add(ready["name"])
    return ordered


def task_errors(tasks: list[Doc]) -> list[str]:
    """What keeps the tasks from being put in order: an unknown dependency, or a circle."""
    names = {task["name"] for task in tasks}
    unknown = [
        f"tasks.{index}.dependencies names the unknown task {name}"
        for index, task in enumerate(tasks)
        for name in task["dependencies"]
        if name not in names
    ]
    if unknown:
        return unknown
    return [] if len(in_order(tasks)) == len(tasks) else ["tasks must not depend on each other in a circle"]
