"""Letters of an IMAP folder (RFC 9051), read only, from where the last import stopped.

A letter is known by its UID; a new UIDVALIDITY begins anew (RFC 9051, 2.3.1.1).
Of a long letter only the beginning is fetched: header and text stand there,
attachments are not kept.
"""

import imaplib
import re
import ssl
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from datetime import timedelta
from itertools import pairwise
from typing import TYPE_CHECKING

import msgspec
from msgspec import Struct

from mailrules.conversation.history.account import Account, is_imap, password_of, read_account
from mailrules.conversation.history.choice import Choice
from mailrules.conversation.history.reader import Item, Reader
from mailrules.errors import InputError

if TYPE_CHECKING:
    from imap_tools import BaseMailBox

__all__ = ["imap_reader", "is_imap"]

BEGINNING = 1 << 20  # bytes of one letter that are fetched
AT_ONCE = 8 << 20  # bytes of one answer
SIZES = 1_000  # letters whose sizes are asked at once
TIMEOUT = 60.0  # seconds without a word from the server
UID = re.compile(rb"\bUID (\d+)")
SIZE = re.compile(rb"\bRFC822\.SIZE (\d+)")


class ImapPlace(Struct, frozen=True):
    """How far a folder is read."""

    validity: int
    last: int = 0


def imap_reader(
    address: str, choice: Choice, *, folder: str | None = None, insecure: bool = False
) -> Reader:
    """Return what reads the letters of an IMAP folder. Raises InputError as ``read_account``."""
    account = read_account(address, folder=folder, insecure=insecure)
    password = password_of(account)

    def start(position: str, _: dict[str, str]) -> tuple[int, Iterator[Item]]:
        with _told(account):
            mailbox = _opened(account, password)
            place = _place(mailbox, position)
            found = _uids(mailbox, place.last, choice)
        return len(found), _items(mailbox, account, found, place.validity)

    return Reader(account.name, start)


def _opened(account: Account, password: str) -> "BaseMailBox":
    """Log in and open the folder with EXAMINE: nothing is changed, no letter becomes read."""
    mailbox = _connected(account)
    try:
        log_in = mailbox.login if (account.user + password).isascii() else mailbox.login_utf8
        log_in(account.user, password, initial_folder=None)
        mailbox.folder.set(account.folder, readonly=True)
    except BaseException:
        _leave(mailbox)
        raise
    return mailbox


def _connected(account: Account) -> "BaseMailBox":
    from imap_tools import MailBox, MailBoxStartTls, MailBoxUnencrypted

    if account.clear:
        return MailBoxUnencrypted(account.host, account.port, TIMEOUT)
    trusted = ssl.create_default_context()
    kind = MailBox if account.tls else MailBoxStartTls
    return kind(account.host, account.port, timeout=TIMEOUT, ssl_context=trusted)


def _leave(mailbox: "BaseMailBox") -> None:
    from imap_tools import ImapToolsError

    with suppress(OSError, imaplib.IMAP4.error, ImapToolsError):
        mailbox.logout()
    with suppress(OSError):  # a lost connection is still open on our side
        mailbox.client.shutdown()


def _place(mailbox: "BaseMailBox", position: str) -> ImapPlace:
    """Return where to go on: at the beginning where the server has numbered its letters anew."""
    _, found = mailbox.client.response("UIDVALIDITY")
    validity = int(found[0] or 0)
    before = msgspec.json.decode(position, type=ImapPlace) if position else None
    return before if before and before.validity == validity else ImapPlace(validity)


def _uids(mailbox: "BaseMailBox", last: int, choice: Choice) -> list[int]:
    """Return the letters that came since; ``*`` names the last one even where it is older."""
    from imap_tools import AND, U

    # The zone of a letter's date is not the server's: a day more is asked for than wanted.
    since = choice.since - timedelta(days=1) if choice.since else None
    criteria = str(AND(uid=U(str(last + 1), "*"), sent_date_gte=since))
    found = map(int, mailbox.uids(criteria, charset=None))
    return sorted(one for one in found if one > last)


def _items(
    mailbox: "BaseMailBox", account: Account, uids: list[int], validity: int
) -> Iterator[Item]:
    try:
        with _told(account, midway=True):
            for first, end in pairwise([*range(0, len(uids), SIZES), len(uids)]):
                for batch in _batches(mailbox, uids[first:end]):
                    for uid, raw in _fetched(mailbox, batch):
                        place = msgspec.json.encode(ImapPlace(validity, uid))
                        yield Item(raw, position=place.decode())
    finally:
        _leave(mailbox)


def _batches(mailbox: "BaseMailBox", uids: Sequence[int]) -> Iterator[list[int]]:
    """Part letters so that no answer exceeds ``AT_ONCE``."""
    sizes = {}
    for answer in _fetch(mailbox, uids, "(UID RFC822.SIZE)"):
        line = answer if isinstance(answer, bytes) else b""
        told, size = UID.search(line), SIZE.search(line)
        if told and size:
            sizes[int(told[1])] = min(int(size[1]), BEGINNING)
    batch: list[int] = []
    weight = 0
    for uid in sorted(sizes):
        if batch and weight + sizes[uid] > AT_ONCE:
            yield batch
            batch, weight = [], 0
        batch.append(uid)
        weight += sizes[uid]
    if batch:
        yield batch


def _fetched(mailbox: "BaseMailBox", uids: Sequence[int]) -> list[tuple[int, bytes]]:
    """Return the beginnings of letters, by UID; a server may tell it before or behind them."""
    found = []
    answers = _fetch(mailbox, uids, f"(UID BODY.PEEK[]<0.{BEGINNING}>)")
    for answer, behind in pairwise([*answers, b""]):
        if isinstance(answer, tuple):
            told = UID.search(answer[0]) or UID.search(behind if isinstance(behind, bytes) else b"")
            if told:
                found.append((int(told[1]), answer[1]))
    return sorted(found)


def _fetch(
    mailbox: "BaseMailBox", uids: Sequence[int], what: str
) -> "list[bytes | tuple[bytes, bytes]]":
    status, answers = mailbox.client.uid("FETCH", ",".join(map(str, uids)), what)
    if status != "OK":
        raise imaplib.IMAP4.error(_shown(answers))
    return [one for one in answers if isinstance(one, (bytes, tuple))]


@contextmanager
def _told(account: Account, *, midway: bool = False) -> Iterator[None]:
    """Turn what goes wrong on the way to a server into an InputError."""
    from imap_tools import ImapToolsError
    from imap_tools.errors import MailboxFolderSelectError, MailboxLoginError

    try:
        yield
    except ssl.SSLCertVerificationError as error:
        raise _error("certificate", account, error.verify_message) from error
    except MailboxLoginError as error:
        raise _error("refused", account, _shown(error.command_result[1])) from error
    except MailboxFolderSelectError as error:
        raise _error("folder", account, _shown(error.command_result[1])) from error
    except (OSError, imaplib.IMAP4.error, ImapToolsError) as error:
        key = "lost" if midway else "unreachable"
        raise _error(key, account, _shown([str(error)])) from error


def _error(key: str, account: Account, reason: str) -> InputError:
    return InputError(
        f"history.imap.{key}",
        host=account.host,
        port=account.port,
        user=account.user,
        folder=account.folder,
        reason=reason,
    )


def _shown(answer: Sequence[object]) -> str:
    """Return what a server says as far as it can be printed."""
    said = (
        one.decode("utf-8", "replace") if isinstance(one, bytes) else str(one) for one in answer
    )
    return "".join(char for char in " ".join(said) if char.isprintable())[:300]
