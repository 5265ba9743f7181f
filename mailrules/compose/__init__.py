"""Letters that pass ``check``: several drafts merged into one; templates are to come."""

from mailrules.compose.merging import Merged, merge

__all__ = ["Merged", "merge"]
