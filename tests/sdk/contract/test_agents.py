"""Agents of a real server, from creation to deletion."""

import pytest

from aixsdk import Aixplain
from aixsdk import exceptions as errors
from aixsdk.enums import AssetStatus


def test_a_whole_life(fresh: Aixplain) -> None:
    model = fresh.Model.get("sandbox/sentiment")
    agent = fresh.Agent(
        name="Mood reader", description="Tells the mood", instructions="Use the tool.", tools=[model]
    )
    agent.save(as_draft=True)
    assert (agent.status, agent.is_modified) == (AssetStatus.DRAFT, False)

    again = fresh.Agent.get(agent.id)
    assert (again.name, again.instructions, again.status) == (
        "Mood reader",
        "Use the tool.",
        AssetStatus.DRAFT,
    )
    again.save(description="Tells the mood of a text")
    assert fresh.Agent.get(agent.id).description == "Tells the mood of a text"
    assert fresh.Agent.get(agent.id).status is AssetStatus.ONBOARDED

    result = again.run("What a wonderful day, I love it!", wait_time=0.2)
    assert (result.status, result.completed) == ("SUCCESS", True)
    assert "positive" in str(result.data.output)
    assert any("entiment" in step["unit"]["name"] for step in result.data.steps)
    assert all(step["output"] for step in result.data.steps)

    twin = again.duplicate(name="Mood reader two")
    assert (twin.name, twin.status) == ("Mood reader two", AssetStatus.DRAFT)
    assert twin.id != again.id
    again.delete()
    with pytest.raises(errors.NotFoundError):
        fresh.Agent.get(agent.id)
    assert fresh.Agent.get(twin.id).name == "Mood reader two"


def test_a_name_that_is_taken(fresh: Aixplain) -> None:
    taken = fresh.Agent.search(ownership="PRIVATE").results[0]
    with pytest.raises(errors.ResourceError, match="already_exists") as caught:
        taken.clone().save()
    assert isinstance(caught.value.__cause__, errors.BadRequestError)


def test_steps_grow_from_poll_to_poll(live: Aixplain) -> None:
    agent = live.Agent.search(query="text analyst").results[0]
    started = agent.run_async("Count the words of this text, please")
    assert started.url is not None
    counts = [len(result.data.steps) for result in agent.watch(started.url, wait_time=0.2)]
    assert counts == sorted(counts)
    assert counts[-1] >= 1
