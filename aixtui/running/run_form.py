"""What a resource is to be run with, as it is typed."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from aixtui.auth.redaction import HIDDEN
from aixtui.face import Face
from aixtui.kindspec.field import Field
from aixtui.kindspec.fields import codec_of, parse_field
from aixtui.kindspec.hosted_files import with_files
from aixtui.kindspec.inputs import input_text, parse_inputs, run_field
from aixtui.kindspec.invalid_value import InvalidValueError
from aixtui.kindspec.kind import Kind, Resource
from aixtui.running.sent_files import file_problem, files_in

ACTION, DATA = "action", "data"
"""What a run of an action sends: its name, and the values of its inputs."""
UNTOLD = 'The server does not tell what this action takes: JSON such as {"name": value} is sent as it is.'


class Renewal(NamedTuple):
    """What is other about the inputs, now that they were asked for again."""

    new: tuple[Field, ...] = ()
    changed: tuple[Field, ...] = ()
    gone: tuple[tuple[Field, str], ...] = ()
    """The inputs that are no longer there, with what was typed into them."""


class RunForm:
    """The inputs of a resource, each with the text that is typed into it.

    Of a resource that is run action by action there are none until an action is chosen.
    """

    def __init__(self, kind: Kind, resource: Resource) -> None:
        self.has_actions = kind.run_actions is not None
        self.action = ""
        """What is to be done."""
        self.inputs: tuple[Field, ...] = ()
        self.texts: dict[str, str] = {}
        """What is typed into each input."""
        self.generation = self.version = 0
        """They grow when there are other inputs; and when a text is put into one that was not typed there."""
        self.problems: dict[str, str] = {}
        """What is wrong with inputs, as sentences, as it was when they were to be sent."""
        self.is_unfolded = False
        """Whether inputs that are rarely needed are seen."""
        if not self.has_actions:
            self._take(kind.inputs(resource) if kind.inputs else ())

    @property
    def invalid_field(self) -> str:
        """The input that has to be mended first; empty when none has."""
        return next(iter(self.problems), "")

    @property
    def is_known(self) -> bool:
        """Whether it is known what there is to type."""
        return not self.has_actions or bool(self.action)

    @property
    def is_as_it_began(self) -> bool:
        """Whether nothing was typed that is still there."""
        return all(self.texts[one.name] == one.default for one in self.inputs)

    @property
    def has_more(self) -> bool:
        """Whether some of its inputs are rarely needed."""
        return any(one.is_advanced for one in self.inputs)

    def choose(self, action: str, inputs: tuple[Field, ...] | None) -> None:
        """Have an action be what is run; None are inputs that the server does not tell."""
        self.action = action
        self._take((_raw_data(),) if inputs is None else inputs)

    def renew(self, inputs: tuple[Field, ...] | None) -> Renewal:
        """Have the inputs that the server tells now, with what is typed in those that are still there."""
        before, texts = {one.name: one for one in self.inputs}, self.texts
        now = _each_once((_raw_data(),) if inputs is None else inputs)
        renewal = Renewal(
            tuple(one for name, one in now.items() if name not in before),
            tuple(one for name, one in now.items() if name in before and _shape(one) != _shape(before[name])),
            tuple((one, texts[name]) for name, one in before.items() if name not in now),
        )
        if any(renewal) or list(before) != list(now):
            typed = {name for name, one in before.items() if texts[name] != one.default}
            self._take(tuple(now.values()))
            self.texts |= {name: texts[name] for name in typed if name in now}
        return renewal

    def _take(self, inputs: tuple[Field, ...]) -> None:
        self.inputs, self.problems = tuple(_each_once(inputs).values()), {}
        self.texts = {one.name: one.default for one in self.inputs}
        self.generation += 1

    def fill(self, values: Mapping[str, Any]) -> None:
        """Type what was sent before, as far as there are inputs for it."""
        if self.has_actions:
            data = values.get(DATA)
            values = values if not self._is_told else data if isinstance(data, Mapping) else {}
        by_name = {one.name: one for one in self.inputs}
        self.put(
            {
                name: value if isinstance(value, str) else input_text(codec_of(by_name[name]), value)
                for name, value in values.items()
                if name in by_name
            }
        )

    @property
    def _is_told(self) -> bool:
        """Whether the server tells the inputs of the action."""
        return self.inputs != (_raw_data(),)

    def put(self, texts: Mapping[str, str]) -> None:
        """Have inputs hold these texts, which are typed elsewhere."""
        known = {name: text for name, text in texts.items() if name in self.texts}
        if any(self.texts[name] != text for name, text in known.items()):
            self.texts |= known
            self.problems = {}
            self.version += 1

    def type(self, name: str, text: str) -> None:
        """An input holds this text now."""
        if self.texts[name] != text:
            self.texts[name] = text
            self.problems = {one: said for one, said in self.problems.items() if one != name}

    def is_ready(self, face: Face) -> bool:
        """Whether the inputs fit; where they do not, say of the first one why."""
        self.problems = {one.name: said for one in self.inputs if (said := self._problem(one))}
        if not self.problems:
            return True
        face.tell(next(iter(self.problems.values())), title=InvalidValueError.title, warning=True)
        self.refuse(self.problems)
        return False

    def refuse(self, problems: Mapping[str, str]) -> None:
        """Sentences are to be seen at these inputs."""
        self.problems = dict(problems)
        self.is_unfolded |= any(one.is_advanced for one in self.inputs if one.name in problems)

    def _problem(self, field: Field) -> str:
        text = self.texts[field.name]
        try:
            if field.applies(self.texts) and (text.strip() or field.required):
                parse_field(field, text)
        except InvalidValueError as error:
            return str(error)
        return file_problem(field, text) if field.applies(self.texts) else ""

    def refuse_files(self, refused: Mapping[Path, str]) -> None:
        """Say of files, at the inputs that name them, why they did not arrive."""
        said = {
            one.name: " ".join(refused[path] for path in self._files_of(one) if path in refused)
            for one in self.inputs
        }
        self.refuse({name: sentences for name, sentences in said.items() if sentences})

    def _files_of(self, field: Field) -> tuple[Path, ...]:
        return files_in(field, self.texts[field.name]) if field.applies(self.texts) else ()

    @property
    def values(self) -> dict[str, Any]:
        """What is typed, as the values that are sent; files of this machine are paths.

        Raises:
            InvalidValueError: an input is missing or does not fit.
        """
        values = parse_inputs(self.inputs, self.texts)
        if not self.has_actions:
            return values
        return {ACTION: self.action, DATA: values if self._is_told else values.get(DATA, {})}

    @property
    def typed_secrets(self) -> tuple[str, ...]:
        """The names of the inputs that are never kept and hold something."""
        return tuple(one.name for one in self.inputs if one.is_secret and self.texts[one.name])

    def to_show(self, values: dict[str, Any]) -> dict[str, Any]:
        """Its values as they may be kept and shown, with a sign for each secret that was typed."""
        hidden, kept = dict.fromkeys(self.typed_secrets, HIDDEN), self.to_keep(values)
        if self.has_actions and self._is_told:
            return {**kept, DATA: {**kept[DATA], **hidden}}
        return {**kept, **hidden}

    def with_hidden(self, kept: Mapping[str, Any], names: Sequence[str]) -> dict[str, Any]:
        """Values that were kept, with a sign for each secret that was not, by their names."""
        hidden, data = dict.fromkeys(names, HIDDEN), kept.get(DATA)
        if self.has_actions and isinstance(data, Mapping):
            return {**kept, DATA: {**data, **hidden}}
        return {**kept, **hidden}

    def to_keep(self, values: dict[str, Any]) -> dict[str, Any]:
        """Its values as they may be kept: without those of secret inputs, and with the paths of files."""
        secret = {one.name for one in self.inputs if one.is_secret}
        given = values.get(DATA) if self.has_actions and self._is_told else values
        kept: dict[str, Any] = {
            name: with_files(value, str) for name, value in (given or {}).items() if name not in secret
        }
        return {ACTION: self.action, DATA: kept} if given is not values else kept


def _raw_data() -> Field:
    return run_field(DATA, ("json",), label="Data", help=UNTOLD)


def _each_once(inputs: tuple[Field, ...]) -> dict[str, Field]:
    """A server may name two alike: one value is sent by a name, so there is one field for it."""
    first: dict[str, Field] = {}
    for one in inputs:
        first.setdefault(one.name, one)
    return first


def _shape(field: Field) -> tuple[object, ...]:
    """What a field says; what it does is made anew whenever it is asked for, and cannot be compared."""
    return tuple(one for one in field if type(one) in (str, bool, int, tuple, dict))
