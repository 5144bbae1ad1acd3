"""The fields of a resource while they are changed: what was, what is typed, what is wrong with it."""

from collections.abc import Mapping

from aixtui.auth.redaction import hide_known
from aixtui.editing.form_checks import FormChecks
from aixtui.editing.form_history import FormHistory
from aixtui.editing.form_moves import FormMoves
from aixtui.editing.keeper import Keeper, Lender
from aixtui.editing.merge_of_lines import ConflictMarkers
from aixtui.editing.original import Original
from aixtui.editing.taker import Taker
from aixtui.editing.unfinished_entries import UnfinishedEntries
from aixtui.face import Face, FieldChange
from aixtui.kindspec.attributes import value_of
from aixtui.kindspec.cells import clean, editable
from aixtui.kindspec.field import Field
from aixtui.kindspec.field_groups import groups_of
from aixtui.kindspec.fields import is_same_value, text_of
from aixtui.kindspec.kind import Kind, Resource
from aixtui.kindspec.references import names_in
from aixtui.kindspec.telling_apart import told_apart
from aixtui.kindspec.words import listed, words
from aixtui.stores.exact_json import JsonObject
from aixtui.workspace.activity import Activity
from aixtui.workspace.notice import Notice
from aixtui.workspace.session import AppSession

TYPED = "(typed, not shown)"
"""What stands for a secret."""


