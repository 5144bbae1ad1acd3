"""The parameters of a model, which are read when somebody looks at them."""

import copy
from typing import Any

import pytest

from aixsdk import Model
from aixsdk.kinds.parameters import Parameter
from tests.sdk.platform import connected

TEXT = {"name": "text", "required": True, "values": [], "defaultValues": [], "availableOptions": []}


def _found(*params: Any) -> Any:
    with connected() as (aix, platform):
        item = {"id": "m", "name": "Model", "params": [*params]}
        platform.on("POST /v2/models/paginate", {"results": [item], "total": 1, "pageTotal": 1})
        return aix.Model.search()


def test_a_model_has_parameters() -> None:
    (model,) = _found(TEXT, {**TEXT, "name": "n", "dataType": "number"}).results
    assert [(type(one), one.name) for one in model.params] == [(Parameter, "text"), (Parameter, "n")]
    assert model.params is model.params
    assert not model.is_modified
    model.params[0].name = "other"
    assert model.is_modified


@pytest.mark.parametrize("twin_of", [copy.deepcopy, Model.clone])
def test_a_twin_of_an_unread_model_has_parameters(twin_of: Any) -> None:
    (model,) = _found(TEXT).results
    twin = twin_of(model)
    assert [one.name for one in twin.params] == ["text"]
    twin.params[0].name = "other"
    assert model.params[0].name == "text"


@pytest.mark.parametrize(
    "broken",
    [5, None, [], "text", {**TEXT, "availableOptions": 5}, {"name": "text", "default_values": 5}],
    ids=str,
)
def test_a_parameter_that_cannot_be_read_is_an_error_of_its_item(broken: Any) -> None:
    page = _found(TEXT, broken)
    assert page.results == []
    assert [error.index for error in page.errors] == [0]


def test_a_parameter_may_leave_out_what_it_has_not() -> None:
    (model,) = _found({"name": "text"}).results
    assert [one.options for one in model.params] == [[]]


def test_a_model_without_parameters_has_none() -> None:
    (model,) = _found().results
    assert model.params == []
