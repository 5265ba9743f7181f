"""What mail-parser says of a message: its tree, defects and attachments.

It recurses a level of nesting, copies a container once a level, and is
quadratic in folded names and in combining marks (measured with 4.8: 21 s for
256 KB of these). So it is given the message with long bodies abridged, and
only where headers and nesting are of a size that real mail keeps to.
"""

import logging
from collections.abc import Callable, Iterator
from functools import cache
from typing import Any, NamedTuple, cast

from mailrules.message.mime.entities import LETTERS, MAX_DEPTH
from mailrules.message.mime.tree import Tree

KEPT = 2048  # bytes at each end of a body
MAX_HEADER = 1 << 16  # bytes of all headers together
MAX_COPIED = 32 << 20  # bytes that its containers hold, one within the other


class Seen(NamedTuple):
    """One part of mail-parser's tree: its media type and the names of its defects."""

    media_type: str
    defects: tuple[str, ...]


class Opinion(NamedTuple):
    """The parts in the order of the tree, the kinds of all defects, the attachments' names."""

    parts: tuple[Seen, ...]
    categories: frozenset[str]
    attachments: tuple[str, ...]


def affordable(tree: Tree) -> bool:
    """Tell whether asking mail-parser takes bounded time and memory."""
    entities = tree.entities
    header = sum(one.start - one.block_start for one in entities)
    levels = sum(one.depth + 1 for one in entities)
    deepest = max(one.depth for one in entities)
    return header <= MAX_HEADER and levels * 2 * KEPT <= MAX_COPIED and deepest <= MAX_DEPTH


def ask(tree: Tree) -> Opinion | None:
    """Return mail-parser's opinion, None where it fails. Never raises."""
    try:
        parser = _parser()(abridged(tree))
        parts = tuple(_seen(parser.message))
        names = tuple(str(file["filename"]) for file in parser.attachments)
        return Opinion(parts, frozenset(parser.defects_categories), names)
    except Exception:  # its own errors, RecursionError, and whatever broken mail makes it raise
        return None


def abridged(tree: Tree) -> bytes:
    """Return the message with every header whole and the middle of each long body left out."""
    raw, entities = tree.raw, tree.entities
    pieces = []
    ends = [*(one.block_start for one in entities[1:]), len(raw)]
    for entity, end in zip(entities, ends, strict=True):
        pieces.append(raw[entity.block_start : entity.start])
        if end - entity.start <= 2 * KEPT:
            pieces.append(raw[entity.start : end])
        else:
            pieces += [raw[entity.start : entity.start + KEPT], b"\n", raw[end - KEPT : end]]
    return b"".join(pieces)


@cache
def _parser() -> Callable[[bytes], Any]:
    from mailparser import parse_from_bytes

    # Where nobody listens, its warnings would go to standard error.
    logging.getLogger("mailparser").addHandler(logging.NullHandler())
    return cast(Callable[[bytes], Any], parse_from_bytes)


def _seen(root: Any) -> Iterator[Seen]:
    """Walk the tree as we do: into multiparts and attached letters, not into reports."""
    waiting = [root]
    while waiting:
        part = waiting.pop()
        media_type = part.get_content_type()
        yield Seen(media_type, tuple(type(defect).__name__ for defect in part.defects))
        if part.is_multipart() and (
            part.get_content_maintype() == "multipart" or media_type in LETTERS
        ):
            waiting.extend(reversed(part.get_payload()))
