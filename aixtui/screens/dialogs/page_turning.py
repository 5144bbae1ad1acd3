"""Going through what is found page by page, where it comes in pages."""

from textual.content import Content

from aixtui.widgets.match_list import MatchList
from aixtui.workspace.found_pages import FoundPages


class PageTurning:
    """Beyond an end of the list that is shown comes another page of it, if there is one."""

    def __init__(self, pages: FoundPages | None) -> None:
        self._pages, self._listed, self._turned = pages, 1, 0
        """Those there are, the one that was listed last, and which way it was turned."""

    @property
    def is_possible(self) -> bool:
        """Whether there is another page."""
        return self._pages is not None and self._pages.has_others

    @property
    def is_waiting(self) -> bool:
        """Whether what was looked for has not come yet."""
        return self._pages is not None and self._pages.is_waiting

    def title(self, heading: str) -> Content:
        """A heading with what is on the page."""
        caption = self._pages.caption if self._pages is not None else ""
        return Content.assemble(heading, (f"  {caption}" if caption else "", "not bold $quiet"))

    def go(self, choices: MatchList, by: int) -> None:
        """Go so many choices on, or back."""
        if self.is_possible and not 0 <= choices.place + by < len(choices.choices):
            self.turn(choices, by)
        else:
            choices.go_by(by)

    def turn(self, choices: MatchList, by: int) -> None:
        """Go a page on, or back: one of those there are, else as much as is seen."""
        if self._pages is not None and self._pages.has_others:
            self._turned = by
            self._pages.turn(by)
        else:
            choices.go_by_screens(by)

    def start_over(self) -> None:
        """Something else is looked for: a page that was turned to comes no more."""
        self._turned = 0

    def follow(self, choices: MatchList) -> None:
        """Once another page is listed, go to the end of it that is next to the one before."""
        if self._pages is not None and self._pages.page != self._listed:
            self._listed = self._pages.page
            if self._turned:
                choices.go_to_end(first=self._turned > 0)
            self._turned = 0
