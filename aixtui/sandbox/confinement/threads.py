"""How many threads a process and those below it have, as Linux shows it; elsewhere none are counted."""

from pathlib import Path


def threads_of(pid: int) -> int:
    """The threads of the process and of all that it started and has not outlived."""
    folder = Path(f"/proc/{pid}/task")
    try:
        tasks = [int(entry.name) for entry in folder.iterdir()]
        children = [(folder / str(task) / "children").read_text() for task in tasks[:1]]
    except OSError:  # it has ended, or the system shows no such thing
        return 0
    return len(tasks) + sum(threads_of(int(child)) for child in " ".join(children).split())