class Form:
    """A resource that is edited, or a new one, which may begin as an original is.

    What is typed stays until the server has it.
    """

    def __init__(
        self, session: AppSession, kind: Kind, resource: Resource | None, original: Original | None = None
    ) -> None:
        self.session = session
        self.kind, self.resource, self.original = kind, resource, original
        self.changed, self.activity = Notice(), Activity()
        self.fields = kind.fields_of(resource)
        self.groups = groups_of(kind.fields, self.fields)
        self.base: dict[str, str] = {}
        """The text of each field before anything was typed."""
        self.names: dict[str, str] = {}
        """The names of the resources that fields refer to, by their ids, as far as they are known."""
        self.makers: dict[str, str] = {}
        """What tells them apart where they have one name, as far as it is known."""
        self._take_base()
        self.texts = {field.name: self._beginning(field) for field in self.fields}
        self.unfinished = UnfinishedEntries()
        self.moves = FormMoves(self.groups, self.changed, lambda: self.texts)
        self.version = 0
        """Grows when a text is put into a field from elsewhere than its widget."""
        self.history = FormHistory()
        self.checks = FormChecks(self)
        self.keeper: Keeper | None = None
        self.lender: Lender | None = None
        self.given: Mapping[str, str] | None = None
        """The texts that it was filled with from what is kept elsewhere: they are lost by nobody."""
        self.like: JsonObject | None = None
        """The document of what it brings back, for all that the texts do not say."""
        self.taker: Taker | None = None
        """Who takes what is typed, where that is not the server."""
        self.is_proposed = False
        """Whether it is filled already, so that saving it is asked about as soon as it is shown."""
        self.is_saving = self.is_over = False
        self.saved_resource: Resource | None = None
        """The resource as the server has it, once it was saved."""
        self.told_once = ""
        """What is told of a new one now and never again, as a sentence, while the user has not taken it."""
        self.marks: dict[str, ConflictMarkers] = {}
        """The marks of the fields that hold both sides of a merge, to be edited."""

    @property
    def crumbs(self) -> tuple[str, ...]:
        """What is done here: the kind, the resource, and what with it."""
        if self.template is None:
            return self.kind.label, "new"
        return self.kind.label, clean(self.template.name), "edit" if self.original is None else "clone"

    @property
    def template(self) -> Resource | None:
        """What the fields begin as: the resource that is edited, or the original of a clone."""
        return self.original.resource if self.original is not None else self.resource

    @property
    def changes(self) -> dict[str, str]:
        """The texts that are not what they were, by field."""
        return {name: text for name, text in self.texts.items() if text != self.base[name]}

    @property
    def changed_labels(self) -> str:
        """The fields that were changed, in the words of the form."""
        return ", ".join(field.label for field in self.fields if self.is_changed(field))

    @property
    def is_kept(self) -> bool:
        """Whether all that is typed outlives this process, of an entry in the form that it stands in."""
        keeper = self.taker or self.keeper
        return keeper is not None and keeper.is_kept

    @property
    def loss(self) -> str:
        """What would be lost by leaving now, as a sentence; empty when nothing would."""
        if self.told_once:
            return self.told_once
        if self.is_untouched or (self.is_kept and self.taker is None):
            return ""
        return f"Changed and not saved: {self.changed_labels}."

    @property
    def is_as_it_began(self) -> bool:
        """Whether nothing was typed that is still there."""
        return not any(map(self.is_changed, self.fields))

    @property
    def is_untouched(self) -> bool:
        """Whether nothing is there that was typed here."""
        return self.is_as_it_began or self.texts == self.given

    def is_changed(self, field: Field) -> bool:
        """Whether a field holds something else than it began with."""
        return self.texts[field.name] != self._beginning(field)

    def _beginning(self, field: Field) -> str:
        if self.original is not None and field.name == "name":
            return self.original.copy_name
        return field.default if self.template is None else self.base[field.name]

    def field(self, name: str) -> Field:
        """The field of this name."""
        return next(field for field in self.fields if field.name == name)

    def is_lossy(self, field: Field) -> bool:
        """Whether the value holds what is not shown and cannot be sent: that is lost when it is changed."""
        return self.base[field.name] != self._raw(field)

    def type(self, name: str, text: str) -> None:
        """A field holds this text now."""
        before = self.texts[name]
        if before != text:
            if self.field(name).is_typed:
                self.history.type(name, before, text)
            else:
                self.history.add({name: before})
            self._hold(name, text)

    def undo(self) -> None:
        """Take back what was done last, and go to where that was."""
        self._bring_back(self.history.undo(self.texts))

    def redo(self) -> None:
        """Do again what was taken back last."""
        self._bring_back(self.history.redo(self.texts))

    def _bring_back(self, texts: Mapping[str, str]) -> None:
        for name, text in texts.items():
            self.put(name, text)
        self.moves.to_one_of(texts)

    def put(self, name: str, text: str) -> None:
        """Have a field hold a text that was not typed in it."""
        if self.texts[name] != text:
            self.version += 1
            self._hold(name, text)

    def fill(self, texts: Mapping[str, str]) -> None:
        """Have fields hold texts from elsewhere; all of them are taken back at once."""
        before = {name: self.texts[name] for name, text in texts.items() if self.texts[name] != text}
        if before:
            self.history.add(before)
        for name in before:
            self.put(name, texts[name])

    def revert(self, *names: str) -> None:
        """Have fields hold what they began with."""
        self.fill({name: self._beginning(self.field(name)) for name in names})

    def _hold(self, name: str, text: str) -> None:
        self.texts[name] = text
        self.checks.forget(name)
        self.activity.end()
        self.changed()

    def shown(self, field: Field, text: str) -> str:
        """A text of a field as people read it: names for ids, and no secret."""
        return TYPED if field.is_secret and text else words(field, text, self.name_of)

    def listed(self, field: Field) -> str:
        """What a picked field holds now, in one line for each."""
        return listed(field, self.texts, self.name_of)

    def name_of(self, resource_id: str) -> str:
        """What a resource that a field refers to is called, clean; its id where that is not known."""
        return told_apart(resource_id, self.names, self.makers)

    def difference(self, before: Mapping[str, str], after: Mapping[str, str]) -> tuple[FieldChange, ...]:
        """What happens to the fields of `after`, in the order of the form."""
        fields = (field for field in self.fields if field.name in after)
        texts = ((one, before.get(one.name, ""), after[one.name]) for one in fields)
        return tuple(
            FieldChange(one.label, self.shown(one, was), self.shown(one, now)) for one, was, now in texts
        )

    async def leave(self, face: Face) -> None:
        """Leave the form; where something would be lost, after asking."""
        if self.keeper is not None:
            await self.keeper.flush()
        loss = self.loss
        if loss and not await face.confirm("Leave without saving?", loss, yes="Leave", danger=True):
            return
        if not loss and not self.is_untouched:
            face.tell("Kept as a draft, and offered when you come back.")
        if self.keeper is not None:
            await self.keeper.release()
        self.finish()

    def rebase(self, resource: Resource) -> None:
        """Compare with what the server has now; what was typed stays, and nothing else is a change."""
        changes, self.resource = self.changes, resource
        self.history.clear()
        self._take_base()
        self.texts = self.base | {
            name: text
            for name, text in changes.items()
            if not is_same_value(self.field(name), text, self.base[name])
        }
        self.version += 1

    def finish(self) -> None:
        """The form is over."""
        self.is_over = True
        self.changed()

    def _take_base(self) -> None:
        self.base = {field.name: hide_known(editable(self._raw(field))) for field in self.fields}
        for field in self.fields:
            if field.reference is not None:
                self.names |= names_in(value_of(self.template, field.name))

    def _raw(self, field: Field) -> str:
        is_hidden = field.is_secret and self.original is not None
        return "" if self.template is None or is_hidden else text_of(field, self.template)
