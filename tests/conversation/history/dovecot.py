"""A real IMAP server for the tests: Dovecot out of Debian's packages, installed nowhere.

The packages are unpacked in a cache folder of the project. Dovecot knows the
folders that it was built for; in a copy of its programs these are replaced by
one of the same length.
"""

import os
import pwd
import shutil
import socket
import ssl
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

import pytest

from tests.program import ROOT

CACHE = Path(os.environ.get("MAILRULES_TEST_CACHE") or ROOT / "build" / "cache")
PACKAGES = ("dovecot-core", "dovecot-imapd")
NEEDED = ("imap", "imap-login", "auth")
LIBRARIES = ("libsodium23", "libwrap0", "libexttextcat-2.0-0", "liblua5.4-0", "libunwind8")
BUILT_FOR = b"/usr/lib/dovecot"
CONFIG_PROGRAM = b"/usr/bin/doveconf"
USER, PASSWORD = "anna@nirro.example", "пароль-1"
PATIENCE = 20.0  # seconds

CONFIG = """
base_dir = {home}/run
state_dir = {home}/run
log_path = {home}/log
libexec_dir = {home}/l
mail_plugin_dir = {home}/l/modules
login_plugin_dir = {home}/l/modules/login
protocols = imap
listen = 127.0.0.1
default_internal_user = {who}
default_internal_group = {group}
default_login_user = {who}
ssl = yes
ssl_cert = <{home}/cert.pem
ssl_key = <{home}/key.pem
disable_plaintext_auth = no
auth_mechanisms = plain login
auth_failure_delay = 0
mail_location = maildir:{home}/mail:INDEX=MEMORY
mail_uid = {who}
mail_gid = {group}
first_valid_uid = 1
passdb {{
  driver = static
  args = password={password}
}}
userdb {{
  driver = static
  args = uid={who} gid={group} home={home}/mail
}}
service anvil {{
  chroot =
  unix_listener anvil-auth-penalty {{
    mode = 0
  }}
}}
service imap-login {{
  chroot =
  inet_listener imap {{
    port = {plain}
  }}
  inet_listener imaps {{
    port = {tls}
    ssl = yes
  }}
}}
"""


class Server(NamedTuple):
    """A server that runs: its ports, its certificate, the Maildir of its one user."""

    plain: int
    tls: int
    certificate: Path
    maildir: Path
    log: Path

    @property
    def url(self) -> str:
        return f"imaps://{USER}@localhost:{self.tls}"

    @property
    def environment(self) -> dict[str, str]:
        return {"SSL_CERT_FILE": str(self.certificate), "MAILRULES_IMAP_PASSWORD": PASSWORD}

    def deliver(self, name: str, letter: bytes, folder: str = "") -> None:
        """Put a letter into the mailbox, as a delivery agent does."""
        box = self.maildir / folder if folder else self.maildir
        for sub in ("cur", "new", "tmp"):
            (box / sub).mkdir(parents=True, exist_ok=True)
        (box / "new" / name).write_bytes(letter)
        _hand_over(self.maildir, _somebody())


def lacking(what: str) -> None:
    """Skip a test for want of something; in CI that is a failure."""
    if os.environ.get("CI") == "true":
        pytest.fail(f"this test needs {what}")
    pytest.skip(f"this test needs {what}")


@contextmanager
def dovecot() -> Iterator[Server]:
    """Run a server on free ports of this machine; it ends with the ``with``."""
    unpacked = _unpacked()
    home = Path(tempfile.mkdtemp(prefix="", dir="/tmp"))
    home.chmod(0o755)
    try:
        who = _somebody()
        environment = _prepare(home, unpacked)
        ports = _free_port(), _free_port()
        server = Server(*ports, home / "cert.pem", home / "mail", home / "log")
        _certificate(home)
        config = CONFIG.format(
            home=home,
            who=who.pw_name,
            group=_group(who),
            password=PASSWORD,
            plain=server.plain,
            tls=server.tls,
        )
        (home / "dovecot.conf").write_text(config, "utf8")
        (home / "mail").mkdir()
        _hand_over(home / "mail", who)
        with (home / "errors").open("wb") as errors:
            process = subprocess.Popen(
                [home / "dovecot", "-F", "-c", home / "dovecot.conf"],
                env=environment,
                stdout=subprocess.DEVNULL,
                stderr=errors,
            )
        try:
            _wait(server, process, home)
            yield server
        finally:
            process.terminate()
            process.wait(PATIENCE)
    finally:
        shutil.rmtree(home, ignore_errors=True)


