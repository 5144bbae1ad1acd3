"""What is read from YAML and JSON, and what is refused, each at its place."""

import json
import os
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from aixtui.editing.document_text.fields import FieldTexts, read_fields
from aixtui.editing.document_text.file import (
    LARGEST,
    DocumentFileError,
    read_document_file,
    read_text,
    the_document,
)
from aixtui.editing.document_text.nodes import DocumentTextError, value_of
from aixtui.kinds import KINDS
from aixtui.kinds.agent import AGENT
from aixtui.kindspec.fields import codec_of, text_of
from aixtui.kindspec.kind import Kind
from aixtui.sandbox import RunningSandbox
from aixtui.workspace.query import Query
from aixtui.workspace.wire_fields import WireFields
from aixtui.workspace.workspace import WorkspaceGateway
from tests.aixtui.editing.document_text.test_writing import wire_fields
from tests.driving import connection_to

JSON_SCALARS = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(st.characters(exclude_categories=["Cs"]))
)
JSON_VALUES = st.recursive(
    JSON_SCALARS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=5), inner, max_size=4),
    max_leaves=20,
)


def read(text: str, kind: Kind = AGENT) -> FieldTexts:
    return read_fields(the_document(read_text(text)), wire_fields(kind))


@given(value=JSON_VALUES, indent=st.sampled_from([None, 2, "\t"]), is_ascii=st.booleans())
@settings(
    max_examples=300,
    derandomize=True,
    database=None,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
)
def test_json_is_read_as_json_reads_it(value: Any, indent: Any, is_ascii: bool) -> None:
    text = json.dumps({"a": value}, indent=indent, ensure_ascii=is_ascii)
    assert value_of(read_text(text, is_json=True)) == {"a": value}
    assert value_of(read_text(text)) == {"a": value}


@given(
    text=st.text(st.sampled_from("a:-#|>[]{},&*!%@`\"'\\ \t\n\r\x00\x85\u2028\ufeff\x1b?~=<U0")) | st.text()
)
@settings(
    max_examples=500,
    derandomize=True,
    database=None,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
)
def test_whatever_is_no_document_is_refused_in_words(text: str) -> None:
    lines = []
    for is_json in (False, True):
        try:
            read_fields(the_document(read_text(text, is_json=is_json)), wire_fields(AGENT))
        except DocumentTextError as error:
            lines.append(error.place.line)
    assert all(line >= 1 for line in lines)


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "line 1, column 1: There is nothing in it."),
        ("# no more\n", "There is nothing in it."),
        ("just words", "line 1, column 1: It is a single value: a document has names with values."),
        ("- name: a\n- name: b\n", "line 1, column 1: It is a list of 2: one document is taken."),
        ("name: a\n---\nname: b\n", "line 3, column 1: A second document begins here: only one is taken."),
        ('{"name": "a"}\n{"name": "b"}', "line 2, column 1: A second document begins here"),
        ("name: a\nllm: b\nname: c\n", "line 3, column 1: name is there already, in line 1."),
        ('{"name": "a",\n "name": "b"}', "line 2, column 2: name is there already, in line 1."),
        ("a: &x [1]\nname: *x\n", "line 1, column 4: Aliases and anchors are not taken: write it out."),
        ("name: *x\n", "line 1, column 7: Aliases and anchors are not taken"),
        ("name: !!python/object:os.system x\n", "line 1, column 7: Tags such as"),
        ("? [a]\n: b\n", "line 1, column 3: A name is a single text."),
        (f"name: {'[' * 60}{']' * 60}", "There are more than 50 levels."),
        (json.dumps({"name": json.loads("[" * 60 + "]" * 60)}), "There are more than 50 levels."),
        ('name: "\\U00110000"', "line 1, column 5: An escape here stands for no character"),
        ("name: Re: nothing\n", "line 1, column 9: This is no YAML: mapping values are not allowed here. A"),
        ("budget:\n\tmax_cost: 1\n", "line 2, column 1: This is no YAML: found character '\\t' that"),
        ("name: one\u2028two\x85three\nllm\n", "line 3, column 1: This is no YAML: could not find"),
        ("name: [a, b]", "line 1, column 7: Name is a single text."),
        ("output_format: {a: b}", "Output is a single text."),
        ("llm: [a, b]", "line 1, column 6: LLM is one id."),
        ("tools: [{name: a}]", "line 1, column 9: Tools is said by ids: this is none."),
        ("llm: a\nmodel: {id: b}", "line 2, column 1: LLM is said otherwise already, in line 1."),
    ],
)  # fmt: skip
def test_what_cannot_be_taken_is_refused_at_its_place(text: str, sentence: str) -> None:
    with pytest.raises(DocumentTextError) as caught:
        read(text)
    assert sentence in str(caught.value)


