"""What is to be composed, and what it became: frozen values."""

from collections.abc import Mapping
from datetime import datetime

from msgspec import Struct

from mailrules.compose.templates import Template
from mailrules.compose.writing import File
from mailrules.config import Deal, StaffRecord
from mailrules.message import Address, Message
from mailrules.rendering import Traced


class Order(Struct, frozen=True):
    """A letter as it was asked for.

    ``values`` are the template's fields, typed; what has a default may be left
    out. ``to`` and
    ``cc`` are whom the letter goes to (``people.recipients``); ``parent`` is
    the letter that it answers. ``now`` becomes its Date. ``salt`` makes the
    Message-ID differ from that of the same letter composed again.
    """

    template: Template
    values: Mapping[str, object]
    sender: StaffRecord
    to: tuple[Address, ...]
    now: datetime
    cc: tuple[Address, ...] = ()
    deal: Deal | None = None
    parent: Message | None = None
    files: tuple[File, ...] = ()
    html: bool = False
    salt: str = ""


class Composed(Struct, frozen=True):
    """A letter's bytes, and where its text came from.

    ``text`` and ``page`` are text/plain and text/html as they are sent. Of
    ``text`` the top is the template's: with unwrapped lines its line n was
    line ``lines[n - 1]`` of ``traced.text``. ``fields`` are all the names
    that the template was given. A ``form: text`` has its bare text as ``raw``.
    """

    raw: bytes
    subject: str
    text: str
    template: str
    traced: Traced
    subject_traced: Traced
    fields: Mapping[str, object]
    lines: tuple[int, ...]
    page: str | None = None
    message_id: str = ""
