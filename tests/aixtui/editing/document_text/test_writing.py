"""What is written as YAML is read as the same texts, whatever they are."""

import string
from collections.abc import Mapping

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from aixsdk import Aixplain
from aixtui.editing.document_text.fields import read_fields
from aixtui.editing.document_text.file import read_text, the_document
from aixtui.editing.document_text.nodes import DocumentTextError
from aixtui.editing.document_text.writing import Shown, document_text
from aixtui.kinds import KINDS
from aixtui.kindspec.connection import CONNECTING
from aixtui.kindspec.field import Field
from aixtui.kindspec.kind import Kind
from aixtui.kindspec.records import entries_text
from aixtui.kindspec.references import Reference
from aixtui.kindspec.text_codec import JSON, YES_NO, YES_OR_NO
from aixtui.workspace.wire_fields import WireFields
from tests.nasty_texts import NASTY_TEXTS

AIX = Aixplain("key", backend_url="http://localhost:9", model_url="http://localhost:9")


class Service:
    """Its login needs fields of every kind, by names that are none in Python."""

    name = "Mail"

    def auth_inputs(self, scheme: str) -> list[dict[str, object]]:
        names = ("token", "my.host", "no", "a: b", " # c", "\u2028", "[x]", "0x10", "- d", "null")
        types = ("string", "number", "boolean", "object", "array")
        return [
            {"name": name, "type": types[at % 5], "description": "Of\nit."} for at, name in enumerate(names)
        ]


EDITED = [kind for kind in KINDS if kind.fields] + [CONNECTING.kind(Service(), "BEARER_TOKEN")]
TEXTS = st.one_of(
    st.sampled_from([text for _, text in NASTY_TEXTS]),
    st.text(st.characters(exclude_categories=["Cs"])),
    st.text(st.sampled_from(" \t\n\r-|>#:'\"\\{}[]&*!%@`,?~=.a0\x85\u2028\ufeff")),
    st.sampled_from(
        ["no", "null", "~", "1e3", "0o7", "12:30:45", "2030-01-31", "<<", "---", "...", "=", "2048"]
    ),
)
VALUES = st.recursive(
    st.none() | st.booleans() | TEXTS | st.integers() | st.floats(allow_nan=False),
    lambda values: st.lists(values, max_size=3) | st.dictionaries(TEXTS, values, max_size=3),
    max_leaves=8,
)
NAMES = st.sampled_from(["name", "id", "description", "action", "parameters", "rpm"])
ENTRIES = st.dictionaries(NAMES | TEXTS, VALUES, max_size=4)
IDS = st.lists(
    st.text(string.printable.replace("\n", "") + "é\u2028#", min_size=1).map(
        lambda one: one if one.strip() else "x"
    )
)


def wire_fields(kind: Kind) -> WireFields:
    return WireFields(kind.fields_of(None), kind.source(AIX))


def text_for(field: Field) -> st.SearchStrategy[str]:
    if field.reference is not None:
        ids = IDS if field.reference.many else IDS.map(lambda some: some[:1])
        return ids.map("\n".join)
    if field.records is not None:
        return st.lists(ENTRIES, max_size=3).map(entries_text)
    if field.many:
        return st.lists(st.sampled_from(field.options), unique=True).map("\n".join)
    return st.sampled_from(("", *field.options)) if field.options else TEXTS


def written(fields: tuple[Field, ...], texts: Mapping[str, str], name: str = "") -> str:
    rest = {"id": name, "names": [name, 1, None]}
    return document_text(Shown([f"It is {name}."], fields, texts, lambda one: name or one, {}, rest))


def read_again(text: str, wire: WireFields) -> dict[str, str]:
    found = read_fields(the_document(read_text(text)), wire)
    assert found.others == ()
    return found.texts


