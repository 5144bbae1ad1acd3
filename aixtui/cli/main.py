"""The command `aixtui`: one command line, and what it ends with."""

import gc
from collections.abc import Iterator, Sequence
from importlib import import_module

import click

from aixtui import __version__
from aixtui.cli.exit_codes import DONE, FAILED, INTERRUPTED, MEANINGS, exit_code
from aixtui.cli.options import ConnectionOptions, connection_options
from aixtui.cli.output import ReaderLeftError, clean_streams, print_json, say
from aixtui.cli.tree import HELP_NAMES, complete_help, document, exit_code_words, find, wanted_words
from aixtui.kindspec.plain_text import json_text
from aixtui.settings.read_only import OPTION

_COMMANDS = {
    "api": ("api", "api"),
    "apply": ("apply", "apply"),
    "auth": ("auth", "auth"),
    "clone": ("change", "clone"),
    "completion": ("completion", "completion"),
    "config": ("config", "config"),
    "create": ("change", "create"),
    "diff": ("apply", "diff"),
    "doctor": ("doctor", "doctor"),
    "download": ("transfers", "download"),
    "drafts": ("drafts", "drafts"),
    "duplicate": ("publishing", "duplicate"),
    "edit": ("change", "edit"),
    "exec": ("exec", "exec_command"),
    "favourite": ("favourite", "favourite"),
    "get": ("browse", "get"),
    "keys": ("keys", "keys"),
    "ls": ("browse", "ls"),
    "mcp": ("mcp", "mcp"),
    "messages": ("messages", "messages"),
    "onboard": ("publishing", "onboard"),
    "open": ("open", "open_command"),
    "profile": ("profile", "profile"),
    "rm": ("change", "rm"),
    "run": ("run", "run"),
    "runs": ("run_marks", "runs"),
    "sandbox": ("sandbox", "sandbox"),
    "undo": ("undo", "undo"),
    "upload": ("transfers", "upload"),
    "views": ("views", "views"),
}
"""Module and name of each command."""


class _Commands(click.Group):
    """Imports a command when it is asked for: the app starts without those it does not need."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002  # as click calls it
        return list(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        if cmd_name not in _COMMANDS:
            return None
        module, name = _COMMANDS[cmd_name]
        command: click.Command = getattr(import_module(f"aixtui.cli.{module}"), name)
        complete_help(command, f"aixtui {cmd_name}")
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the command, or name the nearest: click only knows those that are imported."""
        if args[0] not in _COMMANDS and not args[0].startswith("-") and not ctx.resilient_parsing:
            raise click.NoSuchCommand(args[0], possibilities=_COMMANDS, ctx=ctx)
        return super().resolve_command(ctx, args)

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Read a command behind a bare `--read-only` as the command, and not as the value."""
        first = next((place for place, word in enumerate(args) if word in _COMMANDS), 0)
        if first and args[first - 1] == OPTION:
            args = [*args[: first - 1], f"{OPTION}=yes", *args[first:]]
        return super().parse_args(ctx, args)


@click.group(
    cls=_Commands,
    invoke_without_command=True,
    context_settings={"help_option_names": HELP_NAMES},
    epilog=exit_code_words(sorted(MEANINGS)) + " Programs read all of this with --help --json.",
)
@click.version_option(__version__, message="aixtui %(version)s")
@connection_options
@click.pass_context
def cli(context: click.Context, options: ConnectionOptions) -> int | None:
    """Browse and run everything in an aiXplain workspace.

    Without a command, aixtui opens the app.

    \b
    aixtui --sandbox
    aixtui ls models --sandbox
    aixtui ls --help --json
    """
    context.obj = options
    if context.invoked_subcommand is not None:
        gc.enable()
        return None
    from aixtui.cli.app import open_app

    return open_app(options)


def run(arguments: Sequence[str]) -> int:
    """Run one command line and return its exit code; every failure is one sentence on stderr."""
    with clean_streams():
        return _run(arguments)


def _run(arguments: Sequence[str]) -> int:
    if (words := wanted_words(arguments)) is not None:
        print_json(document(*find(cli, words)))
        return DONE
    try:
        code = cli.main(args=list(_as_text(arguments)), prog_name="aixtui", standalone_mode=False)
    except click.exceptions.NoArgsIsHelpError as error:
        say(error.format_message())
        return error.exit_code
    except click.ClickException as error:
        return _tell_usage(error, arguments)
    except (click.Abort, KeyboardInterrupt):
        return INTERRUPTED
    except ReaderLeftError:
        return FAILED
    except SystemExit as ended:
        if ended.code != FAILED:  # a signal
            raise
        return FAILED  # the reader of a help has left
    except Exception as error:  # whatever it is, people get a sentence, and a bug of ours is called one
        return _tell(error, arguments)
    return code if isinstance(code, int) else DONE


def _tell_usage(error: click.ClickException, arguments: Sequence[str]) -> int:
    from aixtui.cli.told_error import told_error, wants_json, wrong_usage

    hint = _help_hint(error).strip()
    if wants_json(arguments):
        say(json_text(told_error(wrong_usage(error, hint)), indent=None))
    else:
        said = error.format_message().rstrip()
        stop = "." if hint and said.endswith(")") else ""  # click ends no sentence that lists words
        say(" ".join(f"{said}{stop} {hint}".split()))
    return error.exit_code


def _tell(error: Exception, arguments: Sequence[str]) -> int:
    from aixtui.cli.naming import look_for, perhaps_meant
    from aixtui.cli.printing import JsonError
    from aixtui.cli.told_error import told_error
    from aixtui.workspace.problems import explain

    is_json = isinstance(error, JsonError)
    cause = error.error if isinstance(error, JsonError) else error
    problem = explain(cause)
    if problem.is_gone:
        meant = next(filter(None, map(perhaps_meant, arguments)), look_for(problem.text, arguments))
        problem = problem._replace(hint=meant or problem.hint)
    if is_json:
        say(json_text(told_error(problem), indent=None))
    else:
        say(problem.sentence)
    return getattr(cause, "exit_code", exit_code(problem))


def _as_text(arguments: Sequence[str]) -> Iterator[str]:
    """Read arguments as UTF-8, whatever the locale is: Python keeps the bytes that this cannot hold.

    Names of files may be made of any bytes.

    Raises:
        click.UsageError: names an argument that is no text.
    """
    for before, argument in zip(("", *arguments), arguments, strict=False):
        if before == "--db" or argument.startswith("--db=") or "=@" in argument:
            yield argument
            continue
        try:
            yield argument.encode("utf-8", "surrogateescape").decode("utf-8")
        except UnicodeError:
            raise click.UsageError(f"The argument {argument!a} is not UTF-8 text.") from None


def _help_hint(error: click.ClickException) -> str:
    context = error.ctx if isinstance(error, click.UsageError) else None
    if context is None:
        return ""
    from aixtui.cli.naming import option_meant

    return f"{option_meant(context.command, error.message)} See '{context.command_path} --help'."
