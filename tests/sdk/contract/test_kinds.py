"""The other kinds on a real server, each from creation to deletion."""

import zipfile
from pathlib import Path

import pytest

from aixsdk import Aixplain
from aixsdk import exceptions as errors
from aixsdk.enums import MessageRole, Reaction
from aixsdk.files import FileUploader
from aixsdk.kinds.agent.resource import Agent

ADD = "def add(first: int, second: int) -> int:\n    return first + second"


def _own_agent(aix: Aixplain) -> Agent:
    return aix.Agent.search(ownership="PRIVATE").results[0]


def test_a_tool_of_ones_own_code(fresh: Aixplain) -> None:
    tool = fresh.Tool(name="adder", description="Adds two numbers", code=ADD)
    tool.save()
    assert tool.id
    assert not tool.is_modified
    assert list(tool.actions) == ["add"]
    assert tool.actions["ADD"].inputs.required == ["first", "second"]
    assert tool.run(data={"first": 1, "second": 2}).data == 3

    tool.save(description="Adds, and one more", code=ADD + " + 1")
    again = fresh.Tool.get(tool.id)
    assert again.description is not None
    assert again.description.startswith("Adds, and one more")
    assert again.run("add", {"first": 1, "second": 2}).data == 4
    with pytest.raises(errors.InputError, match="'second' is missing"):
        again.run("add", {"first": 1})

    again.delete()
    with pytest.raises(errors.NotFoundError):
        fresh.Tool.get(tool.id)


def test_a_name_that_is_taken_is_refused_by_the_integration(fresh: Aixplain) -> None:
    fresh.Tool(name="adder", code=ADD).save()
    with pytest.raises(errors.ResourceError, match="Name already exists") as caught:
        fresh.Tool(name="adder", code=ADD).save()
    assert isinstance(caught.value.__cause__, errors.APIError)


def test_a_tool_of_an_agent(fresh: Aixplain) -> None:
    tool = fresh.Tool(name="adder", code=ADD).save()
    agent = fresh.Agent(name="Adding", instructions="Add.", tools=[tool]).save()
    (stored,) = fresh.Agent.get(agent.id).tools or []
    assert (stored.id, type(stored), stored.allowed_actions) == (tool.id, fresh.Tool, ["add"])


def test_an_upload_and_its_progress(fresh: Aixplain, tmp_path: Path) -> None:
    path = tmp_path / "notes.txt"
    path.write_bytes(b"x" * 700_000)
    told: list[tuple[int, int]] = []
    place = FileUploader.of(fresh).upload(
        path, return_download_link=True, on_progress=lambda sent, size: told.append((sent, size))
    )
    assert told == [(262_144, 700_000), (524_288, 700_000), (700_000, 700_000)]
    assert fresh.client.request_raw("GET", place).content == path.read_bytes()


def test_a_skill_of_a_folder(fresh: Aixplain, tmp_path: Path) -> None:
    source = tmp_path / "filler"
    (source / "scripts").mkdir(parents=True)
    (source / "SKILL.md").write_text("---\nname: pdf-filler\ndescription: Fills forms\n---\nText")
    (source / "scripts" / "fill.py").write_text("print(1)")
    skill = fresh.Skill(file_path=source, tags=["pdf"]).save()
    assert fresh.Skill.get(skill.id).description == "Fills forms"
    assert skill.list_files() == ["SKILL.md", "scripts", "scripts/fill.py"]
    (source / "scripts" / "fill.py").write_text("print(2)")
    (source / "SKILL.md").write_text("---\nname: pdf-filler\ndescription: Fills them well\n---\nText")
    skill.save()
    (tmp_path / "more.txt").write_text("more")
    skill.update(tmp_path / "more.txt", "docs/more.txt")
    assert fresh.Skill.get(skill.id).description == "Fills them well"
    saved = skill.download(tmp_path / "out.zip")
    with zipfile.ZipFile(saved) as archive:
        assert sorted(archive.namelist()) == ["SKILL.md", "docs/more.txt", "scripts/fill.py"]
        assert archive.read("scripts/fill.py") == b"print(2)"
    saved.write_bytes(b"old")
    assert zipfile.is_zipfile(skill.download(saved))
    assert skill.delete().completed


