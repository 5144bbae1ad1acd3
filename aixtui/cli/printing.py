"""How a command prints its data: `-o`, `--json`, `--jq` and `--template`, the same for all of them."""

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import wraps
from typing import Any, Literal, get_args

import click

from aixtui.cli.output import print_json, print_lines, print_table, print_text
from aixtui.cli.projecting import project

Format = Literal["table", "json", "jsonl", "csv", "yaml", "ids"]
FORMATS: tuple[Format, ...] = get_args(Format)
DOCUMENT_FORMATS: tuple[Format, ...] = ("json", "jsonl", "yaml", "ids")
"""Those of one document."""


class JsonError(Exception):
    """A failure that is told as JSON, as the data would have been."""

    def __init__(self, error: Exception) -> None:
        super().__init__(str(error))
        self.error = error


@dataclass(frozen=True)
class Listed:
    """What a list prints: lines for people, documents for programs."""

    heads: Sequence[str]
    lines: Sequence[Sequence[str]]
    """The cells of the rows; the first one is the id."""
    documents: Callable[[], Sequence[Mapping[str, Any]]]
    """The documents of the same rows."""
    about: Mapping[str, Any]
    """What is said of the list beside its documents, such as the page."""


@dataclass(frozen=True)
class Printing:
    """Prints as it was asked for. Without being asked, a list is a table and one document is JSON."""

    form: Format | None = None
    fields: tuple[str, ...] = ()
    """The parts of each document that are wanted, `budget.max` being one within another; none means all."""
    jq: str = ""
    template: str = ""
    formulas: bool = False
    """Whether cells of CSV that a spreadsheet would run as formulas are left as they are."""

    @property
    def is_json(self) -> bool:
        """Whether what is printed is read by programs as JSON."""
        return self.form in ("json", "jsonl") or bool(self.fields or self.jq)

    def check(self) -> None:
        """Refuse options that contradict each other, before anything is asked for.

        Raises:
            click.UsageError: names them.
        """
        if self.jq and self.template:
            raise click.UsageError("--jq and --template both say how to print: choose one.")
        if (self.fields or self.jq or self.template) and self.form not in (None, "json", "jsonl"):
            raise click.UsageError(f"--json, --jq and --template print no {self.form}: leave out -o.")

    def show_list(self, listed: Listed) -> None:
        """Print a list.

        Raises:
            OutputError: stdout does not take it.
            click.UsageError: a field, the jq program or the template does not fit the data.
        """
        form = self.form or ("json" if self.is_json else "table")
        if self.template:
            self._show_template(listed.documents())
        elif form in ("table", "csv", "ids"):
            self._show_lines(form, listed)
        elif self.fields or self.jq or form == "jsonl":
            self._show_documents(project(listed.documents(), self.fields), form)
        else:
            _show(form, {"items": list(listed.documents()), **listed.about})

    def show(self, document: Mapping[str, Any], resource_id: str = "") -> None:
        """Print one document.

        Raises:
            OutputError: stdout does not take it.
            click.UsageError: a field, the jq program or the template does not fit the data, or there is no
                such form of one document.
        """
        if self.template:
            self._show_template([document])
        elif self.form == "ids" and resource_id:
            print_lines(resource_id)
        elif self.form in ("table", "csv", "ids"):
            raise click.UsageError(f"One document is no {self.form}: choose json, jsonl or yaml.")
        elif self.jq:
            self._show_jq(project([document], self.fields)[0])
        else:
            _show(self.form or "json", project([document], self.fields)[0])

    def show_each(self, documents: Sequence[Mapping[str, Any]], *, is_list: bool) -> None:
        """Print what came of each: as one JSON or YAML list, or a line each; without `is_list` of the one.

        Raises:
            OutputError: stdout does not take it.
            click.UsageError: a field, the jq program or the template does not fit the data.
        """
        if self.form == "ids":
            print_lines(*(str(one["id"]) for one in documents))
        elif is_list:
            self.show_value(list(documents))
        else:
            for one in documents:
                self.show(one)

    def show_value(self, value: Any) -> None:
        """Print whatever a server sent.

        Raises:
            OutputError: stdout does not take it.
            click.UsageError: a field, the jq program or the template does not fit the data.
        """
        documents = value if isinstance(value, list) else [value]
        if (self.fields or self.template) and not all(isinstance(one, Mapping) for one in documents):
            raise click.UsageError("--json and --template are for objects, and this is something else.")
        if self.template:
            self._show_template(documents)
        elif isinstance(value, list):
            self._show_documents(project(value, self.fields), self.form or "json")
        elif self.jq:
            self._show_jq(project([value], self.fields)[0])
        else:
            _show(self.form or "json", project([value], self.fields)[0])

    def _show_lines(self, form: Format, listed: Listed) -> None:
        if form == "ids":
            print_lines(*(line[0] for line in listed.lines))
        elif form == "csv":
            from aixtui.kindspec.text_table import TextTable, to_csv

            table = TextTable(tuple(listed.heads), tuple(map(tuple, listed.lines)))
            print_text(to_csv(table, formulas=self.formulas))
        else:
            print_table([[head.upper() for head in listed.heads], *listed.lines])

    def _show_documents(self, documents: list[Any], form: Format) -> None:
        if self.jq:
            self._show_jq(documents)
        elif form == "jsonl":
            for one in documents:
                print_json(one, indent=None)
        else:
            _show(form, documents)

    def _show_jq(self, data: Any) -> None:
        import jq

        try:
            results = list(jq.compile(self.jq).input_text(json.dumps(data, default=str)))
        except ValueError as error:
            raise click.UsageError(f"--jq: {str(error).strip()}") from None
        for result in results:
            if isinstance(result, str):
                print_lines(result)
            else:
                print_json(result, indent=None)

    def _show_template(self, documents: Sequence[Mapping[str, Any]]) -> None:
        from jinja2 import TemplateError
        from jinja2.sandbox import ImmutableSandboxedEnvironment

        try:
            template = ImmutableSandboxedEnvironment().from_string(self.template)
            lines = [template.render(one) for one in documents]
        except TemplateError as error:
            raise click.UsageError(f"--template: {error}") from None
        print_lines(*lines)


