"""The address of an IMAP folder, and the password that never stands in it."""

import os
from ipaddress import ip_address
from typing import NamedTuple
from urllib.parse import quote, unquote, urlsplit

from mailrules.errors import InputError

SCHEMES = {"imaps": 993, "imap": 143}  # RFC 8314, 3.2; RFC 9051, 11.1
PASSWORD = "MAILRULES_IMAP_PASSWORD"
INBOX = "INBOX"


class Account(NamedTuple):
    """Whose mail where. ``clear`` is for a server on this machine that has no TLS."""

    user: str
    host: str
    port: int
    folder: str
    tls: bool
    clear: bool = False

    @property
    def name(self) -> str:
        """Return the address as a user writes it."""
        scheme = "imaps" if self.tls else "imap"
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"{scheme}://{quote(self.user)}@{host}:{self.port}/{quote(self.folder)}"


def is_imap(path: str) -> bool:
    """Tell the address of a mailbox from a path."""
    return path.partition("://")[0].lower() in SCHEMES and "://" in path


def read_account(address: str, *, folder: str | None = None, insecure: bool = False) -> Account:
    """Read ``imaps://user@host[:port][/folder]``.

    Raises InputError where it cannot be read, or has a password in it, or
    ``insecure`` is asked for with a server of another machine.
    """
    try:
        found = urlsplit(address)
        port = found.port or SCHEMES[found.scheme]
    except ValueError:
        raise InputError("history.imap.address", address=_without_password(address)) from None
    if found.password is not None:
        raise InputError("history.imap.password-in-url", address=_without_password(address))
    if not found.username or not found.hostname:
        raise InputError("history.imap.address", address=address)
    tls = found.scheme == "imaps"
    if insecure and (tls or not _is_loopback(found.hostname)):
        raise InputError("history.imap.insecure", host=found.hostname)
    return Account(
        user=unquote(found.username),
        host=found.hostname,
        port=port,
        folder=folder or unquote(found.path.lstrip("/")) or INBOX,
        tls=tls,
        clear=insecure,
    )


def password_of(account: Account) -> str:
    """Return the password: from the environment, else the keyring. Raises InputError without."""
    found = os.environ.get(PASSWORD) or _from_keyring(account)
    if not found:
        raise InputError(
            "history.imap.no-password", variable=PASSWORD, host=account.host, user=account.user
        )
    return found


def _from_keyring(account: Account) -> str | None:
    """Ask the system's keyring, where the package that speaks to it is installed."""
    try:
        import keyring
        from keyring.errors import KeyringError
    except ImportError:
        return None
    try:
        password: str | None = keyring.get_password(account.host, account.user)
    except KeyringError:
        return None
    return password


def _is_loopback(host: str) -> bool:
    try:
        return host == "localhost" or ip_address(host).is_loopback
    except ValueError:
        return False


def _without_password(address: str) -> str:
    """Return an address that can be shown."""
    scheme, _, rest = address.partition("://")
    login, at, host = rest.rpartition("@")
    return f"{scheme}://{login.partition(':')[0]}{at}{host}"
