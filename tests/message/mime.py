"""Raw messages for these tests, written out as a mail program would."""

import base64
import quopri

HEAD = "From: anna@nirro.example\nTo: petr@motor.example\nSubject: x\nMIME-Version: 1.0\n"


def leaf(
    text: str, kind: str = "text/plain", charset: str = "utf-8", encoding: str = "8bit"
) -> bytes:
    """Return a part's header and body."""
    data = text.encode(charset)
    if encoding == "base64":
        data = base64.encodebytes(data)
    elif encoding == "quoted-printable":
        data = quopri.encodestring(data.replace(b"\r\n", b"\n"))
        if "\r\n" in text:
            data = data.replace(b"\n", b"\r\n")
    head = f"Content-Type: {kind}; charset={charset}\nContent-Transfer-Encoding: {encoding}\n\n"
    return head.encode() + data


def multipart(subtype: str, *parts: bytes, boundary: str = "b", head: str = "") -> bytes:
    """Return a header and body of ``parts``, each a header and body itself."""
    lines = [f'{head}Content-Type: multipart/{subtype}; boundary="{boundary}"\n'.encode()]
    lines += [f"--{boundary}\n".encode() + part for part in parts]
    return b"\n".join([*lines, f"--{boundary}--\n".encode()])


def message(body: bytes) -> bytes:
    """Put the usual headers before a header and body."""
    return HEAD.encode() + body


def alternative(plain: str, html: str) -> bytes:
    """Return a message that says the same twice."""
    return message(multipart("alternative", leaf(plain), leaf(html, "text/html")))
