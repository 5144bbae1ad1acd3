"""A user in their own editor: what they typed there is in the form, and nothing else is otherwise."""

from random import Random

from aixtui.editing.edited_text import EditedDocument
from aixtui.editing.form import Form
from aixtui.editing.own_editor import OwnEditor
from tests.aixtui.editing.sequences.oracle import is_same
from tests.aixtui.editing.sequences.texts import typed_text
from tests.aixtui.editing.sequences.window import ChancyFace, drive

_BROKEN = "\n  - [\n"
"""No YAML, wherever it stands."""


def edit_field(form: Form, face: ChancyFace, chance: Random) -> None:
    """Edit a long text; some editors put a line break at its end."""
    field = chance.choice([field for field in form.fields if field.is_long_text])
    before = dict(form.texts)
    text = chance.choice((before[field.name], typed_text(field, chance, before[field.name])))
    written = text + chance.choice(("", "\n"))
    face.edits = [lambda _: written]
    drive(OwnEditor(form, face).edit_field(field))
    keeps_break = before[field.name].endswith("\n")
    _check(form, before | {field.name: written if keeps_break else written.removesuffix("\n")})


def edit_document(form: Form, face: ChancyFace, chance: Random) -> None:
    """Edit some fields of the document; what it cannot be is mended, or all is put back as it was."""
    before, begun = dict(form.texts), list[str]()
    some = chance.sample([one for one in form.fields if not (one.is_secret or one.is_path)], 3)
    typed = {field.name: typed_text(field, chance, before[field.name]) for field in some}
    document = EditedDocument(form, before | typed)
    text = drive(form.session.read(document.load))
    is_broken = chance.random() < 0.3

    def begin(shown: str) -> str:
        begun.append(shown)
        return text + _BROKEN if is_broken else text

    face.edits = [begin, *([_mend] if is_broken else []), lambda _: begun[0]]
    drive(OwnEditor(form, face).edit_document())
    is_refused = not face.edits
    _check(form, before if is_refused else before | typed)


def _mend(shown: str) -> str:
    """Take out what is no YAML, and leave what is said of it."""
    before, _, after = shown.rpartition(_BROKEN[1:])
    return before + after


def _check(form: Form, expected: dict[str, str]) -> None:
    for field in form.fields:
        name, text = field.name, form.texts[field.name]
        is_right = text == expected[name] or (field.options and is_same(field, text, expected[name]))
        assert is_right, f"{name} is {text!r} after an edit, and not {expected[name]!r}"
