"""What a user wants of the letters that are imported."""

from datetime import date
from typing import NamedTuple


class Choice(NamedTuple):
    """``bodies`` keeps the text of letters; ``since`` leaves older ones out (undated ones stay)."""

    bodies: bool = False
    since: date | None = None

    def name(self, source: str) -> str:
        """Return what a source is called when it is read with this choice.

        How far it was read is kept for each choice apart: what one import left
        out, another may want.
        """
        since = f" since {self.since}" if self.since else ""
        return f"{source}{since}{' with bodies' if self.bodies else ''}"