def _unpacked() -> Path:
    """Return the folder with the programs, fetched once for all runs."""
    target = CACHE / "dovecot"
    if (target / "usr" / "sbin" / "dovecot").exists():
        return target
    for program in ("apt-get", "dpkg-deb", "openssl"):
        if not shutil.which(program):
            lacking(f"{program}, to fetch Dovecot's packages")
    CACHE.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=CACHE) as folder:
        _fetch(PACKAGES, Path(folder))
        root = Path(folder) / "root"
        _unpack(Path(folder), root)
        if _missing_libraries(root):
            _fetch(LIBRARIES, Path(folder))
            _unpack(Path(folder), root)
        if missing := _missing_libraries(root):
            lacking(f"the libraries {', '.join(missing)}, for Dovecot")
        try:
            root.rename(target)
        except OSError:  # another process was faster
            assert target.exists()
    return target


def _fetch(packages: tuple[str, ...], folder: Path) -> None:
    done = subprocess.run(
        ["apt-get", "download", "-qq", *packages],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        lacking(f"the Debian packages {', '.join(packages)} ({done.stderr.strip()[:200]})")


def _unpack(folder: Path, root: Path) -> None:
    for package in folder.glob("*.deb"):
        subprocess.run(["dpkg-deb", "-x", package, root], check=True)


def _missing_libraries(root: Path) -> list[str]:
    programs = root / "usr" / "lib" / "dovecot"
    listed = subprocess.run(
        ["ldd", root / "usr/sbin/dovecot", *(programs / name for name in NEEDED)],
        env={**os.environ, "LD_LIBRARY_PATH": _library_path(programs, root)},
        capture_output=True,
        text=True,
        check=False,
    ).stdout
    return sorted({line.split()[0] for line in listed.splitlines() if "not found" in line})


def _library_path(programs: Path, root: Path) -> str:
    system = (root / "usr" / "lib").glob("*-linux-gnu*")
    return os.pathsep.join(map(str, (programs, programs / "modules" / "old-stats", *system)))


def _prepare(home: Path, unpacked: Path) -> dict[str, str]:
    """Copy the programs, with the folders that they look for replaced by ones in ``home``."""
    folder = f"{home}/l/".encode()
    if len(folder) != len(BUILT_FOR):
        lacking("a folder /tmp, for Dovecot's programs")
    config = f"{home}/c".encode().ljust(len(CONFIG_PROGRAM), b"\0")
    shutil.copytree(unpacked / "usr" / "lib" / "dovecot", home / "l", symlinks=True)
    shutil.copy(unpacked / "usr" / "sbin" / "dovecot", home / "dovecot")
    shutil.copy(unpacked / "usr" / "bin" / "doveconf", home / "c")
    for path in (home / "dovecot", home / "c", *(home / "l").rglob("*")):
        if path.is_file() and not path.is_symlink():
            content = path.read_bytes()
            patched = content.replace(BUILT_FOR, folder).replace(CONFIG_PROGRAM, config)
            if patched != content:
                path.write_bytes(patched)
    return {**os.environ, "LD_LIBRARY_PATH": _library_path(home / "l", unpacked)}


def _certificate(home: Path) -> None:
    subject = ["-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost,IP:127.0.0.1"]
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", *subject]
        + ["-keyout", home / "key.pem", "-out", home / "cert.pem"],
        capture_output=True,
        check=True,
    )


def _wait(server: Server, process: subprocess.Popen[bytes], home: Path) -> None:
    """Wait until the server greets."""
    context = ssl.create_default_context(cafile=str(server.certificate))
    deadline = time.monotonic() + PATIENCE
    while True:
        try:
            with (
                socket.create_connection(("localhost", server.tls), 1) as plain,
                context.wrap_socket(plain, server_hostname="localhost") as greeting,
            ):
                if greeting.recv(10):
                    return
        except OSError:
            pass
        if process.poll() is not None or time.monotonic() > deadline:
            files = (file for file in (home / "errors", server.log) if file.exists())
            said = "\n".join(file.read_text("utf8", "replace") for file in files)
            pytest.fail(f"Dovecot does not start: {said}")


def _somebody() -> pwd.struct_passwd:
    """Return who may own the mail: this user, but not root."""
    return pwd.getpwuid(os.getuid()) if os.getuid() else pwd.getpwnam("nobody")


def _group(who: pwd.struct_passwd) -> str:
    import grp

    return grp.getgrgid(who.pw_gid).gr_name


def _hand_over(folder: Path, who: pwd.struct_passwd) -> None:
    if os.getuid() == 0:
        for path in (folder, *folder.rglob("*")):
            os.chown(path, who.pw_uid, who.pw_gid)


def _free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])
