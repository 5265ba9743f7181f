"""What each stretch of a letter is: the author's words, a quotation, a signature."""

from mailrules.message.segments.closings import is_closing
from mailrules.message.segments.quote_headers import header_lines
from mailrules.message.segments.segmenting import segment

__all__ = ["header_lines", "is_closing", "segment"]
