"""Plays a sequence of moves, and looks after each whether anything was lost."""

from collections.abc import Callable, Sequence
from random import Random

from aixtui.editing.draft_ids import CLONE, NEW, is_new
from aixtui.editing.form import Form
from aixtui.editing.form_draft import FormDraft
from aixtui.editing.form_saving import FormSaving
from aixtui.editing.original import Original
from aixtui.editing.sent_create import MADE
from aixtui.kindspec.cells import editable
from aixtui.kindspec.fields import attributes_of, parse_field, text_of
from aixtui.stores.draft import StoredDraft
from tests.aixtui.editing.sequences.checks import check_after_save, check_found, check_resumed, check_saved
from tests.aixtui.editing.sequences.comeback import bring_back
from tests.aixtui.editing.sequences.editor import edit_document, edit_field
from tests.aixtui.editing.sequences.oracle import changed_names, stored_text
from tests.aixtui.editing.sequences.probe import FIELDS, PROBE, UNSEEN
from tests.aixtui.editing.sequences.server import Document, Fate, Killed, MemoryServer, Probe
from tests.aixtui.editing.sequences.texts import fitting_text, typed_text
from tests.aixtui.editing.sequences.typed import Shelf, Typed
from tests.aixtui.editing.sequences.window import ChancyFace, Ending, JournalFile, MemorySession, drive

STORED = PROBE.fields_of(object())
TARGETS = ("p1", "p1", "p1", "p1", None, None, f"{CLONE}p1")
FATES: tuple[Fate, ...] = ("answered", "refused", "lost", "unanswered", "not read back")


