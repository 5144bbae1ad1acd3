"""What a resource is run with, or what it can do, as the sections of its page."""

from collections.abc import Sequence

from aixtui.kindspec.asset_actions import AssetAction
from aixtui.kindspec.cells import Cell, clean, clean_block
from aixtui.kindspec.field import Field
from aixtui.kindspec.kind import Kind, Resource
from aixtui.kindspec.overview import ShownFact, ShownSection
from aixtui.kindspec.plain_text import counted
from aixtui.kindspec.text_codec import YES_OR_NO

MOST_FACTS = 3_000
"""More are read by nobody, and take long to draw."""
NO_INPUTS = ShownFact("", Cell("It takes no inputs.", "muted"))
UNTOLD = ShownFact("", Cell("The server does not tell its inputs.", "muted"))


def what_it_takes(kind: Kind, resource: Resource) -> tuple[ShownSection, ...]:
    """One section for each action, else one of its inputs; the server may be asked. None without any."""
    if kind.actions is not None:
        return _of_actions(kind.actions(resource))
    inputs = kind.inputs(resource) if kind.inputs is not None else ()
    return (ShownSection("Inputs", tuple(map(_input, inputs))),) if inputs else ()


def _of_actions(actions: Sequence[AssetAction]) -> tuple[ShownSection, ...]:
    sections: list[ShownSection] = []
    room = MOST_FACTS
    for number, action in enumerate(actions):
        sections.append(_action(action))
        room -= len(sections[-1].facts)
        if room < 0 and (left := len(actions) - number - 1):
            more = counted(left, "more action is", "more actions are")
            sections.append(ShownSection("More", (ShownFact("", Cell(f"{more} not shown.", "muted")),)))
            break
    return tuple(sections)


def _action(action: AssetAction) -> ShownSection:
    inputs = (UNTOLD,) if action.inputs is None else tuple(map(_input, action.inputs)) or (NO_INPUTS,)
    about = [ShownFact("", Cell(action.description))] if action.description else []
    about += [ShownFact("", Cell(action.note, "warn"))] if action.note else []
    return ShownSection(action.name, (*about, *inputs), is_name=True)


def _input(item: Field) -> ShownFact:
    """Its name; its type, whether it has to be given and what it is by default; its choices; its help."""
    options = () if item.codec is YES_OR_NO else item.options
    what = ["one of those below" if options else item.type_word]
    what += ["required"] if item.required else []
    what += [f"default {clean(item.default)}"] if item.default.strip() else []
    choices = ", ".join(_choice(one, item.option_names.get(one, "")) for one in options)
    lines = [", ".join(what), choices, clean_block(item.help)]
    return ShownFact(clean(item.name), Cell("\n".join(line for line in lines if line)))


def _choice(value: str, label: str) -> str:
    value, label = clean(value), clean(label)
    return value if label in ("", value) else f"{value} ({label})"
