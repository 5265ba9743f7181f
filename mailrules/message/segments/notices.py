"""What programs and firms add under a letter: «Отправлено с iPhone», disclaimers, footers."""

from mailrules.message.pattern import lazy_pattern
from mailrules.message.segments.phrases import expression, plain, words

MAX_DEVICE_LENGTH = 200
NOTICE_HEAD = 400
LINKS = lazy_pattern(r"<https?:[^>\s]{0,200}>|\(https?:[^)\s]{0,200}\)|https?:\S{1,200}")
BRACKETS = str.maketrans("", "", "[]<>()*_|")


def is_device_line(shown: str) -> bool:
    """Tell whether a line is what a phone or a mail program signs with."""
    if len(shown) > MAX_DEVICE_LENGTH or "@" in shown:
        return False
    line = plain(LINKS.sub("", shown).translate(BRACKETS)).strip(' .!-–—"«»')
    return bool(line) and expression("devices", line).fullmatch(line) is not None


def is_notice(paragraph: str) -> bool:
    """Tell whether a paragraph begins as a disclaimer, an antivirus note or a list's footer."""
    text = plain(paragraph[:NOTICE_HEAD]).lstrip("*_-=–—~# ▪•[(\"'")
    return expression("disclaimers", text).match(text) is not None


def is_banner(paragraph: str) -> bool:
    """Tell whether a paragraph is a mail server's warning above a letter from outside."""
    text = plain(paragraph[:NOTICE_HEAD]).lstrip("*[ ")
    return expression("banners", text).match(text) is not None


def continues_notice(paragraph: str) -> bool:
    """Tell whether a paragraph below a notice speaks of the same things."""
    text = plain(paragraph[:NOTICE_HEAD])
    return any(word in text for word in words("disclaimer_words"))
