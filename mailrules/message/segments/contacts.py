"""What the lines of a signature look like: names, contacts, and what they are not."""

from mailrules.message.pattern import lazy_pattern
from mailrules.message.segments.phrases import plain, words

NAME_WORD = r"(?:[A-ZА-ЯЁ][\w'’-]*\.?|[A-ZА-ЯЁ]\.[A-ZА-ЯЁ]\.)"
NAME = lazy_pattern(
    rf"{NAME_WORD}(?: (?:von|van|der|den|de|da|di|del|la|le|bin|ben|оглы|кызы|{NAME_WORD})){{0,4}}"
)
EMAIL = lazy_pattern(r"[\w.+%-]{1,64}@[\w-]{1,63}\.[\w.-]{2,}")
PHONE = lazy_pattern(r"(?<![\d.])\+?\d(?:[ ().\u2010-\u2013/-]{0,3}\d){6,14}(?!\d)")
SITE = lazy_pattern(
    r"https?:|\bwww\.|(?:^|\s)[\w-]{2,}\.(?:ru|рф|com|org|net|example|io|su|by|kz|ua|de)\b"
)
PLACE = lazy_pattern(
    r"(?i)\b(?:г\.|ул\.|пр-т|просп\.|пер\.|наб\.|ш\.|оф\.|стр\.|корп\.|д\.) ?[\w«\"]|\b\d{6}\b"
)
NAME_END = lazy_pattern(r"[,|/].*")
LIST_ITEM = lazy_pattern(r"(?:[-•*·–—+]|\(?\d{1,2}[.)]|[a-zа-я]\))\s")
MARGIN = " \t.,:;!-–—~*_|()[]<>«»\"'"


def is_name(shown: str) -> bool:
    """Tell whether a line is but a person's name: one to five capitalised words."""
    name = _without_symbols(shown).rstrip(",")
    return len(name) <= 60 and NAME.fullmatch(name) is not None


def is_full_name(shown: str) -> bool:
    """Tell whether a line begins with a name of two words, alone or with a position after it."""
    name = _without_symbols(NAME_END.sub("", shown))
    return " " in name and is_name(name)


def is_contact(shown: str) -> bool:
    """Tell whether a line gives a phone number, an address of mail or web, or a postal one."""
    if EMAIL.search(shown) or PHONE.search(shown) or SITE.search(shown):
        return True
    if _is_labelled(shown):
        return True
    return len(PLACE.compiled.findall(shown)) >= 2


def _is_labelled(shown: str) -> bool:
    """Tell whether a line is «Тел. 12-34», "Skype: anna"."""
    label, colon, value = shown[:40].replace(".:", ":").partition(":")
    if not colon:
        label, _, value = shown[:40].partition(" ")
        if not label.endswith(".") or not value[:6].strip("+( ")[:1].isdigit():
            return False
    label = plain(label.strip(MARGIN))
    if label not in words("contact_labels"):
        return False
    return len(label) > 1 or any(char in value for char in "0123456789@.")


def is_requisite(shown: str) -> bool:
    """Tell whether a line gives banking details."""
    beginning = plain(shown[:60]).replace("/ ", "/").replace(":", " ").replace(".", " ")
    return not words("requisites").isdisjoint(beginning.replace(",", " ").split())


def is_list_item(shown: str) -> bool:
    """Tell whether a line begins as the item of a list."""
    return LIST_ITEM.match(shown) is not None


def is_prose(shown: str) -> bool:
    """Tell whether a line reads as a sentence, not as a line of a signature."""
    if len(shown) > 160:
        return True
    if is_contact(shown):
        return len(shown.split()) > 12 and shown.endswith((".", "!", "?"))
    length = len(shown.split())
    if shown.endswith(("?", ":", ";")) and length > 1:
        return True
    return length > 12 or (length >= 5 and shown.endswith((".", "!", "…")))


def _without_symbols(shown: str) -> str:
    """Take away what decorates a line: asterisks, dashes, emoji."""
    return "".join(char for char in shown if char.isalnum() or char in " .,'’-").strip(" -,.'’") + (
        "." if shown.endswith(".") and len(shown.rsplit(" ", 1)[-1]) <= 5 else ""
    )