class Player:
    """A user at one document and at one that is new, with somebody else at the server."""

    def __init__(self, chance: Random, journals: JournalFile) -> None:
        self._journals, self.ending = journals, Ending()
        self.server = MemoryServer()
        self.server.put("p1", {"name": "Probe", "untold": "\u2028\x85", "half": "\ud83d"})
        self.server.put("p1", {"limits": {"cost": None, "seconds": None, "untold": {"\x0c": 1.0}}})
        self.shelf: dict[str, Shelf] = {}
        self._often = {"name", *(field.name for field in chance.sample(FIELDS, 5))}
        """The fields that are changed more than others: so that both sides meet."""
        self.change_on_server(chance, most=len(STORED))
        self.server.cross = self.ending.cross
        self.server.arriving = self._check_sending
        self.face = ChancyFace(chance, self.ending)
        self.form: Form | None = None
        self.target: str | None = None
        self.arrived: bool | None = None
        self._start()

    def _start(self) -> None:
        self.journal = self._journals.open()
        self.session = MemorySession(self.server, self.journal, self.ending)

    @property
    def typed(self) -> Typed:
        """What the form holds that the server has not."""
        assert self.form is not None
        form = self.form
        if form.resource is not None:  # it begins as it is on the server
            return Typed(form.changes, dict(form.base))
        changed = {field.name: form.texts[field.name] for field in form.fields if form.is_changed(field)}
        return Typed(form.changes | changed if changed else {}, dict(form.base))

    # What happens elsewhere.

    def change_on_server(self, chance: Random, most: int = 3) -> None:
        """Somebody else changes some fields of the document."""
        self.arrived = None
        self.shelf = {one: shelf._replace(arrived=None) for one, shelf in self.shelf.items()}
        probe = Probe(self.server, "p1", self.server.documents["p1"])
        values = {}
        often = [field for field in STORED if field.name in self._often]
        some = often if most < len(often) and chance.random() < 0.6 else STORED
        for field in chance.sample(some, chance.randint(1, most)):
            if field.name not in UNSEEN:
                text = fitting_text(field, chance, editable(text_of(field, probe)))
                values[field.name] = parse_field(field, text)
        self.server.put("p1", attributes_of(STORED, values, probe))

    def _one_change(self, chance: Random, likely: float, elsewhere: Random) -> Callable[[], None]:
        """What changes the document the first time that it is called, if at all."""
        changes = [elsewhere] if self.target and chance.random() < likely else []
        return lambda: self.change_on_server(changes.pop()) if changes else None

    def kill(self) -> None:
        """The process is gone; whoever comes next finds what was written."""
        self.face.close()
        self.server.reconnect()
        if self.form is not None:
            self.candidates.append(self.typed)
            self._put_on_shelf()
        self.form, self.arrived = None, None
        self._journals.forget_windows()
        self._start()

    # What the user does.

    @property
    def left(self) -> tuple[str | None, ...]:
        """What there are drafts of, to be opened."""
        ids = dict.fromkeys(one.draft.resource_id for one in self.journal.drafts.all("memory"))
        return tuple(None if is_new(one) else one for one in ids)

    def open(self, chance: Random, targets: Sequence[str | None] = TARGETS) -> None:
        """Open the document, or a new one, and answer what is asked about a draft."""
        self.target = chance.choice(targets)
        self.face.close()
        self.face = ChancyFace(chance, self.ending)
        self.face.offer = chance.choice([*["resume"] * 7, "fresh", "drop", None])
        target = self.target
        resource = drive(self.session.read(lambda ws: ws.get(PROBE, "p1"))) if target else None
        self.is_clone = target is not None and target.startswith(CLONE)
        original = Original(resource, f"Copy {chance.randrange(9)}") if self.is_clone else None
        form = Form(self.session, PROBE, None if self.is_clone else resource, original)
        assert form.is_as_it_began, "changed as soon as it is opened"
        rows = self.journal.drafts.of("memory", "probe", target or f"{NEW}{PROBE.label}")
        offered = next(iter(rows), None)
        try:
            begun = drive(FormDraft(form, self.face, self.journal).begin())
        except Killed:
            if offered is not None and self.face.offer in ("resume", "drop", MADE):
                self._take_off_shelf(form, offered.draft.id)
            raise
        assert bool(self.face.questions) == (offered is not None), "offered, or not"
        if offered is not None:
            self._check_opened(form, offered, begun=begun)
        if begun:
            self.form = form
            self.history = {
                field.name: {form.texts[field.name], form.base[field.name]} for field in form.fields
            }
            self.candidates = [self.typed]
            if offered is not None and self.face.offer == "resume":
                self._take_off_shelf(form, offered.draft.id)
                for name, text in offered.draft.changes.items():
                    self.history[name].add(str(text))
            if not self.target and not form.texts["name"] and chance.random() < 0.8:
                form.type("name", "New")
                self._note()

    def _take_off_shelf(self, form: Form, draft_id: str) -> None:
        """A draft is that of the form from now on."""
        self.form = form
        typed, self.arrived = self.shelf.pop(draft_id)
        now = self.typed if self.face.offer == "resume" else Typed({}, {})
        self.candidates = [*typed, now]

    def _check_opened(self, form: Form, offered: StoredDraft, *, begun: bool) -> None:
        left = {one.draft.id for one in self.journal.drafts.all("memory")}
        if self.face.offer == "drop":
            assert offered.draft.id not in left
            del self.shelf[offered.draft.id]
        elif self.face.offer == MADE:
            check_found(form, offered, self.server)
            assert offered.draft.id not in left
            del self.shelf[offered.draft.id]
        elif self.face.offer != "resume":
            assert offered.draft.id in left
            assert begun == (self.face.offer == "fresh")
            assert form.is_as_it_began
        elif begun:
            check_resumed(form, offered, self.shelf[offered.draft.id], self.face)
        else:  # somebody did not want to decide
            assert None in [side for _, side in self.face.settled]
            assert offered.draft.id in left

    def type(self, chance: Random) -> None:
        """Type into a field, and leave it."""
        assert self.form is not None
        often = [field for field in self.form.fields if field.name in self._often]
        field = chance.choice(often if chance.random() < 0.6 else self.form.fields)
        is_back = chance.random() < 0.04
        text = typed_text(field, chance, self.form.texts[field.name])
        self.form.type(field.name, self.form.base[field.name] if is_back else text)
        self.form.checks.check(field.name)
        self._note()

    def edit(self, chance: Random) -> None:
        """Type in the user's own editor: a long text, now and then the whole document."""
        form = self.form
        assert form is not None
        if chance.random() < 0.9:
            edit_field(form, self.face, chance)
        else:
            edit_document(form, self.face, chance)
        self._note()

    def bring_back(self, chance: Random) -> None:
        """Delete another document, and think better of it."""
        if self.form is None:
            bring_back(self.session, self.server, self.server.documents["p1"], chance)
            rows = {one.draft.id for one in self.journal.drafts.all("memory")}
            assert rows == self.shelf.keys(), "what is brought back is no draft"

    def undo(self, chance: Random) -> None:
        """Take the last change back: fields hold what they held before."""
        assert self.form is not None
        self.form.undo()
        for name, text in self.form.texts.items():
            assert text in self.history[name], f"{name} never was {text!r}"
        self._note()

    def revert(self, chance: Random) -> None:
        """Put some fields back; now and then, think better of it."""
        form = self.form
        assert form is not None
        texts = dict(form.texts)
        names = [field.name for field in form.fields if form.is_changed(field)]
        if not names:
            return
        names = chance.choice([names, names[:1], names[-1:]])
        form.revert(*names)
        assert all(text == texts[name] for name, text in form.texts.items() if name not in names)
        assert not set(names) & {field.name for field in form.fields if form.is_changed(field)}
        if chance.random() < 0.4:
            form.undo()
            assert form.texts == texts
        self._note()

    def _note(self) -> None:
        assert self.form is not None
        for name, text in self.form.texts.items():
            self.history[name].add(text)
        self.candidates.append(self.typed)

    def pause(self, chance: Random) -> None:
        """Do nothing for a second: all is written then."""
        self.face.let_time_pass()
        self.candidates = [self.typed]
        self._check_journal()

    def leave(self, chance: Random) -> None:
        """Leave the form; what was typed is a draft then."""
        form = self.form
        assert form is not None
        drive(form.leave(self.face))
        if form.is_over:
            self.candidates = [self.typed]
            self._put_on_shelf()
            self.form = None
            self.face.let_time_pass()

    def save(self, chance: Random) -> None:
        """Save: it may be refused, be lost, go unanswered, and somebody else may have been there before."""
        form, server = self.form, self.server
        assert form is not None
        (fate,) = server.fates[:] = chance.choices(FATES, (6, 2, 1, 1, 1))
        elsewhere = Random(chance.random())
        change = self._one_change(chance, 0.3, elsewhere)

        def ask() -> None:
            self.asked = self.typed
            self.candidates.append(self.asked)
            change()

        self.face.asked_for_yes = ask
        server.unanswered = self._one_change(chance, 0.5, elsewhere)
        before, self.face.yes, creations = self.typed, 0, server.creations
        resource, self.sent = form.resource, len(server.writes)
        kept = len(self.journal.kept.entries("memory"))
        self.face.settled.clear()
        try:
            drive(FormSaving(form, self.face).save())
        except Killed:
            self.arrived = len(server.writes) > self.sent
            is_changed_since = self.arrived and server.writes[-1][1] not in server.documents.values()
            if not server.fates:  # it was sent: all is on disk, unless it has arrived
                self.candidates[:-1] = []
            if self.arrived:
                self.candidates.append(before._replace(changes={}))
            if is_changed_since:
                self.arrived = None
            raise
        finally:
            assert server.creations - creations <= self.face.yes
            self._check_written(before)
            if not form.is_over:
                check_after_save(form, before, self.face, is_rebased=form.resource is not resource)
            self._note()
        is_refused = fate == "refused" and not server.fates and len(server.writes) == self.sent
        server.fates.clear()
        assert not is_refused or len(self.journal.kept.entries("memory")) == kept, "nothing was overwritten"
        is_made = server.creations > creations and fate != "unanswered"
        assert form.is_over or not is_made, "to save again would make another one"
        if form.is_over:
            check_saved(form, before, server)
            self.form = None
            self.face.let_time_pass()
            rows = {one.draft.id for one in self.journal.drafts.all("memory")}
            assert rows == self.shelf.keys(), "what was saved is no draft any more"

    def _check_written(self, before: Typed) -> None:
        """A write changes what was typed, and nothing else; and nothing that the user has not seen."""
        own = {"name"} if self.is_clone else set()
        for was, now in self.server.writes[self.sent :]:
            names = changed_names(was, now)
            assert names <= (before.changes.keys() | own) - UNSEEN, "it was not changed here"
            for field in FIELDS:
                if was and field.name in names:
                    unseen = editable(stored_text(field, was)) != self.asked.seen[field.name]
                    assert not unseen, f"{field.name} was changed elsewhere, and overwritten"
            if self.target == "p1":
                self._check_kept(was, names)

    def _check_kept(self, was: Document, names: set[str]) -> None:
        """What a write has changed can be taken back."""
        kept = self.journal.kept
        latest = kept.get("memory", kept.entries("memory")[0].id)
        assert latest is not None
        texts = latest.before["texts"]
        assert isinstance(texts, dict)
        for field in STORED:
            if field.name in names:
                assert texts[field.name] == editable(stored_text(field, was)), f"{field.name} is not kept"

    # What is on disk.

    def _check_sending(self) -> None:
        """Before a write is sent its draft says so."""
        row = self._row()
        assert row is not None
        assert row.state == "sending", "it is sent, and its draft does not say so"

    def _row(self) -> StoredDraft | None:
        """The draft of the form."""
        rows = {one.draft.id: one for one in self.journal.drafts.all("memory")}
        assert self.shelf.keys() <= rows.keys(), "a draft is gone"
        for draft_id, shelf in self.shelf.items():
            assert any(rows[draft_id].draft.changes == typed.kept for typed in shelf.typed)
        ours = [one for draft_id, one in rows.items() if draft_id not in self.shelf]
        assert len(ours) <= 1, "two drafts of one form"
        return next(iter(ours), None)

    def _check_journal(self) -> tuple[list[Typed], StoredDraft | None]:
        """What was typed is on disk; which of the candidates that is, and the draft."""
        row = self._row()
        changes = {} if row is None else dict(row.draft.changes)
        held = [typed for typed in self.candidates if typed.kept == changes]
        assert held, f"on disk is {changes!r}, and not {self.candidates[-1].kept!r}"
        secrets = set() if row is None else set(row.draft.typed_secrets)
        held = [typed for typed in held if typed.secrets <= secrets]
        assert held, "that a secret was typed is not on disk"
        return held, row

    def _put_on_shelf(self) -> None:
        held, row = self._check_journal()
        if row is not None:
            arrived = self.arrived if row.state == "sending" else None
            self.shelf[row.draft.id] = Shelf(tuple(held), arrived)

    def end(self) -> None:
        """Leave nothing behind."""
        self.face.close()
