"""What a client hands out: its classes and words, all of them by their exported names."""

from enum import Enum

import aixsdk
from aixsdk import Aixplain, Model
from tests.sdk.surface.comparison import LEFT_OUT, found_here
from tests.sdk.surface.listing import sections

KINDS = {
    *("APIKey", "Agent", "File", "Inspector", "Integration", "Model", "Resource"),
    *("Session", "Skill", "Tool", "Trigger", "Utility"),
}


def test_every_kind_is_bound_to_it(aix: Aixplain) -> None:
    for name in KINDS:
        assert issubclass(getattr(aix, name), getattr(aixsdk, name))
        assert getattr(aix, name).context is aix


def test_every_exported_enum_is_there(aix: Aixplain) -> None:
    exported = {
        name: ours
        for section in sections()
        if section.name not in LEFT_OUT
        for name in section.starred
        if isinstance(ours := found_here(section.name, name), type) and issubclass(ours, Enum)
    }
    assert len(exported) > 25
    assert [name for name, ours in exported.items() if getattr(aix, name, None) is not ours] == []


class Draft(Model):
    """A kind of a program's own."""


class Workspace(Aixplain):
    """A program's client, with a kind of its own."""

    Draft: type[Draft]

    def init_resources(self) -> None:
        super().init_resources()
        self.Draft = type("Draft", (Draft,), {"context": self})


def test_a_kind_of_ones_own_is_bound_by_extending() -> None:
    with Workspace("key") as aix:
        assert aix.Draft.context is aix


def test_what_is_bound_or_connected_anew_is_new() -> None:
    with Aixplain("key", pipeline_url="https://pipelines.example") as aix:
        model, client = aix.Model, aix.client
        aix.init_resources()
        assert aix.Model is not model
        assert aix.Model.context is aix
        aix.init_client()
        assert aix.client is not client
        client.close()
