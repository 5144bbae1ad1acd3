"""Keeping places: saved views and favourites, listed together with what was opened lately."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial

from textual import work

from aixtui.actions import Action
from aixtui.kinds import KINDS
from aixtui.kindspec.cells import clean
from aixtui.kindspec.kind import Kind
from aixtui.listing import address as addresses
from aixtui.listing.address import Address
from aixtui.screens.confirm import Confirm
from aixtui.screens.kept import KeptDialog
from aixtui.screens.kept_offers import address_of, kept_offers
from aixtui.screens.prompt import Prompt
from aixtui.screens.visiting import VisitingScreen
from aixtui.stores.state import Recent
from aixtui.stores.views import Favourite, Saved, View
from aixtui.widgets.resource_list import ResourceList
from aixtui.workspace.problems import explain
from aixtui.workspace.query import DEFAULT_PAGE_SIZE


class KeepingScreen(VisitingScreen):
    """Saves views and favourites, renames and removes them."""

    def refusal(self, action: Action) -> str:
        if action.id == "favourite" and self.query_one(ResourceList).row is None:
            return f"There is no {self.kind.id} under the cursor."
        return super().refusal(action)

    @work(group="dialog", exclusive=True)
    async def action_views(self) -> None:
        await self.read_views()
        await self.recall_recents()
        dialog = KeptDialog(lambda _: kept_offers(self.kept), self._rename, self._remove)
        picked = await self.app.push_screen_wait(dialog)
        if picked is not None:
            self.visit(self.kept[picked])

    async def _rename(self, place_id: str) -> None:
        kept = self.kept[place_id]
        if isinstance(kept, Recent):
            self.notify("What was opened lately has the name of the resource.", markup=False)
            return
        name, problem = kept.name, ""
        while True:
            asked = Prompt(f"Another name for {kept.name}", name, yes="Rename", problem=problem)
            answer = await self.app.push_screen_wait(asked)
            if answer is None:
                return
            name = answer
            try:
                self.saved = await self.session.bridge.write(partial(self._renamed, kept, name))
            except Exception as error:  # whatever it is, the name typed is kept and the reason shown
                problem = explain(error).sentence
            else:
                return

    def _renamed(self, kept: View | Favourite, name: str) -> Saved:
        if isinstance(kept, View):
            return self.views.rename_view(kept.name, name)
        return self.views.add_favourite(replace(kept, name=name))

    async def _remove(self, place_id: str) -> None:
        kept = self.kept[place_id]
        if isinstance(kept, Recent):  # opening it again brings it back
            self.forget(kept)
            return
        what, stays = (
            ("view", "the list it shows") if isinstance(kept, View) else ("favourite", "the resource")
        )
        question = f"Remove the {what} {kept.name}?"
        sure = Confirm(question, f"Only from this list: {stays} stays.", yes="Remove", danger=True)
        if await self.app.push_screen_wait(sure):
            await self._unkeep(kept)

    async def _unkeep(self, kept: View | Favourite) -> None:
        done = f"Removed {kept.name}."
        if isinstance(kept, View):
            await self._save(lambda: self.views.delete_view(kept.name), done)
        else:
            await self._save(lambda: self.views.remove_favourite(kept), done)

    def not_opened(self, kind: Kind, resource_id: str, error: Exception) -> None:
        """Say why a resource could not be opened; when it is gone, offer to keep it no longer."""
        problem = self.show_problem(error)
        gone = [
            kept
            for kept in self.kept.values()
            if not isinstance(kept, View) and (kept.kind, kept.id) == (kind.id, resource_id)
        ]
        if problem.gone and gone:
            self._offer_to_forget(gone)

    @work(group="dialog", exclusive=True)
    async def _offer_to_forget(self, gone: Sequence[Favourite | Recent]) -> None:
        question = f"{gone[0].name} is not there any more. Take it off the list of places?"
        why = "It may have been deleted, or belong to another workspace."
        if not await self.app.push_screen_wait(Confirm(question, why, yes="Take it off")):
            return
        for kept in gone:
            if isinstance(kept, Recent):
                self.forget(kept)
            else:
                await self._unkeep(kept)

    @work(group="dialog", exclusive=True)
    async def action_save_view(self) -> None:
        wanted = self.listing.query._replace(page=1, size=DEFAULT_PAGE_SIZE)
        address = addresses.format(Address(self.kind.id, query=wanted), KINDS)
        name = await self.app.push_screen_wait(Prompt(f"Name for {address}", "", yes="Save"))
        if name is not None:
            columns = self.layouts[self.kind.id].chosen if self.kind.id in self.layouts else ()
            view = View(name, self.kind.id, address, columns, self.listing.page_sort)
            there = [known for known in self.saved.views if known.name == name]
            question = f"There is a view {name} already. Replace it?"
            if there and not await self.app.push_screen_wait(
                Confirm(question, there[0].address, yes="Replace", danger=True)
            ):
                return
            await self._save(lambda: self.views.save_view(view), f"Saved view {name}.")

    @work(group="dialog", exclusive=True)
    async def action_favourite(self) -> None:
        row = self.query_one(ResourceList).row
        assert row is not None
        favourite = Favourite(self.kind.id, row.id, clean(row.resource.name), self.place)
        if f"favourite {address_of(favourite)}" in self.kept:
            done = f"{favourite.name} is no favourite any more."
            await self._save(lambda: self.views.remove_favourite(favourite), done)
        else:
            done = f"{favourite.name} is a favourite now: v lists them."
            await self._save(lambda: self.views.add_favourite(favourite), done)

    async def _save(self, change: Callable[[], Saved], done: str) -> None:
        try:
            self.saved = await self.session.bridge.write(change)
        except Exception as error:
            self.show_problem(error)
        else:
            self.notify(done, markup=False)
