"""The lines of a JSON document: going through them, folding and unfolding."""

from aixtui.workspace.folded_json import FoldedJson


class JsonController:
    """Answers for the keys of a document that has the focus."""

    def __init__(self, json: FoldedJson) -> None:
        self._json = json

    def do_line_down(self) -> None:
        """Go to the next line."""
        self._json.move(+1)

    def do_line_up(self) -> None:
        """Go to the line before."""
        self._json.move(-1)

    def do_screen_down(self) -> None:
        """Go a screenful down."""
        self._json.turn(+1)

    def do_screen_up(self) -> None:
        """Go a screenful up."""
        self._json.turn(-1)

    def do_first_line(self) -> None:
        """Go to the beginning."""
        self._json.move_to(0)

    def do_last_line(self) -> None:
        """Go to the end."""
        self._json.move_to(len(self._json.rows))

    def do_toggle_fold(self) -> None:
        """Fold what the line opens, or unfold it."""
        self._json.toggle()

    def do_fold(self) -> None:
        """Fold what the line opens, or go to what it lies in."""
        self._json.fold()

    def do_unfold(self) -> None:
        """Unfold what the line opens."""
        self._json.unfold()

    def do_fold_all(self) -> None:
        """Leave the outermost level only."""
        self._json.fold_all()

    def do_unfold_all(self) -> None:
        """Show every line."""
        self._json.unfold_all()
