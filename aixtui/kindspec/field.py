"""One attribute that a person may edit, as data."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Literal, NamedTuple

from aixtui.kindspec.moments import MOMENT
from aixtui.kindspec.offers import Offers
from aixtui.kindspec.records import Records
from aixtui.kindspec.references import Reference
from aixtui.kindspec.text_codec import TEXT, TextCodec


class Field(NamedTuple):
    """One attribute that a person may edit, by its name in the SDK; `budget.max_cost` is one in another."""

    name: str
    label: str
    lines: int = 1
    required: bool = False
    help: str = ""
    codec: TextCodec = TEXT
    """How its value is written and read back."""
    options: tuple[str, ...] = ()
    """The texts there are, of a field that is one of them, or any with `many`."""
    many: bool = False
    """Whether it holds any number of its options, in their order and one a line."""
    notes: Mapping[str, str] = {}
    """What is to be said of some of its options."""
    option_names: Mapping[str, str] = {}
    """What people call some of its options; and by the empty text what it is where none is chosen."""
    reference: Reference | None = None
    """What it refers to, of a field that names other resources."""
    records: Records[Field] | None = None
    """What its entries are, of a field that is a list of them."""
    offers: Offers | None = None
    """Who tells what it may hold, of a field whose texts only the server knows."""
    unset: str = ""
    """What holds while it is empty, in a few words that stand in it then."""
    applies: Callable[[Mapping[str, str]], bool] = lambda _: True
    """Whether there is anything to say in it, by the texts of all fields; it is hidden where there is not."""
    default: str = ""
    """The text that it begins with in a new resource."""
    tells: Callable[[str], str] = lambda _: ""
    """What a text that fits comes to, as a sentence that is shown below it."""
    refuses: Callable[[Any, str], str] = lambda _, __: ""
    """Why the platform would not heed a text that fits, as a sentence; the resource is None of a new one."""
    is_secret: bool = False
    """Whether what is typed is never shown nor kept."""
    is_path: bool = False
    """Whether it names a file or a folder of this machine, which is sent with a save."""
    when: Literal["always", "new", "stored"] = "always"
    """Whether it can only be said of a new resource, or only of one that there is."""
    is_advanced: bool = False
    """Whether it is rarely needed: it is folded away until it is asked for."""
    type_word: str = ""
    """What sort of value it takes, in words, where that is worth saying."""
    heading: str = ""
    """What it and the fields after it stand below in a form, up to the next one that has a heading."""
    wire: str = ""
    """What the server calls it, where that is another name than its own: `model`, or `globalLimits.rpm`."""

    @property
    def is_moment(self) -> bool:
        """Whether it holds a moment, which a calendar is opened for."""
        return self.codec is MOMENT

    @property
    def is_list(self) -> bool:
        """Whether it holds any number of picked things, each a line of its text."""
        return self.many or (self.reference is not None and self.reference.many)

    @property
    def is_picked(self) -> bool:
        """Whether its text is made by picking alone, and shown in other words than it is written in."""
        return self.many or self.reference is not None or self.records is not None or self.offers is not None

    @property
    def is_typed(self) -> bool:
        """Whether its text is typed, rather than picked or chosen."""
        return not (self.is_picked or self.options)

    @property
    def is_long_text(self) -> bool:
        """Whether it is a text of many lines that is typed in sight."""
        return self.lines > 1 and self.is_typed and not self.is_secret
