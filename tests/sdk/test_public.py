"""What can be imported, from where, and what that costs."""

import subprocess
import sys

import pytest

import aixsdk
from aixsdk import exceptions, resource
from aixsdk.exceptions import tree

SEED = [
    *("with_hooks", "encode_resource_id", "HasContext", "HasResourcePath", "HasFromDict", "HasToDict"),
    *("BaseMixin", "BaseResource", "BaseParams", "BaseSearchParams", "BaseGetParams", "BaseDeleteParams"),
    *("BaseRunParams", "BaseResult", "Result", "DeleteResult", "Page", "SearchResourceMixin"),
    *("GetResourceMixin", "DeleteResourceMixin", "RunnableResourceMixin", "ResourceT", "SearchParamsT"),
    *("GetParamsT", "DeleteParamsT", "RunParamsT", "ResultT", "DeleteResultT"),
]


def _loaded_by(code: str) -> set[str]:
    program = f"import sys; {code}; print(*sys.modules)"
    return set(
        subprocess.run(
            [sys.executable, "-c", program], capture_output=True, text=True, check=True
        ).stdout.split()
    )


@pytest.mark.parametrize("name", aixsdk.__all__)
def test_every_public_name_is_there(name: str) -> None:
    assert getattr(aixsdk, name).__name__ == {"Resource": "File"}.get(name, name)
    assert name in dir(aixsdk)


def test_no_other_name_is() -> None:
    with pytest.raises(AttributeError, match="nothing"):
        aixsdk.nothing  # noqa: B018


@pytest.mark.parametrize("name", SEED)
def test_every_documented_name_of_the_resource_layer(name: str) -> None:
    assert hasattr(resource, name)
    assert name in resource.__all__


@pytest.mark.parametrize(
    ("name", "keys"),
    [
        ("BaseParams", {"api_key", "resource_path"}),
        (
            "BaseSearchParams",
            {"query", "ownership", "sort_by", "sort_order", "page_number", "page_size", "paginate_items_key"},
        ),
        ("BaseGetParams", {"id", "host"}),
        ("BaseDeleteParams", {"id"}),
        ("BaseRunParams", {"text", "timeout", "wait_time", "show_progress"}),
    ],
)
def test_every_documented_parameter_is_there_and_optional(name: str, keys: set[str]) -> None:
    assert {*keys, "api_key", "resource_path"} <= getattr(resource, name).__optional_keys__


def test_importing_the_sdk_loads_next_to_nothing() -> None:
    heavy = {
        "httpx",
        "dataclasses_json",
        "marshmallow",
        "asyncio",
        "ssl",
        "textual",
        "rich",
        "keyring",
        "json",
    }
    assert not heavy & _loaded_by("import aixsdk")


def test_using_it_loads_no_interface() -> None:
    loaded = _loaded_by("from aixsdk import Aixplain; Aixplain('key').Agent")
    # httpx itself loads rich where it is installed.
    assert not {"textual", "keyring"} & loaded
    assert "httpx" in loaded


def test_the_tree_of_errors_is_drawn_as_it_is() -> None:
    drawing = tree.__doc__ or ""
    drawn = {line.split("── ")[1].split()[0] for line in drawing.splitlines() if "── " in line}
    classes = {
        name
        for name, value in vars(exceptions).items()
        if isinstance(value, type) and value.__module__ == exceptions.__name__
    }
    assert drawn == classes - {"AixplainV2Error"}


def test_every_error_has_a_title_of_its_own() -> None:
    def below(kind: type[exceptions.AixplainV2Error]) -> list[type[exceptions.AixplainV2Error]]:
        return [kind, *(found for child in kind.__subclasses__() for found in below(child))]

    titles = [kind.title for kind in below(exceptions.AixplainV2Error)]
    assert len(titles) == len(set(titles))


def test_two_clients_share_no_classes() -> None:
    with (
        aixsdk.Aixplain("one", backend_url="https://a") as one,
        aixsdk.Aixplain("two", backend_url="https://b") as two,
    ):
        assert one.Model is one.Model
        assert one.Model is not two.Model
        assert (one.Model.context, two.Model.context) == (one, two)
        assert (one.Model(id="x").context, one.Tool.context) == (one, one)
