"""What a custom rule is about, in one line: it has no page of its own."""

from mailrules.config import CustomRule
from mailrules.wording import Wording, wording

MOST_SHOWN = 3  # of the phrases that a rule looks for


def summary_of(rule: CustomRule) -> Wording:
    """Return the line that ``rules list`` shows of a rule."""
    fields: dict[str, object] = {
        "scope": wording(f"custom.scope.{rule.scope}"),
        "sought": _sought(rule),
        "replacement": rule.replacement,
    }
    if rule.type == "occurrence":
        fields["count"] = rule.max
    return Wording(f"custom.summary.{rule.type}", fields)


def _sought(rule: CustomRule) -> tuple[Wording | str, ...]:
    """Name the first things that a rule looks for."""
    quoted = [wording("custom.quoted", text=one) for one in (*rule.lemmas, *rule.words)]
    patterns = (f"/{rule.pattern}/",) if rule.pattern else ()
    listed = (*quoted, *patterns)
    return (*listed[:MOST_SHOWN], *("…" for _ in listed[MOST_SHOWN : MOST_SHOWN + 1]))