def test_a_document_of_very_many_levels_and_one_of_very_many_digits_are_refused() -> None:
    for text in ("[" * 100_000 + "]" * 100_000, f'{{"name": {"[" * 100_000}'):
        with pytest.raises(DocumentTextError, match="There are more than 50 levels"):
            read(text)
    with pytest.raises(DocumentTextError, match="This is no JSON that can be read: Exceeds the limit"):
        read_text(f'{{"name": {"1" * 5000}}}', is_json=True)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("name: no", "no"),
        ("name: 2030-01-31", "2030-01-31"),
        ("name: 0x1F", "0x1F"),
        ("name: 12:30:45", "12:30:45"),
        ("name: 1_000.0e3", "1_000.0e3"),
        ("name: 'null'", "null"),
        ("name: null", ""),
        ("name: ~", ""),
        ("name:", ""),
        ("name: >-\n  one\n  two\n", "one two"),
        ("name: |+\n  one\n\n", "one\n\n"),
        ("name: |\r\n  one\r\n  two\r\n", "one\ntwo\n"),
        ("name: |\n  a\u2028b\x85c\x0cd\x1be\n", "a\u2028b\x85c\x0cd\x1be\n"),
        ('name: "\\ud83d\\ude00 \\ud83d"', "\U0001f600 \ufffd"),
        ('{"name": "\\ud83d\\ude00 \\ud83d"}', "\U0001f600 \ufffd"),
        ('{"name": 5.0}', "5.0"),
        ("{name: braces}", "braces"),
        ("- name: alone\n", "alone"),
        ("%YAML 1.2\n---\nname: one\n...\n", "one"),
    ],
)
def test_a_text_is_taken_as_it_stands(text: str, expected: str) -> None:
    assert read(text).texts == {"name": expected}


def test_the_names_of_the_sdk_and_those_of_the_wire_mean_the_same() -> None:
    ours = (
        "llm: a\noutput_format: json\nbudget: {max_cost: 2}\ntools: [b, {id: c, name: Adder}]\n"
        "expected_output: {a: [1]}"
    )
    wire = (
        'model: {id: a, name: M}\noutputFormat: json\nbudget: {"maxCost": 2}\ntools: [b, c]\n'
        'expectedOutput: {"a": [1]}'
    )
    expected = {
        "llm": "a",
        "output_format": "json",
        "budget.max_cost": "2",
        "tools": "b\nc",
        "expected_output": '{"a": [1]}',
    }
    told = {"tool_settings": '{"id":"c","name":"Adder"}'}
    assert (read(ours).texts, read(ours).names) == (expected | told, {"c": "Adder"})
    assert (read(wire).texts, read(wire).names) == (expected, {"a": "M"})
    assert read("llmId: a").texts == read("llm_id: a").texts == {"llm": "a"}


def test_what_is_no_field_is_named_with_the_nearest_one() -> None:
    found = read(
        "nme: x\nbudget: {max_cots: 1}\ninspector_id: a\nid: 5\ncloned_from_id:\nbudget.x: y\nzzz: 1\n"
    )
    assert [(one.name, one.nearest, one.place.line) for one in found.others] == [
        ("nme", "name", 1),
        ("budget.max_cots", "budget.max_cost", 2),
        ("inspector_id", "inspectors", 3),
        ("id", "", 4),
        ("cloned_from_id", "", 5),
        ("budget.x", "budget.max_cost", 6),
        ("zzz", "", 7),
    ]
    assert [one.name for one in found.others if one.is_known] == [
        "budget.max_cots",
        "inspector_id",
        "id",
        "cloned_from_id",
    ]
    assert [one.name for one in found.others if one.is_server_owned] == ["id"]
    assert [one.name for one in found.others if one.is_empty] == ["cloned_from_id"]


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind.fields], ids=lambda kind: kind.id)
def test_the_document_of_each_kind_fills_its_fields(kind: Kind, filled_sandbox: RunningSandbox) -> None:
    workspace = WorkspaceGateway.open(connection_to(filled_sandbox))
    try:
        row = workspace.search(kind, Query("", 1, 1)).rows[0]
        resource = workspace.get(kind, row.id)
        wire = workspace.wire_fields(kind, resource)
        document = json.dumps(workspace.document(resource), indent=2)
    finally:
        workspace.close()
    found = read_fields(the_document(read_text(document)), wire)
    for field in kind.fields_of(resource):
        text, codec = found.texts.get(field.name, ""), codec_of(field)
        expected = text_of(field, resource)
        assert text == expected or codec.parse(text) == codec.parse(expected), field.name


