"""Bytes become a Message: parts, text, segments, and where each character stands."""

from mailrules.message.anatomy import Body, FieldValue, read_body, read_field
from mailrules.message.bounded import BoundedPattern, pattern_flaw
from mailrules.message.excerpt import Excerpt, Place
from mailrules.message.lists import read_list
from mailrules.message.mime.addresses import parse_addresses
from mailrules.message.mime.entities import Entity
from mailrules.message.mime.headers import Field
from mailrules.message.model import (
    OWN_KINDS,
    Address,
    Attachment,
    Defect,
    Header,
    Message,
    Part,
    Segment,
    SegmentKind,
)
from mailrules.message.own import author_excerpts, mirror_places
from mailrules.message.parse import parse, read_entities
from mailrules.message.pattern import lazy_pattern
from mailrules.message.segments import header_lines, is_closing
from mailrules.message.sources import (
    LIMIT,
    STDIN,
    Source,
    Unreadable,
    is_mailbox,
    letter_files,
    read_mbox,
    read_sources,
)
from mailrules.message.view import inspect

__all__ = [
    "LIMIT",
    "OWN_KINDS",
    "STDIN",
    "Address",
    "Attachment",
    "Body",
    "BoundedPattern",
    "Defect",
    "Entity",
    "Excerpt",
    "Field",
    "FieldValue",
    "Header",
    "Message",
    "Part",
    "Place",
    "Segment",
    "SegmentKind",
    "Source",
    "Unreadable",
    "author_excerpts",
    "header_lines",
    "inspect",
    "is_closing",
    "is_mailbox",
    "lazy_pattern",
    "letter_files",
    "mirror_places",
    "parse",
    "parse_addresses",
    "pattern_flaw",
    "read_body",
    "read_entities",
    "read_field",
    "read_list",
    "read_mbox",
    "read_sources",
]
