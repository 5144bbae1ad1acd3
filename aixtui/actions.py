"""Every action a user can take, one row each: keys, footer, palette, help and cheat-sheet come from here."""

from collections.abc import Mapping, Sequence

from aixtui.app_action import AppAction as AppAction
from aixtui.app_action import Scope as Scope
from aixtui.key_names import key_name

# One row, one action: the table is easier to read without line breaks.
# fmt: off
ACTIONS: tuple[AppAction, ...] = (
    AppAction("help", "app", ("question_mark", "f1"), "Help", "Show the keys of this screen.", types=True, footer=1),
    AppAction("palette", "app", ("ctrl+p",), "Palette", "Find what can be done here, lists, places and resources by name.", types=True, footer=12),
    AppAction("theme", "app", ("ctrl+t",), "Theme", "Choose how it looks; each theme is shown while it is looked at.", types=True),
    AppAction("profile", "app", ("f12",), "Profile", "Switch to another profile, without a restart; :profile and its name does so at once.", types=True, takes_name=True),
    AppAction("settings", "app", ("comma",), "Settings", "Show the settings and the keys, with who says so, and change them."),
    AppAction("repaint", "app", ("ctrl+l",), "Repaint", "Paint the whole screen again."),
    AppAction("quit", "app", ("q", "ctrl+q"), "Quit", "Leave; asks when a change would be lost.", footer=2),
    AppAction("suspend", "app", ("ctrl+z",), "Suspend", "Go back to the shell until its fg; not from a text field, where the key undoes."),
    AppAction("cursor-down", "table", ("down", "j"), "Down", "Move to the next row."),
    AppAction("cursor-up", "table", ("up", "k"), "Up", "Move to the previous row."),
    AppAction("first-row", "table", ("g", "home"), "First", "Move to the first row."),
    AppAction("last-row", "table", ("G", "end"), "Last", "Move to the last row."),
    AppAction("page-down", "table", ("pagedown",), "Page down", "A screenful down, then the next page."),
    AppAction("page-up", "table", ("pageup",), "Page up", "A screenful up, then the previous page."),
    AppAction("scroll-left", "table", ("left", "h"), "Left", "Show the columns further left."),
    AppAction("scroll-right", "table", ("right", "l"), "Right", "Show the columns further right."),
    AppAction("open-row", "table", ("enter",), "Open", "Open the row under the cursor."),
    AppAction("to-list", "search", ("enter", "down"), "To the hits", "Leave the search text for what is found.", footer=1),
    AppAction("clear-text", "search", ("escape",), "Clear", "Search for nothing again.", footer=2),
    AppAction("drop-chip", "chips", ("enter", "backspace", "delete"), "Drop filter", "Take the chosen filter away.", footer=1),
    AppAction("previous-chip", "chips", ("left", "h"), "Prev", "Choose the filter to the left.", footer=4),
    AppAction("next-chip", "chips", ("right", "l"), "Next", "Choose the filter to the right.", footer=3),
    AppAction("leave-chips", "chips", ("escape", "down"), "To the list", "Leave the filters for the list.", footer=2),
    AppAction("go", "command", ("enter",), "Go", "Go to what is typed: a kind, a search, a resource.", footer=1),
    AppAction("accept", "command", ("tab",), "Complete", "Take over the completion that is shown.", footer=2),
    AppAction("close", "command", ("escape",), "Close", "Go nowhere.", footer=3),
    AppAction("older-line", "command", ("up",), "Older", "Type again what was typed before."),
    AppAction("newer-line", "command", ("down",), "Newer", "Type what was typed after that."),
    AppAction("open", "browse", ("enter",), "Open", "Open the resource under the cursor.", footer=1, looks=True),
    AppAction("search", "browse", ("slash",), "Search", "Search on the server, as you type.", types=True, footer=4, looks=True),
    AppAction("next-page", "browse", ("n",), "Next", "Show the next page.", footer=9, looks=True),
    AppAction("previous-page", "browse", ("p",), "Prev", "Show the previous page.", footer=11, looks=True),
    AppAction("run", "browse", ("r",), "Run", "Run the resource under the cursor.", needs="run", types=True, footer=3),
    AppAction("add", "browse", ("a",), "Add", "Create a new resource of this kind; of an integration a tool.", needs="create", types=True, footer=5),
    AppAction("edit", "browse", ("e",), "Edit", "Edit the resource under the cursor.", needs="save", types=True, footer=6),
    AppAction("edit-document", "browse", ("f4", "f9"), "Editor", "Edit it in your own editor, as one YAML document, then look at it in the form.", needs="save", types=True),
    AppAction("drafts", "browse", ("d",), "Drafts", "Take up what was typed into a form and never saved.", types=True),
    AppAction("past-runs", "browse", ("R",), "Runs", "List what was run from here: watch it again, see what it gave."),
    AppAction("watch-runs", "browse", ("A",), "Watch runs", "Watch all runs again, in the background, that are in flight and that nobody watches."),
    AppAction("rerun", "browse", ("f5",), "Run again", "Send the run under the cursor once more as it was; asks first. Run changes it before.", footer=4),
    AppAction("note", "browse", ("N",), "Note", "Keep a note at the run under the cursor.", types=True, footer=12),
    AppAction("compare", "browse", ("equals_sign",), "Compare", "Compare two marked runs: what they were asked and gave, time and cost.", types=True),
    AppAction("undo-list", "browse", ("u",), "Undo", "Take back one of the last saves and deletions from here; shows what will be sent, and asks.", types=True),
    AppAction("clone", "browse", ("c",), "Clone", "Begin a new one that holds what this one does.", needs="clone", types=True, footer=13),
    AppAction("duplicate", "browse", ("T",), "Duplicate", "Have the server copy it as a draft, with what it works with or without.", needs="duplicate", types=True),
    AppAction("onboard", "browse", ("B",), "Onboard", "Onboard a draft, or make what is onboarded a draft again; asks first.", needs="onboard"),
    AppAction("download", "browse", ("S",), "Save", "Save it to disk: a file, or a folder with all that is in it.", needs="download", types=True, footer=13),
    AppAction("delete", "browse", ("D",), "Delete", "Delete it; asks first.", needs="delete", danger=True, footer=10),
    AppAction("messages", "browse", ("m",), "Messages", "Show what was said in this session.", needs="messages", footer=3),
    AppAction("filters", "browse", ("F",), "Filter", "Narrow the list on the server, by what its kind knows.", types=True, footer=7, looks=True),
    AppAction("drop-last-filter", "browse", ("backspace",), "Drop filter", "Take the last filter away."),
    AppAction("choose-filter", "browse", ("x",), "Choose filter", "Choose among the filters that hold, to take one away; Shift+Tab leads there, too."),
    AppAction("page-filter", "browse", ("f",), "Filter page", "Narrow the rows that are loaded, fuzzily.", types=True, footer=16, looks=True),
    AppAction("sort", "browse", ("s",), "Sort", "Sort by a column; again for the other direction.", types=True, footer=14, looks=True),
    AppAction("mark", "browse", ("space",), "Mark", "Mark the row, or take its mark away, and go on to the next.", footer=8),
    AppAction("mark-range", "browse", ("M",), "Mark to here", "Mark all rows from the last mark to the cursor."),
    AppAction("mark-page", "browse", ("asterisk",), "Mark page", "Mark all rows of this page."),
    AppAction("invert-marks", "browse", ("I",), "Invert marks", "Mark what is not marked on this page, and the other way round."),
    AppAction("unmark", "browse", ("U",), "Unmark", "Take all marks away."),
    AppAction("copy", "browse", ("y",), "Copy", "Copy the id, path, a cell, the document or the whole table.", types=True, footer=15),
    AppAction("export", "browse", ("E",), "Export", "Write the marked rows, or the page, to a file.", types=True, footer=17),
    AppAction("preview", "browse", ("o",), "Preview", "Show the facts of the row under the cursor; from 160 columns on then its JSON, too; then neither.", footer=18, looks=True),
    AppAction("preview-size", "browse", ("O",), "Preview size", "Make the preview larger, in three steps, then small again."),
    AppAction("wide", "browse", ("w",), "Wide", "Show all columns, to be scrolled sideways, or those that fit.", footer=19, looks=True),
    AppAction("columns", "browse", ("C",), "Columns", "Choose the columns and their order.", types=True),
    AppAction("go-to", "browse", ("number_sign",), "Go to", "Go to a page by its number, or to a row with r and its number.", types=True),
    AppAction("first-page", "browse", ("ctrl+home", "H"), "First page", "Show the first page."),
    AppAction("last-page", "browse", ("ctrl+end", "L"), "Last page", "Show the last page."),
    AppAction("command", "browse", ("colon",), "Command", "Go to a kind, a search or a resource by typing its address.", types=True, footer=20, looks=True),
    AppAction("history-back", "browse", ("less_than_sign",), "Back", "Go back to the list before, as it was."),
    AppAction("history-forward", "browse", ("greater_than_sign",), "Forward", "Go forward again."),
    AppAction("views", "browse", ("v",), "Views", "Open a saved view, a favourite, or what was opened lately.", types=True, footer=21, looks=True),
    AppAction("save-view", "browse", ("V",), "Save view", "Keep this search, its filters, sort and columns under a name.", types=True),
    AppAction("favourite", "browse", ("plus",), "Favourite", "Keep the resource under the cursor among the favourites, or no longer; star a run."),
    AppAction("unreadable", "browse", ("exclamation_mark",), "Unreadable", "Show the items of this page that could not be read, raw."),
    AppAction("live", "browse", ("W",), "Live", "Load this page again every few seconds, or stop that."),
    AppAction("show-kind", "browse", (), "Kind", "Show the kind with this number.", key_hint="0-9"),
    AppAction("next-kind", "browse", ("right_square_bracket",), "Next kind", "Show the next kind."),
    AppAction("previous-kind", "browse", ("left_square_bracket",), "Previous kind", "Show the previous kind."),
    AppAction("refresh", "browse", ("ctrl+r",), "Refresh", "Load this page again.", footer=30, looks=True),
    AppAction("clear", "browse", ("escape",), "Clear", "Clear the filter of the page, then the search; then leave a folder."),
    AppAction("back", "detail", ("escape",), "Back", "Leave the search in the tab; else go back to the list.", footer=1, looks=True),
    AppAction("next-tab", "detail", ("tab", "right_square_bracket"), "Next tab", "Show the next tab.", footer=2, looks=True),
    AppAction("previous-tab", "detail", ("shift+tab", "left_square_bracket"), "Tab back", "Show the previous tab."),
    AppAction("show-tab", "detail", (), "Tab", "Show the tab with this number.", key_hint="1-9"),
    AppAction("find", "detail", ("slash",), "Find", "Search in this tab.", types=True, footer=13, looks=True),
    AppAction("next-match", "detail", ("n",), "Next match", "Go to the next place of the text that is searched for.", footer=14, looks=True),
    AppAction("previous-match", "detail", ("N",), "Match back", "Go to the place before.", footer=15, looks=True),
    AppAction("next-resource", "detail", ("J",), "Next", "Show the next one of the list that it was opened from.", footer=11, looks=True),
    AppAction("previous-resource", "detail", ("K",), "Prev", "Show the one before in that list.", footer=12, looks=True),
    AppAction("links", "detail", ("L", "enter"), "Links", "Open what it names: its model, tools, agents, skills, integration.", types=True, footer=4, looks=True),
    AppAction("run", "detail", ("r",), "Run", "Run this resource.", needs="run", types=True, footer=5),
    AppAction("add", "detail", ("a",), "Add", "Create another one of this kind; of an integration a tool.", needs="create", types=True, footer=16),
    AppAction("edit", "detail", ("e",), "Edit", "Edit this resource.", needs="save", types=True, footer=7),
    AppAction("undo-list", "detail", ("u",), "Undo", "Take back one of the last saves and deletions from here; shows what will be sent, and asks.", types=True),
    AppAction("edit-document", "detail", ("f4", "f9"), "Editor", "Edit it in your own editor, as one YAML document, then look at it in the form.", needs="save", types=True),
    AppAction("clone", "detail", ("c",), "Clone", "Begin a new one that holds what this one does.", needs="clone", types=True, footer=8),
    AppAction("duplicate", "detail", ("T",), "Duplicate", "Have the server copy it as a draft, with what it works with or without.", needs="duplicate", types=True),
    AppAction("onboard", "detail", ("B",), "Onboard", "Onboard a draft, or make what is onboarded a draft again; asks first.", needs="onboard"),
    AppAction("download", "detail", ("S",), "Save", "Save it to disk: a file, or a folder with all that is in it.", needs="download", types=True, footer=8),
    AppAction("delete", "detail", ("D",), "Delete", "Delete it; asks first.", needs="delete", danger=True, footer=9),
    AppAction("copy", "detail", ("y",), "Copy", "Copy the id, path, address, the document, any fact, or the code that is shown.", types=True, footer=10),
    AppAction("messages", "detail", ("m",), "Messages", "Show what was said in this session.", needs="messages", footer=6),
    AppAction("refresh", "detail", ("ctrl+r",), "Refresh", "Load this resource again.", footer=20, looks=True),
    AppAction("rerun", "past", ("f5",), "Run again", "Send the run under the cursor once more as it was; asks first.", footer=4),
    AppAction("mark", "past", ("space",), "Mark", "Mark the run, or take its mark away, and go on to the next.", footer=8),
    AppAction("compare", "past", ("equals_sign",), "Compare", "Compare two marked runs: what they were asked and gave, time and cost.", types=True),
    AppAction("star", "past", ("plus",), "Star", "Star the run: it stays until you delete it; or no longer."),
    AppAction("note", "past", ("N",), "Note", "Keep a note at the run under the cursor.", types=True, footer=12),
    AppAction("delete-run", "past", ("D",), "Delete run", "Delete the run from the journal; asks first.", danger=True, footer=9),
    AppAction("watch-runs", "past", ("A",), "Watch runs", "Watch all runs again, in the background, that are in flight and that nobody watches."),
    AppAction("line-down", "json", ("down", "j"), "Down", "Go to the next line."),
    AppAction("line-up", "json", ("up", "k"), "Up", "Go to the line before."),
    AppAction("screen-down", "json", ("pagedown",), "Page down", "Go a screenful down."),
    AppAction("screen-up", "json", ("pageup",), "Page up", "Go a screenful up."),
    AppAction("first-line", "json", ("g", "home"), "First", "Go to the first line."),
    AppAction("last-line", "json", ("G", "end"), "Last", "Go to the last line."),
    AppAction("toggle-fold", "json", ("enter", "space"), "Fold", "Fold what the line opens, or unfold it.", footer=3),
    AppAction("fold", "json", ("left", "h"), "Fold", "Fold what the line opens; once more goes to what it lies in."),
    AppAction("unfold", "json", ("right", "l"), "Unfold", "Unfold what the line opens."),
    AppAction("fold-all", "json", ("minus",), "Fold all", "Fold all that lies in the document.", footer=4),
    AppAction("unfold-all", "json", ("plus",), "Unfold all", "Unfold everything.", footer=4),
    AppAction("save", "edit", ("ctrl+s", "f2"), "Save", "Show what changed, then save.", footer=1),
    AppAction("revert-field", "edit", ("f6",), "Revert", "Put the field back to what it was before it was changed.", footer=7),
    AppAction("revert-all", "edit", ("f7",), "Revert all", "Put all fields back to what they were; asks first."),
    AppAction("undo", "field", ("ctrl+z",), "Undo", "Take back what was typed, picked, chosen or put back last, in whichever field that was.", footer=4),
    AppAction("redo", "field", ("ctrl+y", "ctrl+shift+z"), "Redo", "Do again what was taken back last."),
    AppAction("next-field", "field", ("down",), "Next field", "Go to the next field; in a long text and in a list from its end. Enter does that in a field of one line."),
    AppAction("previous-field", "field", ("up",), "Field before", "Go to the field before; in a long text and in a list from its start."),
    AppAction("next-group", "field", ("ctrl+down", "ctrl+pagedown"), "Group", "Go to the first field below the next heading.", footer=5),
    AppAction("previous-group", "field", ("ctrl+up", "ctrl+pageup"), "Group back", "Go to the first field below this heading, then to the one before."),
    AppAction("pick", "reference", ("enter", "space"), "Pick", "Pick what the field refers to, from what the server finds, or its options; or list its entries.", footer=3),
    AppAction("drop-reference", "reference", ("backspace", "delete"), "Drop", "Take away what the field refers to, of several the one that the cursor is on.", footer=3),
    AppAction("open-reference", "reference", ("right",), "Open", "Show the resource that the cursor is on; Esc comes back to the form as it was.", footer=3),
    AppAction("reference-up", "reference", ("shift+up", "alt+up"), "Move up", "Put what the cursor is on further up in its list.", footer=4),
    AppAction("reference-down", "reference", ("shift+down", "alt+down"), "Move down", "Put what the cursor is on further down in its list.", footer=4),
    AppAction("edit-text", "edit", ("f4",), "Editor", "Edit a long text in your own editor, which VISUAL or EDITOR names; from any other field all of them.", footer=6),
    AppAction("edit-document", "edit", ("f9",), "Document", "Edit all fields in your own editor, as one YAML document with comments."),
    AppAction("from-file", "edit", ("ctrl+o",), "From file", "Fill the form from a JSON or YAML file.", types=True),
    AppAction("back", "edit", ("escape",), "Back", "Leave the form; asks when something changed.", footer=2),
    AppAction("start", "run", ("f5",), "Run", "Send the inputs and watch the run: no other key does. Where they are not in sight it asks first.", footer=1, sends=True),
    AppAction("choose-action", "run", ("ctrl+g",), "Action", "Choose what it is to do, of what it can do; that has inputs of its own.", types=True, footer=5),
    AppAction("more", "run", ("f8",), "More", "Show the inputs that are rarely needed, or fold them away again.", footer=6),
    AppAction("earlier-inputs", "run", ("f3",), "Earlier", "Fill in what it was run with before, from here.", types=True, footer=7),
    AppAction("presets", "run", ("ctrl+n",), "Saved", "Fill in inputs that were saved under a name; save, or remove some.", types=True, footer=8),
    AppAction("edit-text", "run", ("f4",), "Editor", "Edit a long text in your own editor, which VISUAL or EDITOR names; from any other input all of them.", footer=9),
    AppAction("edit-document", "run", ("f9",), "Document", "Edit all inputs in your own editor, as one YAML document with comments."),
    AppAction("from-file", "run", ("ctrl+o",), "From file", "Fill the inputs from a JSON or YAML file.", types=True),
    AppAction("revert-field", "run", ("f6",), "Revert", "Put the input back to what it began with."),
    AppAction("revert-all", "run", ("f7",), "Revert all", "Put all inputs back to what they began with; asks first."),
    AppAction("inputs", "run", ("i",), "Inputs", "Show the inputs again, to run with changes.", footer=4),
    AppAction("raw", "run", ("w",), "Raw", "Show the raw reply, or the output again.", footer=8, looks=True),
    AppAction("background", "run", ("b",), "Background", "Leave it and go on watching: its end is told, and it is among the runs.", footer=4),
    AppAction("back", "run", ("escape",), "Back", "Stop watching a run; else go back.", footer=3),
    AppAction("next-tab", "panel", ("tab", "right_square_bracket"), "Next tab", "Show the next tab of the run.", footer=2, looks=True),
    AppAction("previous-tab", "panel", ("shift+tab", "left_square_bracket"), "Tab back", "Show the previous tab of the run."),
    AppAction("show-tab", "panel", (), "Tab", "Show the tab of the run with this number.", key_hint="1-5"),
    AppAction("next-part", "panel", ("right_curly_bracket",), "Next part", "Go to the next part of the output.", footer=11, looks=True),
    AppAction("previous-part", "panel", ("left_curly_bracket",), "Part back", "Go to the part of the output before."),
    AppAction("find", "panel", ("slash",), "Find", "Search in this tab of the run.", types=True, footer=5, looks=True),
    AppAction("next-match", "panel", ("n",), "Next match", "Go to the next place of the text that is searched for.", footer=14, looks=True),
    AppAction("previous-match", "panel", ("N",), "Match back", "Go to the place before.", footer=15, looks=True),
    AppAction("watch", "panel", ("A",), "Watch again", "Watch it again here, where it goes on at the server; else show its reply.", footer=1),
    AppAction("copy", "panel", ("y",), "Copy", "Copy the output, a part, a record, an address, the reply, or the run as Python, curl or a command.", types=True, footer=2),
    AppAction("export", "panel", ("E",), "Export", "Write the output, a part of it, the reply or the request to a file.", types=True, footer=4),
    AppAction("download", "panel", ("S",), "Save", "Save a file that the output names.", types=True, footer=4),
    AppAction("pager", "panel", ("P",), "Pager", "Show the part under the cursor in your own pager, which PAGER names.", footer=12, looks=True),
    AppAction("sort", "panel", ("s",), "Sort", "Sort a table by a column; again for the other direction, and once more as it came.", types=True, footer=5, looks=True),
    AppAction("preview", "panel", ("o",), "Pictures", "Fetch and draw the pictures that are not the platform's own.", footer=13, looks=True),
    AppAction("step-down", "steps", ("down", "j"), "Down", "Go to the next row."),
    AppAction("step-up", "steps", ("up", "k"), "Up", "Go to the row before."),
    AppAction("steps-down", "steps", ("pagedown",), "Page down", "Go a screenful down."),
    AppAction("steps-up", "steps", ("pageup",), "Page up", "Go a screenful up."),
    AppAction("first-step", "steps", ("g", "home"), "First", "Go to the first row."),
    AppAction("last-step", "steps", ("G", "end"), "Last", "Go to the last step, and on with the run.", footer=9),
    AppAction("read-step", "steps", ("enter",), "Read", "Show what the step thought, got and gave, whole.", types=True, footer=5, looks=True),
    AppAction("toggle-step", "steps", ("space",), "Fold", "Fold the agent or the step, or unfold it.", footer=6),
    AppAction("fold-step", "steps", ("left", "h"), "Fold", "Fold the step; once more goes to its agent."),
    AppAction("unfold-step", "steps", ("right", "l"), "Unfold", "Unfold the agent or the step."),
    AppAction("fold-steps", "steps", ("minus",), "Fold all", "Fold all steps.", footer=8),
    AppAction("unfold-steps", "steps", ("plus",), "Unfold all", "Unfold all steps.", footer=8),
    AppAction("next-failed", "steps", ("n",), "Failed", "Go to the next step that failed.", footer=7),
    AppAction("previous-failed", "steps", ("N",), "Failed back", "Go to the one before that failed."),
    AppAction("follow-end", "live", ("end", "G"), "End", "Go to the end of what comes, and keep it in sight."),
    AppAction("back", "step", ("escape",), "Back", "Go back to the run.", footer=1),
    AppAction("back", "messages", ("escape",), "Back", "Go back to the session.", footer=1),
    AppAction("refresh", "messages", ("ctrl+r",), "Refresh", "Load the messages again.", footer=2),
    AppAction("change-setting", "settings", ("enter", "space"), "Change", "Change the setting, by what it takes; it is written to config.toml.", types=True, footer=2),
    AppAction("reset-setting", "settings", ("backspace", "delete"), "Default", "Take the setting out of config.toml: its default holds again.", footer=4),
    AppAction("find", "settings", ("slash",), "Find", "Show the settings alone that have some words in name, value or explanation.", types=True, footer=3, looks=True),
    AppAction("edit-text", "settings", ("f4",), "Editor", "Edit config.toml in your own editor, which VISUAL or EDITOR names.", footer=5),
    AppAction("setting-down", "settings", ("down", "j"), "Down", "Go to the next setting."),
    AppAction("setting-up", "settings", ("up", "k"), "Up", "Go to the setting before."),
    AppAction("settings-down", "settings", ("pagedown",), "Page down", "Go a screenful down."),
    AppAction("settings-up", "settings", ("pageup",), "Page up", "Go a screenful up."),
    AppAction("first-setting", "settings", ("g", "home"), "First", "Go to the first setting."),
    AppAction("last-setting", "settings", ("G", "end"), "Last", "Go to the last setting."),
    AppAction("back", "settings", ("escape",), "Back", "Leave the search; else go back to where you were.", footer=1),
    AppAction("sandbox", "welcome", ("f3",), "Sandbox", "Open the built-in sandbox, without a key.", footer=1),
    AppAction("use-stored", "welcome", ("f5",), "Send stored", "Send the stored key to the addresses of now, this once.", footer=2),
    AppAction("back", "welcome", ("escape",), "Go on", "Go on without another key, where the one in use is not accepted any more.", footer=3),
    AppAction("back", "dialog", ("escape",), "Cancel", "Close without doing anything."),
    AppAction("rename-place", "places", ("f2",), "Rename", "Give the highlighted view or favourite another name."),
    AppAction("remove-place", "places", ("f8",), "Remove", "Take the highlighted place off the list."),
    AppAction("open-entry", "entries", ("enter", "e"), "Open", "Open the entry in a form of its own, whose save puts it back into the field."),
    AppAction("add-entry", "entries", ("a",), "Add", "Add an entry."),
    AppAction("entry-up", "entries", ("K", "shift+up"), "Up", "Move the entry up."),
    AppAction("entry-down", "entries", ("J", "shift+down"), "Down", "Move the entry down."),
    AppAction("drop-entry", "entries", ("backspace", "delete"), "Drop", "Take the entry away."),
)
# fmt: on


