"""Groups of commands of which one lists what they are about."""

import click

_ASKED_BY = ("ls", "list")
_CALLED = (*_ASKED_BY, "show")


class GroupWithList(click.Group):
    """Both `ls` and `list` ask for its list, whatever that is called in it."""

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of this name."""
        for name in (cmd_name, *_CALLED) if cmd_name in _ASKED_BY else (cmd_name,):
            if (command := super().get_command(ctx, name)) is not None:
                return command
        return None