def printing_options(*, formats: Sequence[Format] = FORMATS) -> Callable[[Callable[..., Any]], Any]:
    """Give a command the options; it receives them as one argument, `printing`.

    What goes wrong in the command is told as JSON where its data would have been JSON.
    """

    def decorate(command: Callable[..., Any]) -> Callable[..., Any]:
        @wraps(command)
        def wrapper(**values: Any) -> Any:
            fields = tuple(
                name.strip() for name in (values.pop("json_fields") or "").split(",") if name.strip()
            )
            names = ("form", "jq", "template", "formulas")
            chosen = {name: values.pop(name) for name in names if name in values}
            printing = Printing(fields=fields, **chosen)
            printing.check()
            try:
                return command(printing=printing, **values)
            except (click.ClickException, click.Abort, BrokenPipeError):
                raise
            except Exception as error:
                if printing.is_json:
                    raise JsonError(error) from error
                raise

        for option in reversed(list(_options(formats))):
            wrapper = option(wrapper)
        return wrapper

    return decorate


def _options(formats: Sequence[Format]) -> Iterator[Callable[..., Any]]:
    yield click.option("-o", "--output", "form", type=click.Choice(formats), help="How to print.")
    yield click.option("--json", "json_fields", metavar="FIELDS", help="Only these fields, as JSON: id,name.")
    yield click.option("--jq", default="", metavar="PROGRAM", help="What a jq program makes of the JSON.")
    yield click.option(
        "--template", default="", metavar="TEXT", help="A Jinja template for each document: '{{ name }}'."
    )
    if "csv" in formats:
        yield click.option(
            "--formulas", is_flag=True, help="Leave cells of CSV that a spreadsheet would run as they are."
        )


def _show(form: Format, value: Any) -> None:
    if form == "yaml":
        import yaml

        from aixtui.kindspec.plain_text import json_text

        plain = json.loads(json_text(value))  # no secret of ours, and what acts is escaped below
        print_text(yaml.safe_dump(plain, sort_keys=False, allow_unicode=True, width=1000))
    else:
        print_json(value, indent=None if form == "jsonl" else 2)
