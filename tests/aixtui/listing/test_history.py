from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from aixtui.listing.address import AppAddress
from aixtui.listing.history import CAPACITY, History, Visit
from aixtui.workspace.query import Query
from aixtui.workspace.rows import Row
from tests.aixtui.listing.listed import row


def place(name: str, cursor: str = "", marks: tuple[Row, ...] = (), columns: tuple[str, ...] = ()) -> Visit:
    return Visit(AppAddress("thing", query=Query(name)), cursor, marks, columns)


def test_back_and_forward_restore_all_of_a_place() -> None:
    first, second = place("a", "row 3", (row("x"), row("y")), ("size", "name")), place("b", "row 9")
    history = History(place("a"))
    history.update(first)
    history.visit(second)
    assert history.back() == first
    assert history.forward() == second
    assert history.current == second


def test_there_is_nothing_beyond_the_ends() -> None:
    history = History(place("a"))
    assert (history.back(), history.forward(), history.current) == (None, None, place("a"))
    assert not history.can_go_back
    assert not history.can_go_forward


def test_going_somewhere_new_forgets_what_was_ahead() -> None:
    history = History(place("a"))
    history.visit(place("b"))
    history.visit(place("c"))
    history.back()
    history.back()
    history.visit(place("d"))
    assert history.forward() is None
    assert history.back() == place("a")


def test_the_same_address_again_is_no_new_place() -> None:
    history = History(place("a"))
    history.visit(place("b"))
    history.back()
    history.visit(place("a", "row 2"))
    assert history.current == place("a", "row 2")
    assert not history.can_go_back
    assert history.forward() == place("b")


def test_the_oldest_is_forgotten() -> None:
    history = History(place("0"))
    for number in range(1, CAPACITY + 5):
        history.visit(place(str(number)))
    back = [history.current]
    while (before := history.back()) is not None:
        back.append(before)
    assert back == [place(str(number)) for number in reversed(range(5, CAPACITY + 5))]


class AgainstTwoStacks(RuleBasedStateMachine):
    """The history does what two stacks of a browser do."""

    def __init__(self) -> None:
        super().__init__()
        self.history = History(place("start"))
        self.behind, self.here, self.ahead = [], place("start"), []

    behind: list[Visit]
    ahead: list[Visit]

    @rule(name=st.sampled_from("abc"), cursor=st.sampled_from("12"))
    def visit(self, name: str, cursor: str) -> None:
        new = place(name, cursor)
        if new.address != self.here.address:
            self.behind, self.ahead = [*self.behind, self.here], []
        self.here = new
        self.history.visit(new)

    @rule()
    def back(self) -> None:
        if self.behind:
            self.ahead.append(self.here)
            self.here = self.behind.pop()
            assert self.history.back() == self.here
        else:
            assert self.history.back() is None

    @rule()
    def forward(self) -> None:
        if self.ahead:
            self.behind.append(self.here)
            self.here = self.ahead.pop()
            assert self.history.forward() == self.here
        else:
            assert self.history.forward() is None

    @invariant()
    def agrees(self) -> None:
        assert self.history.current == self.here
        assert self.history.can_go_back == bool(self.behind)
        assert self.history.can_go_forward == bool(self.ahead)


TestAgainstTwoStacks = AgainstTwoStacks.TestCase
TestAgainstTwoStacks.settings = settings(deadline=None)
