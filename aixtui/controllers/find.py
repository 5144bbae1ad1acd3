"""Searching in what is shown of a document."""

from aixtui.actions import AppAction, key_of
from aixtui.face import Face
from aixtui.workspace.tab_search import TabSearch


class FindController:
    """Has the user type a text, and goes from match to match. Leaving the line keeps its text."""

    def __init__(self, search: TabSearch, face: Face) -> None:
        self._search, self._face = search, face

    def refusal(self, action: AppAction) -> str:
        """To go to a match there has to be one."""
        if action.id not in ("next-match", "previous-match") or self._search.matches:
            return ""
        if self._search.text:
            return f"Nothing is found for “{self._search.text}”."
        return f"{key_of(f'{action.scope}.find')} searches first."

    def do_find(self) -> None:
        """Have the user type what to search for."""
        self._face.focus("search")

    def do_next_match(self) -> None:
        """Go to the next match."""
        self._search.step(+1)

    def do_previous_match(self) -> None:
        """Go to the match before."""
        self._search.step(-1)

    def do_to_list(self, line: str, text: str) -> None:  # noqa: ARG002  # there is one line
        """The text of the line is all that is wanted."""
        self._search.look_for(text)
        self._face.focus("list")

    def do_clear_text(self, line: str) -> None:  # noqa: ARG002
        """Search for nothing any more."""
        self._search.look_for("")
        self._face.focus("list")
