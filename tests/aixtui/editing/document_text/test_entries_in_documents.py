"""Lists of entries in documents: what is none is refused at its line, and breaks no form."""

import json

import pytest

from aixtui.editing.document_text.nodes import DocumentTextError
from tests.aixtui.editing.document_text.test_reading import read

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