def test_limits_and_schedules_are_read_as_the_wire_has_them(filled_sandbox: RunningSandbox) -> None:
    kinds = {kind.id: kind for kind in KINDS}
    key = (
        '{"assetsLimits": [{"rpm": 5, "assetId": "a/b"}], "globalLimits": {"tpd": 7, "tpm": null},'
        ' "expiresAt": null}'
    )
    assert read(key, kinds["key"]).texts == {
        "asset_limits": '{"assetId":"a/b","rpm":5}',
        "global_limits.token_per_day": "7",
        "global_limits.token_per_minute": "",
        "expires_at": "",
    }
    trigger = "configuration: {type: daily, time: '07:40'}\nenabled: false\n"
    assert read(trigger, kinds["trigger"]).texts == {
        "configuration": "every day at 07:40",
        "enabled": "false",
    }
    with pytest.raises(DocumentTextError, match="line 1, column 16: Schedule cannot be this"):
        read("configuration: [1]", kinds["trigger"])


def test_what_comes_from_elsewhere_than_the_sdk_has_its_fields_by_their_names() -> None:
    wire = WireFields(AGENT.fields, lambda **_: None)
    found = read_fields(
        the_document(read_text("name: a\noutputFormat: text\nexpected_output: {b: 1}\n")), wire
    )
    assert found.texts == {"name": "a", "expected_output": '{"b": 1}'}
    assert [one.nearest for one in found.others] == ["output_format"]


@pytest.mark.parametrize(
    ("name", "data", "sentence"),
    [
        ("missing.json", None, "There is no file {path}."),
        ("bytes.yaml", b"name: a\nllm: \xff\n", "{path}, line 2: it is not UTF-8 text. Save it as UTF-8."),
        ("wide.yaml", "name: a".encode("utf-16"), "{path}, line 1: it is not UTF-8 text. Save it as UTF-8."),
        ("bad.json", b'{\n"name": }', "{path}, line 2, column 9: This is no JSON: Expecting value."),
        ("bad.yaml", b"name: a: b", "{path}, line 1, column 8: This is no YAML: mapping values are not"),
        ("rows.jsonl", b'{"a": 1}\n{"a": 2}', "{path}, line 2, column 1: A second document begins here"),
    ],
)  # fmt: skip
def test_a_file_that_holds_no_document_is_refused_in_words(
    name: str, data: bytes | None, sentence: str, tmp_path: Path
) -> None:
    path = tmp_path / name
    if data is not None:
        path.write_bytes(data)
    with pytest.raises(DocumentFileError) as caught:
        read_document_file(str(path))
    assert str(caught.value).startswith(sentence.format(path=path))


def test_a_file_that_is_too_large_is_not_read(tmp_path: Path) -> None:
    path = tmp_path / "large.yaml"
    path.write_bytes(b"#" * (LARGEST + 1))
    with pytest.raises(DocumentFileError, match="has more than 2 MB"):
        read_document_file(str(path))


def test_a_folder_and_a_pipe_are_no_files(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    for path, words in ((tmp_path, "it is a folder, not a file"), (tmp_path / "pipe", "it is a named pipe")):
        with pytest.raises(DocumentFileError, match=f"cannot be read: {words}"):
            read_document_file(str(path))
    with pytest.raises(DocumentFileError, match="cannot be read"):
        read_document_file("bad\0name")


def test_a_file_may_begin_with_a_byte_order_mark_and_lie_in_the_home(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    (tmp_path / "one.yaml").write_bytes(b"\xef\xbb\xbfname: a\n")
    assert value_of(read_document_file("~/one.yaml")) == {"name": "a"}
