"""IMAP, with a real server; and the addresses and passwords that lead to one."""

import socket
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import date
from pathlib import Path
from types import ModuleType

import pytest

from mailrules.conversation import history
from mailrules.conversation.history import Choice, Reader, Store, Tally, account, imap
from mailrules.errors import InputError
from tests.conversation.history.dovecot import PASSWORD, USER, Server, dovecot
from tests.conversation.history.letters import EVERYTHING, ids, opened, ours
from tests.program import mailrules


@pytest.fixture(scope="module")
def running() -> Iterator[Server]:
    with dovecot() as server:
        yield server


@pytest.fixture
def server(running: Server, monkeypatch: pytest.MonkeyPatch) -> Server:
    for name, value in running.environment.items():
        monkeypatch.setenv(name, value)
    return running


def fetch(store: Store, url: str, choice: Choice = EVERYTHING, insecure: bool = False) -> Tally:
    reader = history.imap_reader(url, choice, insecure=insecure)
    return history.import_letters(store, reader, choice)


def refusal(url: str, store: Store | None = None, insecure: bool = False) -> str:
    """Return the key of the error: of reading the address, or with a ``store`` the letters."""
    if store is None:
        with pytest.raises(InputError) as caught:
            history.imap_reader(url, EVERYTHING, insecure=insecure)
    else:
        with pytest.raises(InputError) as caught:
            fetch(store, url, insecure=insecure)
    return caught.value.key


def test_a_folder_is_read_and_read_on(server: Server, tmp_path: Path) -> None:
    url = f"{server.url}/Sent"
    for number in range(5):
        server.deliver(f"{number}.x", ours(number), ".Sent")
    with opened(tmp_path) as store:
        assert fetch(store, url) == Tally(new=5)
        assert fetch(store, url) == Tally()
        server.deliver("5.x", ours(5), ".Sent")
        assert fetch(store, url) == Tally(new=1)
        since = Choice(since=date(2026, 11, 24))
        server.deliver("6.x", ours(6, date="Tue, 24 Nov 2026 00:30:00 +0300"), ".Sent")
        assert fetch(store, url, since) == Tally(new=1, old=6)  # a day more is asked for
        assert len(ids(store)) == 7
    names = [one.name for one in (server.maildir / ".Sent").rglob("*.x*")]
    assert names
    assert not [one for one in names if "S" in one.partition(":2,")[2]]  # nothing became read


def test_letters_that_are_numbered_anew_are_known(server: Server, tmp_path: Path) -> None:
    for number in range(3):
        server.deliver(f"{number}.y", ours(number), ".Moved")
    url = f"{server.url}/Moved"
    with opened(tmp_path) as store:
        fetch(store, url)
        store.connection.execute('UPDATE source SET position = \'{"validity": 1, "last": 99}\'')
        assert fetch(store, url) == Tally(known=3)


