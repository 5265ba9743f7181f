"""How long a window is, as the house writes it: 30m, 24h, 2d."""

from datetime import timedelta
from typing import Annotated

from msgspec import Meta

from mailrules.wording import Wording, wording

UNITS = {"m": "minutes", "h": "hours", "d": "days"}
Span = Annotated[str, Meta(pattern=r"^[0-9]{1,5} ?[mhd]$", description="30m, 24h, 2d")]


def length(span: str) -> timedelta:
    """Return the length of a span that keeps to the pattern of ``Span``."""
    number, unit = _parts(span)
    return timedelta(**{UNITS[unit]: number})


def spoken(span: str) -> Wording:
    """Return a span as messages name it: «30 мин»."""
    number, unit = _parts(span)
    return wording(f"batch.window.{unit}", number=number)


def _parts(span: str) -> tuple[int, str]:
    return int(span.rstrip()[:-1]), span.rstrip()[-1]
