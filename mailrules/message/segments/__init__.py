"""What each stretch of a letter is: the author's words, a quotation, a signature."""

from mailrules.message.segments.closings import is_closing
from mailrules.message.segments.segmenting import segment

__all__ = ["is_closing", "segment"]
