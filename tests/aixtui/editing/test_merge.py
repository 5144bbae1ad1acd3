import json
import random
from collections import Counter
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from aixtui.editing.merge import FieldVersions, Merge, Rule, merge_fields
from aixtui.editing.merge_of_lines import ConflictMarkers, Hunk, merge_lines
from tests.nasty_texts import NASTY_TEXTS

JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-2, 2) | st.floats(-1, 1) | st.text(max_size=2),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from("ab"), inner, max_size=2),
    max_leaves=5,
)
LINE = st.sampled_from(["a", "b", "c", "", "a\r", "\u2028", "x\x85y", "\f", "<<<<<<< mine", "======="])
TEXT = st.lists(LINE, max_size=8).map("\n".join)
REFERENCE = st.sampled_from(["p", "q"]) | st.fixed_dictionaries(
    {"id": st.sampled_from("pqrs")}, optional={"actions": st.sampled_from([["get"], ["put"]])}
)
REFERENCES = st.lists(REFERENCE, max_size=5)
RECORD = st.dictionaries(
    st.sampled_from(["name", "a", "b"]), st.sampled_from(["p", "q", None, 1]), min_size=1
)
RECORDS = st.lists(RECORD, max_size=4)
VALUES: dict[Rule, st.SearchStrategy[Any]] = {
    "value": JSON,
    "text": TEXT,
    "references": REFERENCES,
    "records": RECORDS,
}
RULES_AND_VALUES = st.sampled_from(list(VALUES)).flatmap(
    lambda rule: st.tuples(st.just(rule), VALUES[rule] | JSON, VALUES[rule] | JSON)
)
MANY = settings(max_examples=400, deadline=None)


def one(base: Any, mine: Any, theirs: Any, rule: Rule = "value") -> Merge:
    return merge_fields({"field": FieldVersions(base, mine, theirs, rule)})


def _named(name: str) -> dict[str, str]:
    return {"name": name}


def _called(entry: dict[str, Any]) -> str:
    return entry["name"] if isinstance(entry.get("name"), str) else exact(entry)


def exact(value: Any) -> str:
    return json.dumps(value, sort_keys=True)


@MANY
@given(RULES_AND_VALUES)
def test_what_one_side_changed_is_taken_and_what_both_changed_alike(case: tuple[Rule, Any, Any]) -> None:
    rule, base, new = case
    for mine, theirs in ((new, base), (base, new), (new, new)):
        merge = one(base, mine, theirs, rule)
        assert merge.conflicts == ()
        assert exact(merge.result()["field"]) == exact(new)


@pytest.mark.parametrize("text", [text for _, text in NASTY_TEXTS], ids=[name for name, _ in NASTY_TEXTS])
def test_no_character_of_a_text_changes_on_the_way(text: str) -> None:
    lines = f"first\n{text}\nlast"
    merge = one(lines, f"{lines}\nmine", f"theirs\n{lines}", "text")
    assert merge.result() == {"field": f"theirs\n{lines}\nmine"}
    assert merge.merged_count == 1


@pytest.mark.parametrize(
    ("base", "mine", "theirs"),
    [(1, 2, 3), (0, False, None), (1, 1.0, True), ([1], [], [2]), (None, "a", "b")],
)
def test_what_both_changed_differently_wants_a_choice(base: Any, mine: Any, theirs: Any) -> None:
    for choice, value in (("mine", mine), ("theirs", theirs)):
        merge = one(base, mine, theirs)
        (conflict,) = merge.conflicts
        assert (conflict.field, conflict.base, conflict.mine, conflict.theirs) == (
            "field",
            base,
            mine,
            theirs,
        )
        assert (conflict.hunks, conflict.marked, merge.is_settled) == ((), None, False)
        with pytest.raises(ValueError, match=r"^Not settled: field\.$"):
            merge.result()
        merge.resolve("field", choice)  # type: ignore[arg-type]
        assert exact(merge.result()) == exact({"field": value})
    with pytest.raises(ValueError, match="field is no text"):
        merge.resolve("field", "marked")
    with pytest.raises(KeyError):
        merge.resolve("other", "mine")


