"""A text of a field, picked from what the server tells of, or typed where it does not tell of it."""

from collections.abc import Sequence

from aixtui.editing.form import Form
from aixtui.face import Choice, Face
from aixtui.kindspec.cells import clean
from aixtui.kindspec.field import Field

_OTHERS = "Another one can be typed."


async def pick_offer(form: Form, field: Field, face: Face, text: str = "") -> None:
    """Have the user pick what a field holds, beginning with a text that is typed."""
    offers = field.offers
    assert offers is not None, "nobody tells of what it may hold"
    teller = form.texts[offers.of]
    try:
        with face.busy(f"asking {form.name_of(teller)}"):
            found = await form.session.read(
                lambda ws: ws.ask(form.kind, lambda source: offers.ask(source, teller))
            )
    except Exception as error:
        face.problem(error)
        return
    held = form.texts[field.name]
    told = [Choice(one.text, one.name, one.note, is_selected=one.text == held) for one in found]

    def choices(typed: str) -> Sequence[Choice]:
        more = [Choice("", _OTHERS if told else offers.nothing, is_note=True)]
        if held and not typed:
            more.append(Choice("", "None", "take it away"))
        others = [typed] if typed else [held] if held else []
        more += [
            Choice(one, clean(one), "not told of by the server", is_selected=one == held)
            for one in others
            if all(one != choice.id for choice in told)
        ]
        return [*told, *more]

    picked = await face.choose(field.label, choices, text=text)
    if picked is not None:
        form.type(field.name, picked)
