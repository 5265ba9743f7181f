"""How long a window is, as the house writes it: 30m, 24h, 2d."""

from datetime import timedelta
from typing import Annotated

from msgspec import Meta

UNITS = {"m": "minutes", "h": "hours", "d": "days"}
Span = Annotated[str, Meta(pattern=r"^[0-9]{1,5} ?[mhd]$", description="30m, 24h, 2d")]


def length(span: str) -> timedelta:
    """Return the length of a span that keeps to the pattern of ``Span``."""
    number, unit = span.rstrip()[:-1], span.rstrip()[-1]
    return timedelta(**{UNITS[unit]: int(number)})