def test_a_merge_tells_how_much_of_it_needed_nobody() -> None:
    merge = merge_fields(
        {
            "untouched": FieldVersions(1, 1, 1),
            "mine": FieldVersions(1, 2, 1),
            "theirs": FieldVersions(1, 1, 2),
            "alike": FieldVersions(1, 2, 2),
            "both": FieldVersions(1, 2, 3),
            "text": FieldVersions("a\nb\nc", "A\nb\nc", "a\nb\nC", "text"),
            "tools": FieldVersions(["a"], ["a", "b"], ["a", "c"], "references"),
        }
    )
    assert merge.merged_count == 3, "theirs, text and tools"
    assert merge.unsettled == ("both",)
    merge.write("both", 4)
    assert merge.result() == {
        "untouched": 1,
        "mine": 2,
        "theirs": 2,
        "alike": 2,
        "both": 4,
        "text": "A\nb\nC",
        "tools": ["a", "c", "b"],
    }


class TestText:
    BASE = "one\ntwo\nthree\nfour\nfive"
    MINE = "ONE\ntwo\nmine\nfour\nfive"
    THEIRS = "one\ntwo\ntheirs\nfour\nFIVE"
    MARKED = "ONE\ntwo\n<<<<<<< mine\nmine\n=======\ntheirs\n>>>>>>> theirs\nfour\nFIVE"

    def test_only_lines_that_overlap_are_a_conflict(self) -> None:
        (conflict,) = one(self.BASE, self.MINE, self.THEIRS, "text").conflicts
        assert conflict.hunks == (Hunk(("three",), ("mine",), ("theirs",)),)
        assert conflict.mine == "ONE\ntwo\nmine\nfour\nFIVE"
        assert conflict.theirs == "ONE\ntwo\ntheirs\nfour\nFIVE"
        assert conflict.marked == self.MARKED

    def test_it_is_settled_once_no_mark_is_left(self) -> None:
        merge = one(self.BASE, self.MINE, self.THEIRS, "text")
        merge.resolve("field", "marked")
        assert merge.values == {"field": self.MARKED}
        assert not merge.is_settled
        for mark in ("<<<<<<< mine", "======= ", ">>>>>>> theirs\r"):
            merge.write("field", f"edited\n{mark}\n")
            assert not merge.is_settled
        merge.write("field", "edited\n")
        assert merge.result() == {"field": "edited\n"}
        merge.resolve("field", "marked")
        assert not merge.is_settled

    def test_marks_are_unlike_any_line_of_the_text(self) -> None:
        (conflict,) = one("Title\nx", "Title\n=======\nmine", "Title\ntheirs", "text").conflicts
        assert conflict.marked == ("Title\n<<<<<<<< mine\n=======\nmine\n========\ntheirs\n>>>>>>>> theirs")

    def test_marks_end_as_the_lines_of_the_text_do(self) -> None:
        (conflict,) = one("a\r\nb\r\n", "a\r\nmine\r\n", "a\r\ntheirs\r\n", "text").conflicts
        assert conflict.marked == ("a\r\n<<<<<<< mine\r\nmine\r\n=======\r\ntheirs\r\n>>>>>>> theirs\r\n")

    @pytest.mark.parametrize("base", [None, "", 3])
    def test_a_text_that_was_none_before_is_a_conflict_of_all_lines(self, base: Any) -> None:
        (conflict,) = one(base, "a", "b", "text").conflicts
        assert conflict.marked == "<<<<<<< mine\na\n=======\nb\n>>>>>>> theirs"

    def test_what_is_no_text_any_more_is_chosen_whole(self) -> None:
        (conflict,) = one("a", None, "b", "text").conflicts
        assert (conflict.mine, conflict.theirs, conflict.marked) == (None, "b", None)

    def test_a_long_text_of_lines_that_are_all_alike_takes_no_time(self) -> None:
        base = "same\n" * 5000
        merge = one(base, f"mine\n{base}", f"{base}theirs\n", "text")
        assert merge.result() == {"field": f"mine\n{base}theirs\n"}

    @MANY
    @given(TEXT, TEXT, TEXT)
    @example("a", "", "a\nb")
    def test_no_line_is_lost_and_none_is_invented(self, base: str, mine: str, theirs: str) -> None:
        check_lines(base, mine, theirs)

    def test_no_line_is_lost_in_ten_thousand_texts(self) -> None:
        chance = random.Random(7)
        for _ in range(10_000):
            base = chance.choices("abcdefgh", k=chance.randrange(9))
            check_lines(*("\n".join(lines) for lines in (base, changed(chance, base), changed(chance, base))))


