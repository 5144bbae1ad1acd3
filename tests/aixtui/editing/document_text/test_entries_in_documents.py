"""Lists of entries in documents, as they are written and read; what is none is refused at its line."""

import json
from typing import Any

import pytest

from aixtui.editing.document_text.entries import LONGEST_NAME
from aixtui.editing.document_text.nodes import DocumentTextError
from aixtui.editing.document_text.writing import Shown, document_text
from aixtui.kinds.agent import AGENT
from aixtui.kindspec.records import entries_text
from tests.aixtui.editing.document_text.test_reading import read
from tests.nasty_texts import NASTY_TEXTS

TASKS = [{"name": "read", "description": "Read it."}, {"name": "tell", "dependencies": ["read"]}]


def test_a_list_and_the_lines_of_a_form_are_the_same_entries() -> None:
    as_list = json.dumps({"tasks": TASKS})
    lines = "tasks: |-\n" + "".join(f"  {json.dumps(one)}\n" for one in TASKS)
    assert read(as_list).texts == read(lines).texts
    assert [json.loads(line) for line in read(as_list).texts["tasks"].split("\n")] == TASKS
    assert read("tasks:\n").texts == read("tasks: []\n").texts == {"tasks": ""}


@pytest.mark.parametrize("name", ["tasks", "inspectors", "tool_settings"])
@pytest.mark.parametrize("value", ["oops", "[5]", "{a: b}", "5", '"[1]"', "[[]]"])
def test_what_is_no_list_of_entries_is_refused_at_its_line(name: str, value: str) -> None:
    with pytest.raises(DocumentTextError, match=r"line 2, column .* is a list of entries"):
        read(f"name: a\n{name}: {value}\n")


def written(name: str, entries: list[Any], names: dict[str, str] | None = None) -> str:
    """The document of a field alone, without what is said of the field."""
    field = next(field for field in AGENT.fields if field.name == name)
    shown = Shown(
        [], (field,), {name: entries_text(entries)}, lambda one: (names or {}).get(one, one), {}, {}
    )
    return document_text(shown).split("in words.\n", 1)[1]


def test_entries_are_written_as_people_write_yaml() -> None:
    tasks = [
        {"name": "read", "description": "Read it.\n\nAll of it.\n", "dependencies": []},
        {
            "name": "tell",
            "description": None,
            "dependencies": ["read"],
            "x": {"b": [[1, "1"], {}], "a": "no"},
        },
    ]
    assert written("tasks", tasks) == (
        "tasks:\n"
        "    # Name (required).\n"
        "  - name: read\n"
        "    # Description. What is to be done.\n"
        "    description: |\n"
        "      Read it.\n"
        "\n"
        "      All of it.\n"
        "    # After. The tasks that have to be done before it.\n"
        "    dependencies: []\n"
        "\n"
        "  - name: tell\n"
        "    description: null\n"
        "    dependencies:\n"
        "      - read\n"
        "    x:\n"
        "      a: 'no'\n"
        "      b:\n"
        "        -\n"
        "          - 1\n"
        "          - '1'\n"
        "        - {}\n"
    )


def test_what_an_entry_refers_to_has_its_name_behind_it() -> None:
    judged = [{"name": "guard", "evaluator": {"assetId": "m1", "prompt": "Rude?"}}]
    text = written("inspectors", judged, {"m1": "Word\nChain"})
    assert "    evaluator:\n      assetId: m1  # Word Chain\n      prompt: Rude?\n" in text


@pytest.mark.parametrize(("name", "text"), NASTY_TEXTS)
def test_a_nasty_text_comes_back_from_wherever_it_stands_in_an_entry(name: str, text: str) -> None:
    key = text[:LONGEST_NAME]
    tasks = [{"name": text, "parts": [text, [text, {"of": text}], {key: {key: text}}]}, {key: text}, {}]
    document = written("tasks", tasks)
    assert not {sign for sign in document if sign < " " and sign not in "\n\t"}
    assert read(document).texts == {"tasks": entries_text(tasks)}
    assert document.startswith("tasks:\n    # Name")


@pytest.mark.parametrize(
    "text", ["1e3", "NaN", "-Infinity", "5", "null", "~", "", "true", "yes", '"a"', "[1]", "- a"]
)
def test_a_text_that_could_be_another_value_stays_a_text(text: str) -> None:
    tasks = [{"name": text, "parts": [text, {"of": [text]}]}]
    assert read(written("tasks", tasks)).texts == {"tasks": entries_text(tasks)}


@pytest.mark.parametrize(
    "value", ["half \ud83d", {"a" * 2000: 1}, {"\udc00": 1}, json.loads("[" * 60 + "]" * 60)]
)
def test_what_yaml_cannot_have_stands_there_as_json(value: Any) -> None:
    tasks = [{"name": "read", "parts": value}, *TASKS]
    document = written("tasks", tasks)
    assert document.startswith("tasks: |-\n  {")
    assert read(document).texts == {"tasks": entries_text(tasks)}


@pytest.mark.parametrize("entries", [[5], ["a", {"name": "read"}], [None]])
def test_what_is_no_list_of_entries_is_not_written_and_so_left_as_it_is(entries: list[Any]) -> None:
    document = written("tasks", entries)
    assert document == (
        "# It holds what is no list of entries: it is not written here, and stays as it\n# is.\n"
    )
    assert read(f"name: a\n{document}").texts == {"name": "a"}
