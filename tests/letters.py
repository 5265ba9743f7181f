"""Letters for tests: a mapping of the few things that matter becomes raw bytes."""

from collections.abc import Mapping
from email.header import Header
from email.utils import formataddr, getaddresses
from typing import Any

Case = Mapping[str, Any]

OURS = {
    "from": "Анна Ким <anna@nirro.example>",
    "to": "Пётр Сидоров <petr@motor.example>",
    "subject": "Холодные звонки по продаже моторного масла",
    "date": "Mon, 23 Nov 2026 10:00:00 +0300",
    "message-id": "<case@nirro.example>",
}
THEIRS = {
    **OURS,
    "from": "Пётр Сидоров <petr@motor.example>",
    "to": "Анна Ким <anna@nirro.example>",
    "date": "Mon, 23 Nov 2026 09:00:00 +0300",
    "message-id": "<parent@motor.example>",
}
HEADERS = ("From", "To", "Cc", "Bcc", "Subject", "Date", "Message-ID")
BOUNDARY = "=-=alternative=-="


def build(case: Case, defaults: Mapping[str, str] = OURS) -> bytes:
    """Return the raw message that a case describes (see tests/rules/README.md)."""
    if "raw" in case:
        return str(case["raw"]).encode()
    fields: dict[str, str | None] = {
        name: case.get(name.lower(), defaults.get(name.lower())) for name in HEADERS
    }
    for name, value in case.get("headers", {}).items():
        known = next((one for one in fields if one.lower() == name.lower()), name)
        fields[known] = value
    head = [
        f"{name}: {_encoded(name, str(value))}"
        for name, value in fields.items()
        if value is not None
    ]
    return "\r\n".join([*head, "MIME-Version: 1.0", *_body(case)]).encode()


def _body(case: Case) -> list[str]:
    plain, html = case.get("body"), case.get("html")
    if plain is not None and html is not None:
        return [
            f'Content-Type: multipart/alternative; boundary="{BOUNDARY}"',
            "",
            f"--{BOUNDARY}",
            *_leaf("plain", plain),
            f"--{BOUNDARY}",
            *_leaf("html", html),
            f"--{BOUNDARY}--",
            "",
        ]
    return _leaf("plain", plain or "") if html is None else _leaf("html", html)


def _leaf(subtype: str, text: str) -> list[str]:
    return [
        f"Content-Type: text/{subtype}; charset=utf-8",
        "Content-Transfer-Encoding: 8bit",
        "",
        text.replace("\n", "\r\n"),
    ]


def _encoded(name: str, value: str) -> str:
    if value.isascii():
        return value
    if name in ("From", "To", "Cc", "Bcc"):
        people = getaddresses([value], strict=False) if _STRICT else getaddresses([value])
        return ", ".join(formataddr((who, email), "utf-8") for who, email in people)
    return Header(value, "utf-8", maxlinelen=10_000).encode()


try:
    getaddresses([], strict=False)
    _STRICT = True
except TypeError:  # before Python 3.11.10
    _STRICT = False
