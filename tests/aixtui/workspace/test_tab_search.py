"""Searching in lines that may change meanwhile."""

from aixtui.workspace import tab_search
from aixtui.workspace.tab_search import Mark, Match, TabSearch


class Searched:
    """A search in some lines, and how often one arrived at a match."""

    def __init__(self, *lines: str) -> None:
        self.lines, self.arrivals = lines, 0
        self.search = TabSearch(lambda: self.lines)
        self.search.arrived.listen(self._arrive)

    def _arrive(self) -> None:
        self.arrivals += 1


def test_every_place_is_found_whatever_its_capitals() -> None:
    searched = Searched("One tone", "none", "(one)", "two")
    search = searched.search
    search.look_for("ONE")
    assert search.matches == (Match(0, 0, 3), Match(0, 5, 8), Match(1, 1, 4), Match(2, 1, 4))
    assert search.marks_of(0) == (Mark(0, 3, True), Mark(5, 8, False))
    assert set(search.marks) == {0, 1, 2}
    search.look_for("(one)")
    assert [*search.matches] == [Match(2, 0, 5)]


def test_from_match_to_match_and_round() -> None:
    searched = Searched("a b a", "a")
    search = searched.search
    search.step(+1)
    assert (search.count_text, searched.arrivals) == ("", 0)
    search.look_for("a")
    texts = []
    for by in (+1, +1, +1, -1):
        search.step(by)
        texts.append(search.count_text)
    assert texts == ["2 of 3", "3 of 3", "1 of 3", "3 of 3"]
    assert searched.arrivals == 5


def test_typing_on_stays_where_one_is() -> None:
    search = Searched("ab", "abc", "b").search
    search.look_for("a")
    search.step(+1)
    search.look_for("ab")
    assert search.current == Match(1, 0, 2)
    search.look_for("abx")
    assert (search.count_text, len(search.matches), len(search.marks)) == ("nothing found", 0, 0)
    search.look_for("")
    assert (search.count_text, search.matches) == ("", ())


def test_in_other_lines_it_is_looked_for_again() -> None:
    searched = Searched("a", "a", "a")
    search = searched.search
    search.look_again()
    search.start_over()
    assert search.matches == ()
    search.look_for("a")
    search.step(+1)
    searched.lines = ("b", "a", "a")
    search.look_again()
    assert (search.count_text, searched.arrivals) == ("1 of 2", 2)
    search.step(+1)
    search.start_over()
    assert (search.count_text, searched.arrivals) == ("1 of 2", 4)


def test_more_than_anybody_goes_through_are_not_looked_for() -> None:
    search = Searched(*["aa" for _ in range(tab_search.MOST_MATCHES)]).search
    search.look_for("a")
    assert search.count_text == f"1 of {tab_search.MOST_MATCHES:,} or more"
