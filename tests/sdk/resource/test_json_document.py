"""Documents by dataclasses-json, whose library is loaded when it is first needed."""

import dataclasses
import importlib
import json
import pkgutil
import subprocess
import sys
from typing import Any

import pytest
from dataclasses_json import DataClassJsonMixin, LetterCase, config, dataclass_json

import aixsdk
from aixsdk.resource.fields import camel_case, json_field, private_field
from aixsdk.resource.json_document import JsonDocument, is_inherited


def _all_documents() -> list[Any]:
    for module in pkgutil.walk_packages(aixsdk.__path__, "aixsdk."):
        importlib.import_module(module.name)
    found: list[Any] = []
    left: list[Any] = [JsonDocument]
    while left:
        below = left.pop().__subclasses__()
        found += below
        left += below
    return [cls for cls in found if dataclasses.is_dataclass(cls) and cls.__module__.startswith("aixsdk.")]


def test_field_names_are_those_of_the_library() -> None:
    documents = _all_documents()
    assert len(documents) > 20
    in_camel_case: Any = LetterCase.CAMEL
    for cls in documents:
        for field in dataclasses.fields(cls):
            assert camel_case(field.name) == in_camel_case(field.name), (cls, field.name)


def test_settings_of_fields_are_those_of_the_library() -> None:
    ours = dict(json_field("aName", decoder=str, encoder=repr).metadata["dataclasses_json"])
    theirs = config(field_name="aName", decoder=str, encoder=repr)["dataclasses_json"]
    assert ours.pop("letter_case")("x") == theirs.pop("letter_case")("x") == "aName"
    assert ours == theirs
    assert private_field().metadata["dataclasses_json"].keys() == {"exclude"}


@dataclasses.dataclass
class _Inner(JsonDocument):
    held_at: str | None = json_field("heldAt")


@dataclasses.dataclass
class _Outer(JsonDocument):
    inner: _Inner = dataclasses.field(default_factory=_Inner)
    count: int = 0


@dataclass_json
@dataclasses.dataclass
class _ByDecorator:
    count: int = 0


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_every_method_does_what_the_library_does() -> None:
    outer = _Outer(_Inner("here"), 3)
    document = {"inner": {"heldAt": "here"}, "count": 3}
    assert outer.to_dict() == document
    assert json.loads(outer.to_json(indent=1)) == document
    assert _Outer.from_dict(document) == outer
    assert _Outer.from_dict({}, infer_missing=True) == _Outer()
    assert _Outer.from_json(json.dumps(document)) == outer
    assert _Outer.schema().load(document) == outer
    assert issubclass(_Outer, DataClassJsonMixin)


@pytest.mark.parametrize(("cls", "inherited"), [(_Outer, True), (_ByDecorator, True), (dict, False)])
def test_a_from_dict_of_ones_own_is_told_apart(cls: type, inherited: bool) -> None:
    assert is_inherited(getattr(cls, "from_dict", None)) is inherited


def test_a_client_that_is_ready_has_not_loaded_it() -> None:
    program = (
        "import sys; from aixsdk import Aixplain; Aixplain('key', backend_url='https://h').Agent;"
        "print('dataclasses_json' in sys.modules, 'marshmallow' in sys.modules)"
    )
    said = subprocess.run([sys.executable, "-c", program], check=True, capture_output=True, text=True).stdout
    assert said.split() == ["False", "False"]
