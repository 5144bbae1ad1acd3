"""How a command prints its data: `-o`, `--json`, `--jq` and `--template`, the same for all of them."""

import json
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import wraps
from typing import Any, Literal, get_args

import click

from aixtui.cli.output import ReaderLeftError, print_json, print_lines, print_table, print_text
from aixtui.cli.output_programs import check_jq, check_template, show_jq, show_template
from aixtui.cli.paging import paged
from aixtui.cli.projecting import cells_of, field_names, no_such_field, project

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
    styles: Sequence[Sequence[str]] = ()
    """How the cells of the rows look where there are colours, as `Cell` says it; empty for plain ones."""


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
    takes_what_comes: bool = False
    """Whether a field that is not there is printed as null: what was to be done is done."""

    @property
    def is_json(self) -> bool:
        """Whether what is printed is read by programs as JSON."""
        return self.form in ("json", "jsonl") or (self.form is None and bool(self.fields or self.jq))

    def check(self) -> None:
        """Refuse options that contradict each other, before anything is asked for.

        Raises:
            click.UsageError: names them.
        """
        if self.jq and self.template:
            raise click.UsageError("--jq and --template both say how to print: choose one.")
        if (self.jq or self.template) and self.form not in (None, "json", "jsonl"):
            raise click.UsageError(f"--jq and --template print no {self.form}: leave out -o.")
        if self.fields and self.form == "ids":
            raise click.UsageError("--json names other fields than the id: leave out -o ids.")
        if self.jq:
            check_jq(self.jq)
        if self.template:
            check_template(self.template)

    def expecting(self, names: Collection[str] = ()) -> "Printing":
        """These options for what a change will bring: fields are checked now, and what comes is taken then.

        Without names nothing is known of what will come.

        Raises:
            click.UsageError: it will have no field of a name.
        """
        for name in self.fields:
            if names and name.partition(".")[0] not in names:
                raise no_such_field(name, names)
        return replace(self, takes_what_comes=True)

    @paged()
    def show_list(self, listed: Listed) -> None:
        """Print a list.

        Raises:
            OutputError: stdout does not take it.
            click.UsageError: a field, the jq program or the template does not fit the data.
        """
        form = self.form or ("json" if self.is_json else "table")
        if self.template:
            show_template(self.template, listed.documents())
        elif form in ("table", "csv", "ids"):
            self._show_lines(form, listed)
        elif self.fields or form == "jsonl":
            self._show_documents(form, self._project(listed.documents()))
        else:
            self._show_value(form, {"items": list(listed.documents()), **listed.about})

    @paged()
    def show(self, document: Mapping[str, Any], resource_id: str = "") -> None:
        """Print one document.

        Raises:
            OutputError: stdout does not take it.
            click.UsageError: a field, the jq program or the template does not fit the data, or there is no
                such form of one document.
        """
        if self.template:
            show_template(self.template, [document])
        elif self.form == "ids" and resource_id:
            print_lines(resource_id)
        elif self.form in ("table", "csv", "ids"):
            raise click.UsageError(f"One document is no {self.form}: choose json, jsonl or yaml.")
        else:
            self._show_value(self.form or "json", self._project([document])[0])

    @paged()
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

    @paged()
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
            show_template(self.template, documents)
        elif isinstance(value, list):
            self._show_documents(self.form or "json", self._project(value))
        else:
            self._show_value(self.form or "json", self._project([value])[0])

    def _project(self, documents: Sequence[Mapping[str, Any]]) -> list[Any]:
        return project(documents, self.fields, takes_what_comes=self.takes_what_comes)

    def _show_lines(self, form: Format, listed: Listed) -> None:
        heads, lines, styles = listed.heads, listed.lines, listed.styles
        if self.fields:
            styles, heads, lines = (), self.fields, cells_of(self._project(listed.documents()))
        if form == "ids":
            print_lines(*(line[0] for line in lines))
        elif form == "csv":
            from aixtui.kindspec.text_table import TextTable, to_csv

            print_text(to_csv(TextTable(tuple(heads), tuple(map(tuple, lines))), formulas=self.formulas))
        else:
            print_table([[head.upper() for head in heads], *lines], styles and [[""] * len(heads), *styles])

    def _show_documents(self, form: Format, documents: list[Any]) -> None:
        if form == "jsonl":
            self._show_value(form, *documents)
        else:
            self._show_value(form, documents)

    def _show_value(self, form: Format, *values: Any) -> None:
        """Print values one after the other; a jq program takes exactly what is printed without it."""
        if self.jq:
            show_jq(self.jq, values)
            return
        for value in values:
            _show(form, value)


def printing_options(*, formats: Sequence[Format] = FORMATS) -> Callable[[Callable[..., Any]], Any]:
    """Give a command the options; it receives them as one argument, `printing`.

    What goes wrong in the command is told as JSON where its data would have been JSON.
    """

    def decorate(command: Callable[..., Any]) -> Callable[..., Any]:
        @wraps(command)
        def wrapper(**values: Any) -> Any:
            fields = field_names(values.pop("json_fields"))
            names = ("form", "jq", "template", "formulas")
            chosen = {name: values.pop(name) for name in names if name in values}
            printing = Printing(fields=fields, **chosen)
            printing.check()
            try:
                return command(printing=printing, **values)
            except (click.ClickException, click.Abort, ReaderLeftError):
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
    yield click.option(
        "--json", "json_fields", metavar="FIELDS", help="Only these fields: id,name. As JSON, but with -o."
    )
    yield click.option("--jq", default="", metavar="PROGRAM", help="A jq program over what -o json prints.")
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