def changed(chance: random.Random, lines: list[str]) -> list[str]:
    lines = lines.copy()
    for _ in range(chance.randrange(4)):
        place = chance.randrange(len(lines) + 1)
        lines[place : place + chance.randrange(3)] = chance.choices("abxyz", k=chance.randrange(3))
    return lines


def check_lines(base: str, mine: str, theirs: str) -> None:
    """What either side added stands in the marked text, and nothing else does but what it was made of."""
    text = merge_lines(base, mine, theirs)
    marks = ConflictMarkers.apart_from(text)
    marked = Counter(marks.put_into(text).split("\n"))
    assert sum(marked[mark] for mark in marks) == 3 * len(text.hunks)
    lines = Counter({line: count for line, count in marked.items() if line not in marks})
    old, ours, other = (Counter(one.split("\n")) for one in (base, mine, theirs))
    assert (ours - old) <= lines
    assert (other - old) <= lines
    assert lines <= old + ours + other
    assert set(lines) <= set(ours) | set(other)
    # Of two that are alike each side may have taken out another one.
    assert all(line in lines for line in ours.keys() & other.keys() if old[line] < 2)


class TestReferences:
    @MANY
    @given(*[st.lists(st.sampled_from("abcdef"), max_size=6, unique=True)] * 3)
    def test_additions_and_removals_of_both_sides_hold(
        self, base: list[str], mine: list[str], theirs: list[str]
    ) -> None:
        result = one(base, mine, theirs, "references").result()["field"]
        removed = (set(base) - set(mine)) | (set(base) - set(theirs))
        assert set(result) == (set(base) | set(mine) | set(theirs)) - removed
        assert len(result) == len(set(result))
        if base not in (mine, theirs):
            assert result == [key for key in theirs if key in result] + [
                key for key in mine if key not in theirs and key in result
            ]

    @MANY
    @given(REFERENCES, REFERENCES, REFERENCES)
    def test_every_reference_comes_from_a_side(
        self, base: list[Any], mine: list[Any], theirs: list[Any]
    ) -> None:
        merge = one(base, mine, theirs, "references")
        for conflict in merge.conflicts:
            assert len(conflict.mine) == len(conflict.theirs)
        assert all(item in mine or item in theirs for item in merge.values["field"])

    def test_what_both_changed_of_one_reference_is_the_only_choice(self) -> None:
        base = [{"id": "a"}, {"id": "b"}]
        mine = [{"id": "a", "actions": ["get"]}, {"id": "b"}, "m"]
        theirs = [{"id": "t"}, {"id": "a", "actions": ["put"]}]
        (conflict,) = one(base, mine, theirs, "references").conflicts
        assert conflict.mine == [{"id": "t"}, {"id": "a", "actions": ["get"]}, "m"]
        assert conflict.theirs == [{"id": "t"}, {"id": "a", "actions": ["put"]}, "m"]

    @pytest.mark.parametrize(
        ("base", "mine", "theirs", "merged"),
        [
            (None, ["a"], ["b"], ["b", "a"]),
            (["a"], None, ["a", "b"], ["b"]),
            ([{"assetId": "a"}], [{"assetId": "a"}, {"assetId": "b"}], [], [{"assetId": "b"}]),
            ([{"id": "a", "name": "old"}], [], [{"id": "a", "name": "new"}], []),
            ([[1]], [[1], {"id": 3}], [[2], [1]], [[2], [1], {"id": 3}]),
        ],
    )
    def test_lists_that_are_not_there_and_ids_of_other_names(
        self, base: Any, mine: Any, theirs: Any, merged: list[Any]
    ) -> None:
        assert one(base, mine, theirs, "references").result() == {"field": merged}

    def test_what_is_no_list_is_chosen_whole(self) -> None:
        (conflict,) = one(["a"], "all", ["b"], "references").conflicts
        assert (conflict.mine, conflict.theirs) == ("all", ["b"])


