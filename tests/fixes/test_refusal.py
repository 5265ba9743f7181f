"""Letters that are judged and never rewritten; and our own headers, which may go."""

import pytest

from mailrules.fixes import refusal, without_own_headers
from mailrules.message import parse
from mailrules.wording import LANGUAGES, known

SIGNED = (
    b"Content-Type: multipart/signed; boundary=b\n\n--b\n\ntext\n"
    b"--b\nContent-Type: application/pgp-signature\n\nx\n--b--\n"
)
MIXED = b"Content-Type: multipart/mixed; boundary=c\n\n--c\n"


@pytest.mark.parametrize(
    ("raw", "key"),
    [
        (b"Subject: x\n\ntext", None),
        (b"Received: by x\nDKIM-Signature: v=1\n\ntext", "refusal.received"),
        (b"DKIM-Signature: v=1\n\ntext", "refusal.header"),
        (b"ARC-Message-Signature: i=1\n\ntext", "refusal.header"),
        (SIGNED, "refusal.signed"),
        (MIXED + SIGNED + b"--c--", "refusal.signed"),
        (SIGNED.replace(b"signed", b"encrypted"), "refusal.encrypted"),
        (b"Content-Type: application/pkcs7-mime\n\nx", "refusal.smime"),
        (b"Content-Type: application/x-pkcs7-mime; name=smime.p7m\n\nx", "refusal.smime"),
        (b"Subject: x\n\nHi\n-----BEGIN PGP SIGNED MESSAGE-----\nHash: x\n", "refusal.pgp"),
        (b"Subject: x\n\n-----BEGIN PGP MESSAGE-----\n\nx\n", "refusal.pgp"),
        # Another's letter is not ours to vouch for: attached, or quoted.
        (
            MIXED + b"\ntext\n--c\nContent-Type: message/rfc822\n\n" + SIGNED + b"--c--",
            None,
        ),
        (b"Subject: x\n\n> -----BEGIN PGP MESSAGE-----\n", None),
    ],
)  # fmt: skip
def test_why_a_letter_stays_as_it_is(raw: bytes, key: str | None) -> None:
    why = refusal(parse(raw), "a.eml")
    assert (why.key if why else None) == key
    if key:
        assert all(known(key, language) for language in LANGUAGES)


def test_a_mailbox_stays_as_it_is() -> None:
    why = refusal(parse(b"Subject: x\n\ntext"), "Sent.MBOX")
    assert why is not None
    assert why.key == "refusal.mailbox"


@pytest.mark.parametrize(
    ("raw", "bare"),
    [
        (b"Subject: x\n\nX-Mailrules-Letter: y", b"Subject: x\n\nX-Mailrules-Letter: y"),
        (
            b"X-Mailrules-Letter: presale\r\nSubject: x \r\n"
            b"x-mailrules-ignore : TXT003\r\n\t(why)\r\nX-Mailrulesque: z\r\n\r\ntext\r\n",
            b"Subject: x \r\nX-Mailrulesque: z\r\n\r\ntext\r\n",
        ),
        (b"\xff\xfe", b"\xff\xfe"),
    ],
)  # fmt: skip
def test_our_own_headers(raw: bytes, bare: bytes) -> None:
    assert without_own_headers(parse(raw)) == bare
