"""What is seen of a JSON document while parts of it are folded away."""

import json
from collections.abc import Sequence

import pytest

from aixtui.workspace.folded_json import FoldedJson, JsonLines

DOCUMENT = {"name": "a {", "tools": [{"id": 1}, {"id": 2}], "none": {}, "texts": ["x", "y"]}


def folded(value: object = DOCUMENT) -> FoldedJson:
    document = FoldedJson()
    document.load(JsonLines(json.dumps(value, indent=2)))
    return document


def seen(document: FoldedJson) -> list[str]:
    return [document.source.lines[row.line][row.start : row.end].strip() for row in document.rows]


def go_to(document: FoldedJson, text: str) -> None:
    document.move_to(seen(document).index(text))


def test_a_document_is_seen_whole_at_first() -> None:
    assert seen(folded()) == [line.strip() for line in json.dumps(DOCUMENT, indent=2).split("\n")]


def test_what_a_line_opens_is_folded_and_unfolded() -> None:
    document = folded()
    go_to(document, '"tools": [')
    document.toggle()
    assert seen(document) == [
        "{",
        '"name": "a {",',
        '"tools": [',
        '"none": {},',
        '"texts": [',
        '"x",',
        '"y"',
        "]",
        "}",
    ]
    assert seen(document)[document.cursor] == '"tools": ['
    document.toggle()
    assert seen(document) == seen(folded())


@pytest.mark.parametrize("line", ['"name": "a {",', '"none": {},'])
def test_a_line_that_opens_nothing_leads_to_what_it_lies_in(line: str) -> None:
    document = folded()
    go_to(document, line)
    document.fold()
    assert (document.cursor, document.is_folded(0)) == (0, False)
    document.fold()
    assert seen(document) == ["{"]


def test_all_folded_leaves_the_outermost_with_the_cursor_on_what_it_lay_in() -> None:
    document = folded()
    go_to(document, '"id": 2')
    document.fold_all()
    assert seen(document) == ["{", '"name": "a {",', '"tools": [', '"none": {},', '"texts": [', "}"]
    assert seen(document)[document.cursor] == '"tools": ['
    document.unfold_all()
    assert seen(document) == seen(folded())


def test_the_same_document_again_stays_folded_and_another_one_is_seen_whole() -> None:
    document = folded()
    document.toggle()
    document.load(JsonLines(json.dumps(DOCUMENT, indent=2)))
    assert seen(document) == ["{"]
    document.load(JsonLines('{\n  "a": 1\n}'))
    assert seen(document) == ["{", '"a": 1', "}"]


@pytest.mark.parametrize("text", ["", '"a text"', "{}", "null"])
def test_what_has_nothing_to_fold(text: str) -> None:
    document = FoldedJson()
    document.load(JsonLines(text))
    for act in (document.toggle, document.fold, document.unfold, document.fold_all, document.unfold_all):
        act()
        document.turn(+1)
        assert seen(document) == ([text] if text else [])


def test_folding_wraps_only_the_lines_that_stay_in_sight() -> None:
    document = folded({f"key {number}": {"value": "x" * 20} for number in range(2_000)})
    wrapped: list[str] = []

    def wrap(line: str) -> Sequence[tuple[int, int]]:
        wrapped.append(line)
        return ((0, len(line)),)

    document.fit(wrap, 20)
    wrapped.clear()
    document.fold_all()
    assert len(wrapped) == len(document.rows) == 2_002


def test_only_what_hides_a_place_is_unfolded_for_it() -> None:
    document = folded()
    lines = document.source.lines
    document.fold_all()
    document.reveal(lines.index('      "id": 2'), 7)
    assert seen(document)[document.cursor] == '"id": 2'
    assert '"texts": [' in seen(document)
    assert '"x",' not in seen(document)
    document.reveal(len(lines) - 2, 2)  # the end of what is folded still
    assert seen(document)[document.cursor] == "]"
    assert '"x",' in seen(document)


def test_of_a_long_line_the_row_with_the_place_is_gone_to() -> None:
    document = folded({"key": "x" * 40})
    document.fit(lambda line: [(start, start + 10) for start in range(0, max(len(line), 1), 10)], 5)
    document.reveal(1, 25)
    assert document.rows[document.cursor][:2] == (1, 20)
