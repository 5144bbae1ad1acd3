"""What a field takes, in words. Pure."""

from aixtui.kindspec.cells import clean
from aixtui.kindspec.field import Field
from aixtui.kindspec.text_codec import TextCodec

_MOST_OPTIONS = 12
"""Options that are named; of more nobody would read the names."""
_NO_VALUE = "?"
"""What is no value of a codec that does not take every text: what it says then tells what it takes."""


def about(field: Field) -> str:
    """What it takes and what it is for, in one line each; once where that says what it takes, too."""
    says_both = field.type_word and field.help.casefold().startswith(field.type_word.casefold())
    return "\n".join(filter(None, ("" if says_both else takes(field), field.help)))


def takes(field: Field) -> str:
    """What can be put into it, as a sentence."""
    return f"Takes {_takes(field)}{'; required' if field.required else ''}."


def _takes(field: Field) -> str:
    if field.records is not None:
        return f"entries, with a form for each {field.records.one}"
    if field.reference is not None:
        *others, last = field.reference.kinds
        kinds = " or ".join(filter(None, (", ".join(others), last)))
        return f"any number of these, in an order of yours: {kinds}" if field.is_list else f"one {kinds}"
    if field.offers is not None or len(field.options) > _MOST_OPTIONS:
        return "any number of what it offers" if field.many else "one of what it offers"
    if field.options:
        named = ", ".join(clean(field.option_names.get(one) or one) for one in field.options)
        return f"{'any of' if field.many else 'one of'}: {named}"
    return field.type_word or _typed(field)


def _typed(field: Field) -> str:
    if field.is_secret:
        return "a secret, which is neither shown nor kept in a draft"
    if field.is_path:
        return "the path of a file or a folder of this machine"
    if field.is_moment:
        return "a moment: a date and a time, or words for it"
    text = "one line of text" if field.lines == 1 else "a text of any number of lines"
    return _wanted(field.codec) or text


def _wanted(codec: TextCodec) -> str:
    """What a text has to be, as the codec says it of one that is not; empty where any will do."""
    try:
        codec.parse(_NO_VALUE)
    except ValueError as error:
        words = str(error)
        return words.partition(", not ")[0].partition(": Expecting")[0]
    return ""
