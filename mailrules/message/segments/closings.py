"""Complimentary closings: «С уважением,», "Best regards,", «Спасибо!»."""

from mailrules.message.pattern import lazy_pattern
from mailrules.message.segments.contacts import is_name
from mailrules.message.segments.phrases import labelled, plain

STRONG, WEAK = "strong", "weak"
MAX_LENGTH = 90
HEAD = lazy_pattern(r"[^,.!;:–—/\n]{2,60}")
SENTENCE_MARK = lazy_pattern(r"[.!?;:]")
END_MARKS = " ,.!;:-–—)/"
REASONS = ("за", "for")


def is_closing(line: str) -> bool:
    """Tell whether a line is a complimentary closing."""
    return closing_strength(line.strip()) is not None


def closing_strength(shown: str) -> str | None:
    """Return how surely a line is a closing: "strong", "weak", or None where it is none.

    The whole line is the phrase, or the phrase and whose it is («С уважением,
    Анна Ким»); a sentence that begins with the same words is none.
    """
    if len(shown) > MAX_LENGTH:
        return None
    text = shown.lstrip("-–—*_ ")
    phrases = labelled("closings")
    whole = plain(_spoken(text))
    if whole in phrases:
        return phrases[whole]
    head = HEAD.match(text)
    if head is None:
        return None
    strength, rest = phrases.get(plain(_spoken(head[0]))), text[head.end() :].strip(END_MARKS)
    if strength:
        return strength if _is_signed(rest, text) else None
    return _unpunctuated(text)


def _is_signed(rest: str, text: str) -> bool:
    """Tell whether what stands after the phrase is a name, another closing, or whose regards."""
    if is_name(rest) or closing_strength(rest):
        return True
    return len(rest.split()) <= 6 and not text.endswith((".", "!", "?", ":", ";"))


def _unpunctuated(text: str) -> str | None:
    """Read what goes on without a comma.

    «С уважением Анна Ким», «С уважением к вам,», «Спасибо за внимание!».
    """
    spelt = text.split()
    for length in range(min(6, len(spelt) - 1), 0, -1):
        strength = labelled("closings").get(plain(" ".join(spelt[:length])))
        if strength is None:
            continue
        rest = " ".join(spelt[length:])
        if strength == STRONG and length > 1 and is_name(rest):
            return STRONG
        short = len(spelt) - length <= 6 and SENTENCE_MARK.search(text[:-1]) is None
        gives_reason = strength == WEAK and spelt[length].casefold() in REASONS
        if short and (gives_reason or (strength == STRONG and text.endswith(","))):
            return WEAK
    return None


def _spoken(text: str) -> str:
    """Take away what decorates a phrase: asterisks, emoji, punctuation at the end."""
    kept = (char for char in text if char.isalnum() or char in " &'’-,.!;:")
    return "".join(kept).strip(END_MARKS)
