import click
import pytest

from aixtui.cli.naming import look_for, perhaps_meant, require_kind, resource_name


@pytest.mark.parametrize(
    ("text", "kind", "identifier"),
    [
        ("66f0c1", "model", "66f0c1"),
        ("sandbox/text-statistics", "model", "sandbox/text-statistics"),
        ("openai/gpt-4o/openai", "model", "openai/gpt-4o/openai"),
        ("models/openai/gpt-4o/openai", "model", "openai/gpt-4o/openai"),
        ("model/66f0c1", "model", "66f0c1"),
        ("agent/66f0c1", "agent", "66f0c1"),
        ("AGENTS/acme/x", "agent", "acme/x"),
        # Short words are no kinds here: they may be the first part of a path.
        ("a/x", "model", "a/x"),
        ("agent", "model", "agent"),
        (" 66f0c1 ", "model", "66f0c1"),
    ],
)
def test_only_a_first_part_that_names_a_kind_is_one(text: str, kind: str, identifier: str) -> None:
    kind_spec, name = resource_name(text)
    assert (kind_spec.id, name) == (kind, identifier)


@pytest.mark.parametrize("text", ["", " ", "/", "agent/", "models//"])
def test_a_name_without_an_id_is_refused(text: str) -> None:
    with pytest.raises(click.UsageError, match="names no resource"):
        resource_name(text)


def test_an_unknown_kind_is_told_the_kinds() -> None:
    assert require_kind("Models").id == "model"
    with pytest.raises(click.UsageError, match=r"no kind 'modles'. Did you mean models"):
        require_kind("modles")


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("agnets/x", "Did you mean agents/x?"),
        ("Tol/a/b", "Did you mean tool/a/b?"),
        ("agents/Text Analyst", "Look for a name with aixtui ls agents -q 'Text Analyst'."),
        ("agents/x", "Look for a name with aixtui ls agents -q x."),
        ("agents/c503382e1f528241c4d8c5e6", ""),
        ("sandbox/sentiment", ""),
        ("agents", "agents is a kind: write agents/ID."),
        ("agnets", ""),
        ("c503382e1f528241c4d8c5e6", "Without a KIND it is a model's ID: write KIND/ID."),
    ],
)
def test_what_may_have_been_meant_where_there_is_nothing(typed: str, meant: str) -> None:
    assert perhaps_meant(typed) == meant


@pytest.mark.parametrize(
    ("text", "arguments", "words"),
    [
        ("Model text-statistics not found.", ("get", "text-statistics"), "models -q text-statistics."),
        ("Model sandbox/nothing not found.", ("run", "sandbox/nothing"), "models -q nothing."),
        ("Model 594a8b3d981f0a7045490169 not found.", ("get", "594a8b3d981f0a7045490169"), ""),
        ("Agent other not found.", ("edit", "agents/mine", "-f", "agents=x"), ""),
        ("Gone.", ("get", "x"), ""),
    ],
)
def test_how_a_name_is_looked_for_that_is_given_for_an_id(
    text: str, arguments: tuple[str, ...], words: str
) -> None:
    assert look_for(text, arguments) == (words and f"Look for a name with aixtui ls {words}")
