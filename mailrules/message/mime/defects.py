"""What is broken in a message, as defects: our findings and mail-parser's together."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from mailrules.message.mime.entities import MAX_DEPTH, Entity
from mailrules.message.mime.opinion import Opinion
from mailrules.message.mime.tree import Tree
from mailrules.message.model import Defect, Header
from mailrules.wording import wording

MAX_OF_A_KIND = 20
# Fields that a message has once at the most (RFC 5322, 3.6), and readers see.
ONCE = frozenset({"from", "sender", "reply-to", "to", "cc", "bcc", "date", "subject"})
# The kinds of defects of the standard library's tree, as mail-parser passes them on.
STRUCTURE = {
    "NoBoundaryInMultipartDefect": "defect.no-boundary",
    "StartBoundaryNotFoundDefect": "defect.no-parts",
    "CloseBoundaryNotFoundDefect": "defect.unclosed",
    "MissingHeaderBodySeparatorDefect": "defect.separator",
}
# mail-parser's own kinds: they change nothing that a reader sees.
CATEGORIES = {
    "AddressHeaderDefect": "defect.addresses",
    "DateHeaderDefect": "defect.date",
    "MimeHeaderDefect": "defect.mime-header",
    "ReceivedHeaderDefect": "defect.received",
}
INVISIBLE = frozenset(
    {
        "defect.unclosed",
        "defect.header-long",
        "defect.parser",
        "defect.parser-not-asked",
        *CATEGORIES.values(),
    }
)


def unique(defects: Iterable[Defect]) -> Iterator[Defect]:
    """Yield each defect once, whoever found it, and no more than a reader can use of a kind."""
    seen = set()
    kinds: Counter[str] = Counter()
    for one in defects:
        key = (one.message.key, one.part, str(one.message.arguments.get("name")))
        if key not in seen and kinds[one.message.key] < MAX_OF_A_KIND:
            seen.add(key)
            kinds[one.message.key] += 1
            yield one


def field_defects(
    headers: Sequence[Header], problems: Iterable[tuple[str, str]]
) -> Iterator[Defect]:
    """Yield what is wrong with the fields of the message itself."""
    for problem, name in problems:
        yield _defect(f"defect.{problem}", name=name)
    names = [header.name.lower() for header in headers]
    for name in sorted(ONCE.intersection(names)):
        if names.count(name) > 1:
            yield _defect("defect.repeated", name=name.title())
    if not headers:
        yield _defect("defect.no-header")
    elif not any(header.name.lower() == "from" and header.value for header in headers):
        yield _defect("defect.no-from")


def structure_defects(tree: Tree, opinion: Opinion | None, *, asked: bool) -> Iterator[Defect]:
    """Yield what is wrong with the tree of parts; mail-parser's opinion is None if it failed."""
    for entity, after in zip(tree.entities, [*tree.entities[1:], None], strict=True):
        if entity.problem is not None:
            yield _defect(f"defect.{entity.problem}", entity)
        if entity.is_multipart and (after is None or after.parent is not entity):
            bounded = entity.content.get("boundary") is not None
            yield _defect("defect.no-parts" if bounded else "defect.no-boundary", entity)
    if any(entity.depth > MAX_DEPTH for entity in tree.entities):
        yield _defect("defect.deep", levels=MAX_DEPTH)
    if tree.too_many:
        yield _defect("defect.many-parts", count=len(tree.entities))
    if opinion is not None:
        yield from _opinion_defects(tree, opinion)
    else:
        yield _defect("defect.parser" if asked else "defect.parser-not-asked")


def _opinion_defects(tree: Tree, opinion: Opinion) -> Iterator[Defect]:
    if len(opinion.parts) == len(tree.entities):
        for entity, seen in zip(tree.entities, opinion.parts, strict=True):
            for kind in seen.defects:
                headless = not entity.block.fields  # a text, or the letter says so itself
                if kind in STRUCTURE and not (headless and STRUCTURE[kind] == "defect.separator"):
                    yield _defect(STRUCTURE[kind], entity)
    else:
        yield _defect("defect.disagreement", ours=len(tree.entities), theirs=len(opinion.parts))
    for kind, key in CATEGORIES.items():
        if kind in opinion.categories:
            yield _defect(key)
    if "StartBoundaryNotFoundDefect" in opinion.categories:
        # In this case mail-parser also looks for files behind the broken multipart.
        ours = {entity.name for entity in tree.entities}
        for name in opinion.attachments:
            if name not in ours:
                yield _defect("defect.hidden-file", name=name)


def _defect(key: str, entity: Entity | None = None, **arguments: object) -> Defect:
    part = entity.number if entity is not None and entity.parent is not None else None
    return Defect(wording(key, **arguments), key not in INVISIBLE, part)
