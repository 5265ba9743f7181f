"""The section ``custom``: rules that the house writes as data, each checked as it is read."""

from collections.abc import Iterator

from msgspec import structs

from mailrules.config.document import Node
from mailrules.config.rule_tables import typed_items
from mailrules.config.settings import CustomRule, HouseRule, Mark
from mailrules.config.typed import error_at, nearest, typed
from mailrules.language import has_words
from mailrules.message import BoundedPattern, lazy_pattern, pattern_flaw

CODE = lazy_pattern(r"[A-Z]{2,16}[0-9]{2,4}")
NAME = lazy_pattern(r"[^\W_]+(?:-[^\W_]+)*")
FIELD = lazy_pattern(r"\{([^{}]*)\}|[{}]")
# What the message of a rule may show, by the rule's type.
FIELDS = {
    "existence": ("match",),
    "substitution": ("match", "replacement"),
    "occurrence": ("match", "count", "max"),
    "required": (),
}
OF_ONE_TYPE = {"replacement": "substitution", "max": "occurrence"}
EMPTY_SECONDS = 0.1  # of processor time, to match nothing


def read_custom(node: Node) -> tuple[tuple[HouseRule, ...], dict[str, Mark]]:
    """Read the rules, and where each code and name stands. Raises ConfigError."""
    seen: dict[str, Mark] = {}
    rules: list[HouseRule] = []
    for item in typed_items(node, "custom"):
        read: CustomRule = typed(item, CustomRule, "custom")
        rule = HouseRule(**structs.asdict(read), marks=dict(_value_marks(item)))
        for check in (_check_names, _check_type, _check_words, _check_pattern, _check_message):
            check(rule, item)
        for name in (rule.code, rule.name):
            if name in seen:
                raise error_at(item.mark, "config.custom.twice", name=name, first=seen[name].line)
            seen[name] = item.mark
        rules.append(rule)
    return tuple(rules), seen


def _value_marks(node: Node) -> Iterator[tuple[str, Mark]]:
    for key in node.keys:
        value = node.get(key)
        yield key, value.mark if value and value.value is not None else node.keys[key]


def _check_names(rule: HouseRule, node: Node) -> None:
    if not CODE.fullmatch(rule.code):
        raise error_at(node.keys["code"], "config.custom.code", code=rule.code)
    if not NAME.fullmatch(rule.name) or rule.name != rule.name.lower():
        raise error_at(rule.marks["name"], "config.custom.name", name=rule.name)


def _check_type(rule: HouseRule, node: Node) -> None:
    """Refuse a type without what it needs, and what another type needs."""
    for key, kind in OF_ONE_TYPE.items():
        if key in node.keys and rule.type != kind:
            raise error_at(node.keys[key], "config.custom.foreign", name=key, kind=kind)
    if rule.type == "substitution" and not rule.replacement.strip():
        place = rule.marks.get("replacement", rule.marks["type"])
        raise error_at(place, "config.custom.replacement", code=rule.code)
    if rule.max < 0:
        raise error_at(rule.marks["max"], "config.custom.max", written=rule.max)


def _check_words(rule: HouseRule, node: Node) -> None:
    if not (rule.lemmas or rule.words or rule.pattern):
        raise error_at(node.keys["code"], "config.custom.nothing", code=rule.code)
    for key in ("lemmas", "words"):
        listed = node.get(key)
        for item in typed_items(listed, key) if listed else ():
            written = str(item.value or "")
            if not has_words(written):
                reason = "config.custom.no-word" if written.strip() else "config.custom.empty"
                raise error_at(item.mark, reason, name=key, written=written)


def _check_pattern(rule: HouseRule, _node: Node) -> None:
    if not rule.pattern:
        return
    if flaw := pattern_flaw(rule.pattern):
        mark = rule.marks["pattern"]
        raise error_at(mark, "config.custom.pattern", code=rule.code, reason=flaw)
    if BoundedPattern(rule.pattern).matches_whole("", EMPTY_SECONDS):
        raise error_at(rule.marks["pattern"], "config.custom.everywhere", code=rule.code)


def _check_message(rule: HouseRule, _node: Node) -> None:
    """Refuse a message that is empty, or has braces around anything but a field of the type."""
    mark = rule.marks["message"]
    if not rule.message.strip():
        raise error_at(mark, "config.custom.message", code=rule.code)
    allowed = FIELDS[rule.type]
    shown = tuple(f"{{{name}}}" for name in allowed)
    for field in FIELD.finditer(rule.message):
        written = field.group()
        if field[1] is None:
            raise error_at(mark, "config.custom.brace", written=written)
        if field[1] not in allowed and not allowed:
            raise error_at(mark, "config.custom.field.none", written=written, kind=rule.type)
        if field[1] not in allowed:
            guess = nearest(field[1], allowed)
            key = "config.custom.field.guess" if guess else "config.custom.field"
            raise error_at(
                mark, key, written=written, kind=rule.type, allowed=shown, guess=f"{{{guess}}}"
            )
