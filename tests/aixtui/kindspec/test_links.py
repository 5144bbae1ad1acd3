from types import SimpleNamespace
from typing import Any

import pytest

from aixsdk.kinds.agent.resource import Agent
from aixtui.kinds.agent import AGENT
from aixtui.kindspec.cells import Cell, status, text
from aixtui.kindspec.kind import Kind, Section, linked
from aixtui.kindspec.links import Link, link_to, links_to
from aixtui.kindspec.overview import ShownFact, ShownSection, fact_texts, overview


@pytest.mark.parametrize(
    ("value", "links"),
    [
        ("a1", (Link("agent", "a1"),)),
        ({"id": "a1", "name": "One"}, (Link("agent", "a1", "One"),)),
        (SimpleNamespace(id="a1", name=None), (Link("agent", "a1"),)),
        ({"name": "One"}, (Link("agent", "", "One"),)),
        ({"id": 7, "name": ["x"]}, ()),
        (None, ()),
        ("", ()),
        (12, ()),
    ],
)
def test_whatever_names_a_resource_leads_to_it(value: Any, links: tuple[Link, ...]) -> None:
    assert link_to("agent", value) == links
    assert links_to("agent", [value, value]) == links + links


def test_many_stand_beside_each_other_by_the_names_that_are_known() -> None:
    named = ["a1", {"id": "a2", "name": "T\x1b[31mwo"}, {"name": "Three"}]
    kind = _with(linked("Agents", lambda _: links_to("agent", named)))
    (section,) = overview(kind, None, {"a1": "One\n"})
    (fact,) = section.facts
    assert fact.value.text == "One, Two, Three"
    assert [fact.value.text[start:end] for start, end in fact.spans] == ["One", "Two"]
    assert [link.id for link in fact.links] == ["a1", "a2"]


def test_those_of_one_name_are_told_apart_wherever_they_stand_in_it() -> None:
    one, other = {"id": "a1", "name": "One"}, {"id": "a2", "name": "One\n"}
    kind = _with(
        linked("First", lambda _: links_to("agent", [one, {"id": "a3", "name": "Three"}, one])),
        linked("Second", lambda _: links_to("agent", [other, {"name": "One"}])),
    )

    def told(makers: dict[str, str]) -> list[str]:
        return [fact.value.text for section in overview(kind, None, {}, makers) for fact in section.facts]

    assert told({"a1": "Acme", "a2": "Beta"}) == ["One · Acme, Three, One · Acme", "One · Beta, One"]
    assert told({}) == ["One · a1, Three, One · a1", "One · a2, One"]


def test_where_nothing_is_named_there_is_a_dash() -> None:
    kind = _with(linked("Agents", lambda _: ()))
    ((_, ((_, value, links, spans),), _),) = overview(kind, None)
    assert (value, links, spans) == (text(""), (), ())


def test_a_label_that_comes_twice_says_where_it_stands() -> None:
    link = Link("agent", "a1", "One")
    first = ShownSection("First", (ShownFact("Agent", Cell("One"), (link,)), ShownFact("Run", Cell("-"))))
    second = ShownSection("Second", (ShownFact("Agent", Cell("Two")), ShownFact("Status", status("draft"))))
    assert fact_texts([first, second]) == {
        "Agent": "One",
        "Agent id": "a1",
        "Second: Agent": "Two",
        "Status": "draft",
    }


def _with(*facts: Any) -> Kind:
    return AGENT._replace(sections=(Section("Parts", facts),))


@pytest.mark.parametrize(
    ("llm", "said"), [(None, "none, so the platform's default"), ({"id": "m1", "name": "One"}, "One")]
)
def test_what_holds_without_a_resource_is_said_in_its_place(llm: Any, said: str) -> None:
    facts = [fact for section in overview(AGENT, Agent(name="x", llm=llm)) for fact in section.facts]
    shown = next(fact for fact in facts if fact.label == "LLM")
    assert shown.value.text == said
    assert len(shown.links) == (llm is not None)
