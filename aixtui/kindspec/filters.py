"""What a list can be narrowed by on the server."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, NamedTuple

from aixtui.kindspec.field import Field

YES = "yes"
"""The value of a filter that is only there or not."""


class Filter(NamedTuple):
    """One way to narrow the lists of a kind."""

    id: str
    label: str
    argument: str
    """The SDK's name for it in a search."""
    options: tuple[str, ...] = ()
    """The values that are known beforehand."""
    suggest_from: Callable[[Any], str] | None = None
    """Reads a value off a resource, so that what was seen can be chosen."""
    name_from: Callable[[Any], str] | None = None
    """Reads what people call that value off the same resource."""
    free_text: bool = False
    """Whether any text may be given."""
    why_not: Callable[[str], str] | None = None
    """Why a text means nothing, as a sentence; empty where it means something."""
    multiple: bool = False
    """Whether several values may hold at once, each adding to what is found."""
    makes_constant: str = ""
    """Id of the column that says the same in every row while one value holds."""
    announced_by: str = ""
    """Id of the column that has to say something before the server is known to take it."""

    fills: tuple[str, ...] = ()
    """Names of the inputs of a run that its value is said in, in small letters alone."""

    names: Mapping[str, str] = {}
    """Value -> what people call it. Either may be given."""

    def value(self, values: list[str]) -> Any:
        """The chosen values as the SDK takes them."""
        if self.options == (YES,):
            return True
        meant = [self.meant(value) for value in values]
        return meant if self.multiple else meant[-1]

    def meant(self, text: str) -> str:
        """The value of its name; any other text stays as it is."""
        wanted = text.casefold()
        return next((value for value, name in self.names.items() if name.casefold() == wanted), text)

    def named(self, value: str) -> str:
        """A value with its name, as in `French (fr)`."""
        return f"{self.names[value]} ({value})" if value in self.names else value


def arguments(filters: tuple[Filter, ...], pairs: tuple[tuple[str, str], ...]) -> dict[str, Any]:
    """The search arguments of (filter id, value) pairs; what is no filter of the kind is left out."""
    values_by_id: dict[str, list[str]] = {}
    for name, value in pairs:
        values_by_id.setdefault(name, []).append(value)
    return {item.argument: item.value(values_by_id[item.id]) for item in filters if item.id in values_by_id}


def filter_text(filters: Sequence[Filter], name: str, value: str) -> str:
    """A (filter id, value) pair in words: `developer Google`, `runs here`; by its id where it is unknown."""
    label = next((one.label for one in filters if one.id == name), name).lower()
    return label if value == YES else f"{label} {value}"


def filled_inputs(
    filters: Sequence[Filter], pairs: Sequence[tuple[str, str]], fields: Sequence[Field]
) -> dict[str, str]:
    """The texts of the inputs of a run that filters say, where a field takes them."""
    texts = {}
    for item in filters:
        values = [item.meant(value) for name, value in pairs if name == item.id]
        for field in fields if len(values) == 1 else ():
            is_meant = "".join(filter(str.isalpha, field.name.lower())) in item.fills
            if is_meant and (not field.options or values[0] in field.options):
                texts[field.name] = values[0]
    return texts
