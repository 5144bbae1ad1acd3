"""What the user does with runs that are kept: notes, stars, deletions, and one beside the other."""

from collections.abc import Callable, Sequence

from aixtui.actions import key_of
from aixtui.asking import prompt_until
from aixtui.face import Face, FieldChange
from aixtui.kindspec.cells import clean
from aixtui.kindspec.plain_text import counted
from aixtui.running.run_rows import asked_text
from aixtui.stores.journal import Journal
from aixtui.stores.run_record import StoredRun
from aixtui.workspace.session import AppSession

NO_NOTE = "-"
"""What is typed for no note: an empty line means that nothing is wanted."""
_ASKED = 60
"""Characters of what a run was asked, in a question."""


class KeptRuns:
    """Writes into the journal. What fails is told, and all is as it was."""

    def __init__(self, session: AppSession, face: Face) -> None:
        self._session, self._face = session, face

    async def note(self, run: StoredRun) -> None:
        """Ask for a note that stands at a run."""

        async def keep(text: str) -> str | None:
            note = "" if text.strip() == NO_NOTE else text
            if await self._write(lambda journal: journal.runs.note(run.id, note)):
                self._face.tell(_noted() if note else "The note is taken away.")
            return None

        hint = f"{NO_NOTE} takes it away." if run.note else "It stands in the list of runs."
        await prompt_until(
            self._face, f"Note for this run of {clean(run.name)}", run.note, keep, yes="Keep", detail=hint
        )

    async def star(self, runs: Sequence[StoredRun]) -> None:
        """Star them; where all are starred already, none any more."""
        on = not all(run.is_starred for run in runs)

        def star(journal: Journal) -> None:
            for run in runs:
                journal.runs.star(run.id, on=on)

        if await self._write(star):
            names = counted(len(runs), "run")
            self._face.tell(
                f"{names} starred: starred runs stay until you delete them."
                if on
                else f"{names} no longer starred."
            )

    async def delete(self, runs: Sequence[StoredRun]) -> Sequence[str]:
        """Ask, and forget them; the ids of those that are gone."""
        watched = [run for run in runs if run.is_open and run.holder == "others"]
        if watched:
            name = clean(watched[0].name)
            text = f"Another window watches the run of {name}: it cannot be deleted before it is over."
            self._face.tell(text, warning=True)
            return ()
        here = next((run for run in runs if self._session.in_flight.find(run.id)), None)
        if here is not None:
            text = f"The run of {clean(here.name)} is in flight: Esc on its page stops watching it."
            self._face.tell(text, warning=True)
            return ()
        many = "the run" if len(runs) == 1 else f"{len(runs)} runs"
        names = "\n".join(map(_line, runs))
        note = "Only what is kept here goes: what a run does or did at the server stays."
        if not await self._face.confirm(
            f"Delete {many} from the journal?", names, note=note, yes="Delete", danger=True
        ):
            return ()
        ids = [run.id for run in runs]
        if not await self._write(lambda journal: journal.runs.delete(ids)):
            return ()
        self._face.tell(f"Deleted {counted(len(ids), 'run')}.")
        return ids

    async def compare(self, first: StoredRun, second: StoredRun) -> None:
        """Show what two runs were asked and gave, what it took, and how the later one differs."""
        from aixtui.running.comparing import changes_between, title_of  # a list of runs needs none of it

        first, second = sorted((first, second), key=lambda run: run.started_at)
        changes: tuple[FieldChange, ...] = changes_between(first, second)
        await self._face.read(title_of(first, second), changes)

    async def _write(self, call: Callable[[Journal], None]) -> bool:
        try:
            journal = await self._session.journal()
            await self._session.bridge.write(lambda: call(journal))
        except Exception as error:
            self._face.problem(error)
            return False
        return True


def _noted() -> str:
    wide, search = key_of("browse.wide"), key_of("browse.search")
    return f"Noted. In the list of runs {wide} shows the column Note, and {search} finds it."


def _line(run: StoredRun) -> str:
    """Which run it is, to whoever is to say that it may go."""
    star = "★ " if run.is_starred else ""
    return f"{star}{clean(run.name)}  {run.state}, {run.age_text} ago  {asked_text(run)[:_ASKED]}".rstrip()
