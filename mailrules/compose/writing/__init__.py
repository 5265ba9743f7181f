"""A letter's bytes, for whatever composes one."""

from mailrules.compose.writing.files import File, attached, read_file
from mailrules.compose.writing.letter import Letter, clean, write

__all__ = ["File", "Letter", "attached", "clean", "read_file", "write"]