_in_use: list[AppAction] = list(ACTIONS)
"""The rows with the keys that hold now. A process has one keyboard."""


def use_keys(keys: Mapping[str, tuple[str, ...]]) -> None:
    """From now on have actions, by `scope.id`, on these keys, and all others on those of the table."""
    _in_use[:] = [action._replace(keys=keys.get(action.place, action.keys)) for action in ACTIONS]


def actions_of(*scopes: Scope) -> tuple[AppAction, ...]:
    """The actions of some scopes on their keys of now, in the table's order."""
    return tuple(action for action in _in_use if action.scope in scopes)


def key_of(place: str) -> str:
    """What a sentence says is pressed for an action, by `scope.id`: its key, without one its label."""
    action = next(action for action in _in_use if action.place == place)
    return key_label(action) or f"“{action.label}”"


def key_label(action: AppAction, *, typing: bool = False) -> str:
    """The key to show for an action; while the user types, the first that is no text. Empty without one."""
    if action.key_hint and not typing:
        return action.key_hint
    keys = [key_name(key) for key in action.keys]
    return next((key for key in keys if not typing or len(key) > 1), "")


def tab_key(index: int) -> str:
    """The digit that shows the tab at this place, from 0; empty from the eleventh on."""
    return str((index + 1) % 10) if index < 10 else ""


def unshadowed(actions: Sequence[AppAction], scope: Scope) -> list[AppAction]:
    """Without those of a screen's own scope whose first key a part of it has taken."""
    taken = {key for action in actions if action.scope not in (scope, "app") for key in action.keys}
    return [one for one in actions if one.scope != scope or not taken.intersection(one.keys[:1])]
