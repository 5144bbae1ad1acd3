"""The roles that every style uses in place of colours. A role says what something is; a theme how that looks.

`styles/README.md` lists the roles.
"""

from collections.abc import Mapping, Sequence

from textual.color import Color

from aixtui.theming.contrast import readable

ROLES = {
    "screen": "background",
    "bar": "panel",
    "dialog": "surface",
    "field": "surface",
    "field-focus": "boost",
    "field-bad": "error-muted",
    "row-cursor": "primary",
    "row-cursor-text": "text",
    "row-cursor-blurred": "boost",
    "name": "foreground",
    "quiet": "text-muted",
    "faint": "foreground-muted",
    "label": "text-muted",
    "heading": "text-accent",
    "key": "text-accent",
    "good": "text-success",
    "warn": "text-warning",
    "bad": "text-error",
    "info": "text-primary",
    "changed": "text-warning",
    "match": "text-accent",
    "chip": "accent-muted",
    "chip-text": "text-accent",
    "badge": "warning-muted",
    "page-filter": "secondary-muted",
    "page-filter-text": "text-secondary",
}
"""Each role with the variable of Textual that stands for it where a theme does not name the role."""
READ_ON = {
    **dict.fromkeys(
        ("name", "heading", "key", "good", "warn", "bad", "info", "changed", "match"),
        ("screen", "dialog", "bar"),
    ),
    "chip-text": ("chip",),
    "page-filter-text": ("page-filter",),
}
"""What is read, and the surfaces that it has to be told from."""
STYLES = {"row-cursor-style": "none", "name-style": "none", "heading-style": "bold"}
"""Roles that are a text style, as they are where a theme does not name them."""


VEIL = "72%"
"""How much of the screen's colour lies over what is behind a dialog."""


def _told_apart(color: str, surfaces: Sequence[str]) -> str:
    """A colour that a theme did not choose for what it is here; the terminal's own stay as they are."""
    if any("ansi" in one or "auto" in one or "transparent" in one for one in (color, *surfaces)):
        return color
    return readable(Color.parse(color), [Color.parse(surface) for surface in surfaces]).hex


def with_roles(variables: Mapping[str, str]) -> dict[str, str]:
    """The variables of a theme, and the roles that it does not name itself."""
    roles = {role: variables.get(role, variables[source]) for role, source in ROLES.items()}
    made = {role for role in READ_ON if role not in variables}
    roles |= {role: _told_apart(roles[role], [roles[one] for one in READ_ON[role]]) for role in made}
    return {**STYLES, **roles, "veil": f"{variables['background']} {VEIL}", **variables}