def test_long_letters_are_read_in_part_and_in_small_answers(
    server: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(imap, "BEGINNING", 2_000)
    monkeypatch.setattr(imap, "AT_ONCE", 3_000)
    monkeypatch.setattr(imap, "SIZES", 2)
    for number in range(5):
        server.deliver(f"{number}.z", ours(number, body="Добрый день.\n\n" + "я" * 9_000), ".Long")
    with opened(tmp_path) as store:
        assert fetch(store, f"{server.url}/Long", Choice(bodies=True)) == Tally(new=5)
        letter = store.letter("<4@nirro.example>")
        assert letter
        assert 500 < len(store.kept(letter).message.shown[0].text) < 2_000


def test_encryption_is_begun_on_a_plain_port_and_given_up_only_when_asked(
    server: Server, tmp_path: Path
) -> None:
    server.deliver("1.p", ours(1), ".Plain")
    plain = f"imap://{USER}@localhost:{server.plain}/Plain"
    with opened(tmp_path) as store:
        assert fetch(store, plain) == Tally(new=1)
        assert fetch(store, plain.replace("localhost", "127.0.0.1"), insecure=True).known == 1
    lines = [line for line in server.log.read_text("utf8").splitlines() if "Login:" in line]
    assert "TLS" in lines[-2]
    assert "TLS" not in lines[-1]


def test_what_a_server_refuses(
    server: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with opened(tmp_path) as store:
        assert refusal(f"{server.url}/No such folder", store) == "history.imap.folder"
        monkeypatch.setenv(account.PASSWORD, "wrong")
        assert refusal(server.url, store) == "history.imap.refused"
        monkeypatch.delenv("SSL_CERT_FILE")
        assert refusal(server.url, store) == "history.imap.certificate"


def test_the_program_reads_a_mailbox(server: Server, tmp_path: Path) -> None:
    server.deliver("1.e", ours(1), ".Program")
    arguments = ("--history", tmp_path / "a.db", "--folder", "Program")
    done = mailrules("history", "import", server.url, *arguments, env=server.environment)
    assert (done.code, done.err) == (0, "")
    assert "Добавлено 1 письмо" in done.out
    assert PASSWORD.encode() not in (tmp_path / "a.db").read_bytes()
    status = mailrules("history", "status", "--history", tmp_path / "a.db")
    assert (
        f"Загружено из: imaps://anna%40nirro.example@localhost:{server.tls}/Program" in status.out
    )


def test_addresses() -> None:
    read = account.read_account
    assert read("imaps://anna%40nirro.example@mail.example/%D0%AF") == account.Account(
        "anna@nirro.example", "mail.example", 993, "Я", tls=True
    )
    assert read("imap://anna@[::1]:1143", insecure=True, folder="Sent").name == (
        "imap://anna@[::1]:1143/Sent"
    )
    assert read("IMAPS://anna@mail.example").folder == "INBOX"
    assert history.is_imap("imaps://x")
    assert not history.is_imap("folder/imaps.mbox")
    for wrong in ("imaps://mail.example", "imaps://anna@", "imaps://a@b:port", "imaps://a@[b"):
        assert refusal(wrong) == "history.imap.address"
    for insecure in ("imaps://anna@localhost", "imap://anna@mail.example"):
        assert refusal(insecure, insecure=True) == "history.imap.insecure"


def test_a_password_in_the_address_is_refused_and_not_repeated() -> None:
    for url in ("imaps://anna:secret@mail.example/x", "imaps://anna:secret@mail.example:port"):
        with pytest.raises(InputError) as caught:
            account.read_account(url)
        assert "secret" not in str(caught.value.arguments)


def keyring(answer: str | None, error: bool = False) -> dict[str, ModuleType | None]:
    """Make a keyring that knows one password."""

    class KeyringError(Exception):
        pass

    def get_password(host: str, user: str) -> str | None:
        if error:
            raise KeyringError
        return answer if (host, user) == ("mail.example", "anna") else None

    whole, errors = ModuleType("keyring"), ModuleType("keyring.errors")
    whole.get_password = get_password  # type: ignore[attr-defined]
    errors.KeyringError = KeyringError  # type: ignore[attr-defined]
    return {"keyring": whole, "keyring.errors": errors}


def test_where_the_password_comes_from(monkeypatch: pytest.MonkeyPatch) -> None:
    anna = account.read_account("imaps://anna@mail.example")
    monkeypatch.delenv(account.PASSWORD, raising=False)

    def ask(modules: dict[str, ModuleType | None]) -> str:
        with monkeypatch.context() as patched:
            for name, module in modules.items():
                patched.setitem(sys.modules, name, module)
            return account.password_of(anna)

    assert ask(keyring("kept")) == "kept"
    absent: dict[str, ModuleType | None] = {"keyring": None}
    for none in (keyring(None), keyring(None, error=True), absent):
        with pytest.raises(InputError) as caught:
            ask(none)
        assert caught.value.key == "history.imap.no-password"
    monkeypatch.setenv(account.PASSWORD, "said")
    assert ask(keyring("kept")) == "said"


GREETING = b"* OK ready\r\n"


@contextmanager
def talking(*answers: bytes) -> Iterator[int]:
    """Serve one connection: a line comes in, the next answer goes out (``TAG`` is the line's)."""
    with socket.create_server(("127.0.0.1", 0)) as listening:

        def serve() -> None:
            with (
                suppress(OSError),  # whoever asks may hang up
                listening.accept()[0] as line,
                line.makefile("rb") as said,
            ):
                line.sendall(GREETING)
                for answer in answers:
                    tag = said.readline().split(b" ")[0]
                    line.sendall(answer.replace(b"TAG", tag))

        thread = threading.Thread(target=serve, daemon=True)
        thread.start()
        yield listening.getsockname()[1]
        thread.join(10)


CAPABLE = b"* CAPABILITY IMAP4rev1\r\nTAG OK done\r\n"
DONE = b"TAG OK done\r\n"
EXAMINED = b"* 2 EXISTS\r\n* OK [UIDVALIDITY 7]\r\nTAG OK done\r\n"
FOUND = b"* SEARCH 2 1\r\nTAG OK done\r\n"
SIZED = (
    b"* 1 FETCH (UID 1 RFC822.SIZE 9)\r\n* 2 FETCH (RFC822.SIZE 9 UID 2)\r\n"
    b"* 3 FETCH (UID 3)\r\nTAG OK done\r\n"
)
BEFORE = (CAPABLE, DONE, EXAMINED, FOUND)


def conversed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *answers: bytes) -> Tally | str:
    monkeypatch.setenv(account.PASSWORD, "x")
    with talking(*answers) as port, opened(tmp_path) as store:
        try:
            return fetch(store, f"imap://anna@127.0.0.1:{port}", insecure=True)
        except InputError as error:
            return error.key


def test_a_server_may_name_a_letter_behind_its_text(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    texts = (
        b"* 2 FETCH (BODY[]<0> {16}\r\nSubject: b\r\n\r\nB\n UID 2)\r\n"
        b"* 1 FETCH (UID 1 BODY[]<0> {16}\r\nSubject: a\r\n\r\nA\n)\r\n"
        b"* 4 FETCH (BODY[]<0> {16}\r\nSubject: c\r\n\r\nC\n)\r\n* 9 EXISTS\r\nTAG OK done\r\n"
    )
    assert conversed(tmp_path, monkeypatch, *BEFORE, SIZED, texts, DONE) == Tally(new=2)


def test_what_goes_wrong_on_the_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    lost = "history.imap.lost"
    assert conversed(tmp_path, monkeypatch, *BEFORE, b"TAG NO busy\r\n", DONE) == lost
    assert conversed(tmp_path, monkeypatch, *BEFORE, SIZED) == lost
    assert conversed(tmp_path, monkeypatch) == "history.imap.unreachable"
    emptied = conversed(tmp_path, monkeypatch, *BEFORE, b"TAG OK done\r\n", DONE)
    assert emptied == Tally()
    with socket.create_server(("127.0.0.1", 0)) as closed:
        port = closed.getsockname()[1]
    with opened(tmp_path) as store:
        assert refusal(f"imaps://anna@127.0.0.1:{port}", store) == "history.imap.unreachable"


def test_a_reader_is_named_without_its_password(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(account.PASSWORD, "secret")
    reader: Reader = history.imap_reader("imaps://anna@mail.example", Choice())
    assert reader.name == "imaps://anna@mail.example:993/INBOX"
