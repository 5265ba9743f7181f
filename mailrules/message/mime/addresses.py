"""Address lists (RFC 5322, 3.4), read as tolerantly as mail programs read them."""

from collections.abc import Iterator

from mailrules.message.mime.encoded_words import decode_words
from mailrules.message.model import Address
from mailrules.message.pattern import lazy_pattern

MAX_ADDRESSES = 10_000  # of one field
# A whole quoted string, a special, or a run of anything else.
# A quoted string that is very long is none, so that an unclosed quote costs little.
TOKEN = lazy_pattern(r'"(?:[^"\\]|\\.){0,500}+"|[",:;<>()\\]|[^",:;<>()\\]+', flags=16)
ESCAPED = lazy_pattern(r"\\(.)", flags=16)


class Mailbox:
    """One address while it is read: what stood outside, inside and in brackets."""

    def __init__(self) -> None:
        self.phrase: list[str] = []
        self.comment: list[str] = []
        self.bracketed: list[str] | None = None
        self.open = False
        self.depth = 0
        self.has_at = False

    def add(self, token: str) -> None:
        """Take a token that is part of a name or of an address."""
        if self.depth:
            self.comment.append(token)
        elif self.open and self.bracketed is not None:
            self.bracketed.append(token)
        elif len(token) > 1 and token[0] == '"':
            self.phrase.append(ESCAPED.sub(r"\1", token[1:-1]))
        else:
            self.phrase.append(token)
            self.has_at = self.has_at or "@" in token

    def nest(self, token: str, closing: int) -> None:
        """Take a parenthesis, ``closing`` of the closing kind being left behind it."""
        opens = token == "("
        if self.depth > 1 or (opens and self.depth):
            self.comment.append(token)
        if opens and closing > self.depth:
            self.depth += 1
        elif not opens and self.depth:
            self.depth -= 1

    def address(self) -> Address | None:
        """Return what was read, None where there is no address in it."""
        name = "".join(self.phrase)
        comment = "".join(self.comment)
        if self.bracketed is not None:
            # An obsolete route ("@relay:") stands before the address (RFC 5322, 4.4).
            email = "".join("".join(self.bracketed).rpartition(":")[2].split())
            return Address(_readable(name or comment), email) if email else None
        words = name.split()
        email = next((word for word in words if "@" in word), "")
        if not email and len(words) == 1:
            email = words[0]
        if not email:
            return None
        rest = " ".join(word for word in words if word is not email)
        return Address(_readable(rest or comment), email)


def parse_addresses(value: str) -> tuple[Address, ...]:
    """Return the addresses of a raw, unfolded value, names decoded. Never raises."""
    return tuple(_addresses(value))


def _addresses(value: str) -> Iterator[Address]:
    mailbox = Mailbox()
    # Comments that never close are no comments.
    closing = value.count(")")
    count = 0
    for match in TOKEN.finditer(value):
        token = match[0]
        if token in "()":
            closing -= token == ")"
            mailbox.nest(token, closing)
        elif mailbox.depth:
            mailbox.add(token)
        elif token == "<":
            mailbox.bracketed, mailbox.open = [], True
        elif token == ">":
            mailbox.open = False
        elif token in ",;":
            found = mailbox.address()
            mailbox = Mailbox()
            if found is not None:
                yield found
                count += 1
            if count == MAX_ADDRESSES:
                return
        elif token == ":" and not mailbox.open and not mailbox.has_at:
            mailbox = Mailbox()  # that was the name of a group
        else:
            mailbox.add(token)
    found = mailbox.address()
    if found is not None:
        yield found


def _readable(name: str) -> str:
    return " ".join(decode_words(name)[0].split())
