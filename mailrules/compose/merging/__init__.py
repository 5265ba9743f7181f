"""Several drafts to one client become one letter (demand 10)."""

from mailrules.compose.merging.merge import Merged, merge

__all__ = ["Merged", "merge"]