def test_a_conversation(fresh: Aixplain) -> None:
    session = fresh.Session(agent_id=_own_agent(fresh).id, name="ticket").save()
    answer = session.ask("Count the words: one two three")
    assert answer.completed
    user, assistant = session.messages()
    assert (user.role, assistant.role) == (MessageRole.USER, MessageRole.ASSISTANT)
    assert session.react(str(assistant.id), Reaction.LIKE).reaction is Reaction.LIKE
    assert session.react(str(assistant.id), None).reaction is None
    with pytest.raises(errors.BadRequestError, match="assistant"):
        session.react(str(user.id), Reaction.LIKE)
    assert session.get_message(str(user.id)).content == "Count the words: one two three"
    session.delete_message(str(user.id))
    assert len(session.messages()) == 1
    assert [found.id for found in fresh.Session.search(agent=str(session.agent_id))] == [session.id]
    session.save(name="renamed")
    assert fresh.Session.get(session.id).name == "renamed"
    session.delete()
    assert fresh.Session.search().results == []


def test_a_trigger(fresh: Aixplain) -> None:
    agent = _own_agent(fresh)
    trigger = fresh.Trigger(
        name="Overnight",
        input="Summarise",
        agent=agent,
        every="day",
        at="07:40",
        timezone="Europe/Lisbon",
    ).save()
    assert (trigger.schedule_type, trigger.enabled) == ("daily", True)
    trigger.save(at="08:15")
    assert fresh.Trigger.get(trigger.id).at == "08:15"
    trigger.enable(False)
    assert fresh.Trigger.get(trigger.id).enabled is False
    assert [found.id for found in fresh.Trigger.search(agent)] == [trigger.id]
    trigger.delete()
    assert fresh.Trigger.search().results == []


def test_an_api_key(fresh: Aixplain) -> None:
    key = fresh.APIKey(name="ci-bot", budget=25.0).save()
    assert key.key
    assert key.key not in repr(key)
    masked = fresh.APIKey.get(key.id)
    assert masked.key != key.key
    found = fresh.APIKey.get_by_access_key(key.key)
    assert found is not None
    assert found.id == key.id
    assert key.get_usage()[0].daily_request_count is not None
    assert fresh.APIKey.get_usage_limits()
    key.save(budget=30.0)
    assert fresh.APIKey.get(key.id).budget == 30.0
    key.delete()
    with pytest.raises(errors.NotFoundError):
        fresh.APIKey.get(key.id)


def test_a_utility(fresh: Aixplain) -> None:
    code = "def main(number: int, word: str) -> str:\n    return f'{number}-{word}'"
    utility = fresh.Utility(name="joiner", description="Joins a number and a word.", code=code).save()
    assert utility.run('{"number": 1, "word": "x"}').data == "1-x"
    assert fresh.Utility.get(utility.id).name == "joiner"
    assert utility.delete().completed


def test_the_account(fresh: Aixplain) -> None:
    wallet = fresh.wallet()
    assert wallet.available == wallet.total - wallet.reserved > 0
    assert fresh.issue.report("It hangs after step 3", severity="SEV3").id


def test_guards(fresh: Aixplain) -> None:
    guards = fresh.Inspector.search(page_size=50)
    assert guards.results
    for guard in guards:
        assert guard.payload() == fresh.Inspector.get(str(guard.path)).payload()
        assert fresh.Model.get(str(guard.id)).function == "guardrails"
    agent = _own_agent(fresh)
    agent.save(inspectors=[guards.results[0]])
    stored = dict(fresh.Agent.get(agent.id).to_dict())["inspectors"]
    assert stored == [guards.results[0].payload()]
