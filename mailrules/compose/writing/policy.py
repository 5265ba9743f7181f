"""How the standard library writes mail for us."""

import re
from email.policy import SMTP

LONGEST_LINE = 998  # bytes (RFC 5322, 2.1.1)
POLICY = SMTP.clone(refold_source="none")


def mail_lines(data: bytes) -> bytes:
    """Return the data with the line breaks of mail (RFC 5322, 2.3)."""
    return re.sub(rb"(?<!\r)\n", b"\r\n", data)
