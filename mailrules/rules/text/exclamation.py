"""End sentences with a full stop: "!" and "?!" are banned from business letters.

An exclamation mark reads as shouting (demand 6). It is judged in the subject
and in all that the author wrote, greeting and closing included. Left alone are
code (``!=``), addresses, names such as "Yahoo!" (a vocabulary entry that ends
in the mark is a name) and what the client is quoted with.

Wrong: Добрый день! Высылаю договор!
Right: Добрый день. Высылаю договор.
"""

from collections.abc import Iterator, Sequence, Set

from mailrules.findings import Finding, Scope, Severity
from mailrules.message import lazy_pattern
from mailrules.rules.base import Context, Rule, RuleOptions, safe
from mailrules.rules.lists import entries
from mailrules.rules.quotation import client_quotations, lies_in
from mailrules.rules.text.sentence_end import calm

BANNED = frozenset("!‼⁉⁈！﹗")
# A run of marks (U+FE0F makes one an emoji), and the dots that trail off after it.
MARKS = lazy_pattern(r"(?P<marks>[!?‼⁉⁈！﹗？\ufe0f]++)(?P<dots>[.…]*+)(?!\s?=)")
# A negation or directive at the head of a token («!important»), a macro («println!(…)»).
CODE = lazy_pattern(r"(?<![\w!?.,)»”\"'])!{1,2}[a-z_$(\[/]|(?<=[a-z_])![(\[{\"]")
NAME = lazy_pattern(r"[^\W\d_]+!$")


class Options(RuleOptions, frozen=True):
    """This rule has no options: names go into the house's vocabulary."""


def check(context: Context, _options: Options) -> Iterator[Finding]:
    """Report every mark, or run of marks, once."""
    names = _names(context.settings.vocabulary)
    for text in context.author_texts(Scope.SUBJECT, Scope.BODY):
        said = client_quotations(text.text)
        for run in text.outside_links(MARKS):
            start = run.start() + _ends_name(text.text, run.start(), names)
            marks = text.text[start : run.end("marks")]
            if BANNED.isdisjoint(marks) or CODE.match(text.text, start):
                continue
            if lies_in(said, start):
                continue
            ending = calm(text.text, start, run, final_stop=text.scope is not Scope.SUBJECT)
            yield context.finding(
                text.place(start, ending.end),
                "exclamation",
                mark=marks,
                fix=None if ending.replacement is None else safe(ending.replacement),
            )


def _names(vocabulary: Set[str]) -> tuple[str, ...]:
    """Return the names that end in a mark, as they are written: «Да!» is not the shop «ДА!»."""
    known = (*entries(__file__, "exclamation_names.txt"), *vocabulary)
    return tuple(name for name in known if NAME.search(name))


def _ends_name(text: str, mark: int, names: Sequence[str]) -> bool:
    """Tell whether the mark belongs to the name before it: one character is then no shouting."""
    begins = (mark + 1 - len(name) for name in names if text.endswith(name, 0, mark + 1))
    return any(not text[max(0, at - 1) : at].isalnum() for at in begins)


RULE = Rule("TXT003", "exclamation", Severity.ERROR, Options, check)