@pytest.mark.parametrize("kind", EDITED, ids=lambda kind: kind.label)
@given(data=st.data())
@settings(
    max_examples=60,
    derandomize=True,
    database=None,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
)
def test_each_text_of_each_field_comes_back_as_it_was(kind: Kind, data: st.DataObject) -> None:
    fields = kind.fields_of(None)
    texts = {field.name: data.draw(text_for(field), field.name) for field in fields}
    text = written(fields, texts, data.draw(TEXTS, "name"))
    text.encode()
    kept = {field.name: texts[field.name] for field in fields if not field.is_secret}
    assert read_again(text, wire_fields(kind)) == kept


@pytest.mark.parametrize("lines", [1, 5])
@pytest.mark.parametrize(("name", "text"), NASTY_TEXTS)
def test_a_nasty_text_comes_back_from_a_line_and_from_a_block(name: str, text: str, lines: int) -> None:
    fields = (
        Field("text", "Text", lines=lines),
        Field("part.text", "Text", lines=lines),
        Field("end", "End"),
    )
    texts = {"text": text, "part.text": text, "end": "."}
    document = written(fields, texts)
    assert not {sign for sign in document if sign < " " and sign not in "\n\t"}
    assert read_again(document, WireFields(fields, None)) == texts


def test_no_secret_is_written() -> None:
    fields = (Field("name", "Name"), Field("data.token", "Token", is_secret=True, required=True))
    text = written(fields, {"name": "Mail", "data.token": "hush"})
    assert "hush" not in text
    assert "# Token (required). A secret: it is typed in the form, and is not written" in text
    assert read_again(text, WireFields(fields, None)) == {"name": "Mail"}


def test_what_is_written_explains_itself() -> None:
    fields = (
        Field("name", "Name", required=True),
        Field("text", "Text", lines=3, help="What it says."),
        Field("llm", "LLM", reference=Reference(("model",))),
        Field("tools", "Tools", reference=Reference(("tool", "model"), many=True)),
        Field("files", "Files", reference=Reference(("file",), many=True)),
        Field("on", "On", options=YES_NO, codec=YES_OR_NO),
        Field("budget.cost", "Cost", codec=JSON),
    )
    texts = {
        "name": "no",
        "text": "One.\n\n  Two: # 2\n",
        "llm": "m1",
        "tools": "t1\nt2",
        "files": "",
        "on": "yes",
        "budget.cost": "5",
    }
    names = {"m1": "Word\nChain", "t2": "Adder"}
    rest = {"id": "abc", "parts": [{"a": "x\ny"}]}
    shown = Shown(["Agents: no."], fields, texts, lambda one: names.get(one, one), {"text": "Mind it."}, rest)
    assert document_text(shown) == (
        "# Agents: no.\n\n# Name (required).\nname: 'no'\n\n"
        "# Text. What it says.\n# Mind it.\ntext: |\n  One.\n\n    Two: # 2\n\n"
        "# LLM. The id of: model.\nllm: m1  # Word Chain\n\n"
        "# Tools. Ids of: tool, model.\ntools:\n  - t1\n  - t2  # Adder\n\n"
        "# Files. Ids of: file.\nfiles: []\n\n"
        "# On. One of: yes, no.\n'on': yes\n\n"
        "budget:\n  # Cost.\n  cost: 5\n\n"
        "# The rest of it, which is not changed in this document:\n"
        "#   id: abc\n#   parts:\n#   - a: |-\n#       x\n#       y\n".replace(
            "|-\n#       x\n#       y", "'x\n#\n#       y'"
        )
    )


def test_the_rest_of_a_document_has_a_bound() -> None:
    shown = Shown([], (Field("name", "Name"),), {"name": "x"}, str, {}, {"ids": list(range(1000))})
    lines = document_text(shown).splitlines()
    assert len(lines) < 320
    assert lines[-1] == "# ... and 701 more lines: the tab JSON shows all of it."


def test_a_broken_document_would_be_seen() -> None:
    fields = (Field("name", "Name"),)
    with pytest.raises(DocumentTextError):
        read_again(written(fields, {"name": "x"}) + "name: y\n", WireFields(fields, None))