class TestRecords:
    @pytest.mark.parametrize(
        ("base", "mine", "theirs", "merged"),
        [
            ([{"name": "a"}], [{"name": "a"}, {"name": "m"}], [{"name": "a"}, {"name": "t"}], "a m t"),
            ([{"name": "a"}, {"name": "b"}], [{"name": "b"}], [{"name": "a"}], ""),
            ([{"name": "a"}, {"name": "b"}], [{"name": "b"}, {"name": "a"}], [*map(_named, "abt")], "b a t"),
            ([*map(_named, "ab")], [*map(_named, "abm")], [*map(_named, "ba")], "b a m"),
            ([*map(_named, "aa")], [*map(_named, "aab")], [*map(_named, "aac")], "a a b c"),
        ],
    )
    def test_additions_removals_and_moves_need_nobody(
        self, base: list[Any], mine: list[Any], theirs: list[Any], merged: str
    ) -> None:
        result = one(base, mine, theirs, "records").result()["field"]
        assert " ".join(entry["name"] for entry in result) == merged

    def test_of_one_entry_each_may_change_another_part(self) -> None:
        base = [{"name": "a", "what": 1, "how": {"x": 1}, "own": None}]
        mine = [{"name": "a", "what": 2, "how": {"x": 1}, "own": None}]
        theirs = [{"name": "a", "what": 1, "how": {"x": 2}}]
        assert one(base, mine, theirs, "records").result() == {
            "field": [{"name": "a", "what": 2, "how": {"x": 2}}]
        }

    def test_what_both_changed_of_one_part_is_chosen_and_so_is_what_one_took_away(self) -> None:
        base = [{"name": "a", "what": 1}, {"name": "b"}]
        theirs = [{"name": "a", "what": 3}, {"name": "b"}, {"name": "t"}]
        (conflict,) = one(base, [{"name": "a", "what": 2}, {"name": "b"}], theirs, "records").conflicts
        assert conflict.mine == [{"name": "a", "what": 2}, {"name": "b"}, {"name": "t"}]
        assert conflict.theirs == theirs
        (conflict,) = one(base, [{"name": "b"}], theirs, "records").conflicts
        assert conflict.mine == [{"name": "b"}, {"name": "t"}]
        assert sorted(map(exact, conflict.theirs)) == sorted(map(exact, theirs))

    @MANY
    @given(RECORDS, RECORDS, RECORDS)
    def test_nothing_that_one_side_added_is_lost(
        self, base: list[Any], mine: list[Any], theirs: list[Any]
    ) -> None:
        merge = one(base, mine, theirs, "records")
        (mine_now, theirs_now) = (
            (merge.conflicts[0].mine, merge.conflicts[0].theirs)
            if merge.conflicts
            else (merge.values["field"],) * 2
        )
        names = [{_called(entry) for entry in side} for side in (base, mine, theirs, mine_now, theirs_now)]
        assert (names[1] | names[2]) - names[0] <= names[3]
        assert (names[1] | names[2]) - names[0] <= names[4]
