"""Themes of the terminal's own colours: what something is shows by weight, lines and reversal."""

from textual.theme import Theme

from aixtui.theming.roles import ROLES


def _of_the_terminal(name: str, **roles: str) -> Theme:
    """A theme of the terminal's own colours; what a row or a field is shows by weight, lines and reversal."""
    default = "ansi_default"
    plain = dict.fromkeys(ROLES, default) | {"faint": "ansi_bright_black", "quiet": default}
    return Theme(
        name=name,
        ansi=True,
        primary=roles.get("key", default),
        warning=roles.get("warn", default),
        error=roles.get("bad", default),
        success=roles.get("good", default),
        accent=roles.get("key", default),
        foreground=default,
        background=default,
        surface=default,
        panel=default,
        boost=default,
        variables={
            **plain,
            "row-cursor-style": "reverse",
            "name-style": "bold",
            "veil": "transparent",
            "ansi-background": default,
            "ansi-foreground": default,
            "block-cursor-background": default,
            "block-cursor-foreground": default,
            "block-cursor-text-style": "reverse",
            "border": default,
            "border-blurred": default,
            "scrollbar": default,
            "scrollbar-background": default,
            "input-cursor-text-style": "reverse",
            "input-selection-background": default,
            "button-focus-text-style": "bold reverse",
            **roles,
        },
    )


NO_COLOUR = _of_the_terminal("aixtui-no-colour", faint="ansi_default")
SIXTEEN = _of_the_terminal(
    "aixtui-16",
    good="ansi_green",
    warn="ansi_yellow",
    bad="ansi_red",
    info="ansi_blue",
    key="ansi_cyan",
    match="ansi_cyan",
    changed="ansi_yellow",
    quiet="ansi_bright_black",
    label="ansi_bright_black",
    heading="ansi_bright_black",
    **{"chip-text": "ansi_cyan", "page-filter-text": "ansi_magenta"},
)
