"""Expressions that a house writes: what is refused, what runs, and that none runs for long."""

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mailrules.message import BoundedPattern, pattern_flaw

ORDINARY = [
    r"x+",
    r"\d+ ?руб",
    r"(?i)\bсрочно\b",
    r"\b\d{1,2}[./]\d{1,2}[./]\d{2,4}\b",
    r"\+7[\s(-]*\d{3}[\s)-]*\d{3}[\s-]*\d{2}[\s-]*\d{2}",
    r"(?<!не )гарантируем",
    r"база(?! для обзвона)",
    r"[A-ZА-Я]{3,}\s+[A-ZА-Я]{3,}",
    r"\b(\w+)\s+\1\b",
    r"^\s*[-*]\s+.+$",
    r"\b[\w.+-]+@[\w-]+\.[\w.]+",
    r"\d+(?:[ .]\d{3})*(?:,\d+)?",
    r"(?:\d{4}\s?){4}",
    r"(?:очень\s+){2,}",
    r"(?:\w+,\s*)+\w+",
    r"[^.!?]*\bоднако\b[^.!?]*",
    r"\p{Lu}{2,}",
    r"[{}]|\{x\}",
]
HOSTILE = [
    r"(a+)+$",
    r"(a|a)*$",
    r"(?:a?){50}a{50}b",
    r"(\w+\s?)*$",
    r"([а-я]+ *)+база",
    r"(\d+|\d+\.)+ руб",
    r"(?:a|b|ab)*c",
    r"((?R)?a)+b",
    r"(?R)",
    r"\w*\w*\w*\w*x",
]
FLAWS = [
    ("(a", "pattern.open", 2),
    ("a)", "pattern.closed", 2),
    ("[a", "pattern.set", 2),
    ("[z-a]", "pattern.range", 5),
    ("*a", "pattern.repeat", 1),
    ("a**", "pattern.repeat", 3),
    ("a{2,1}", "pattern.order", 3),
    ("a\\", "pattern.escape", 2),
    (r"\Q", "pattern.escape", 2),
    ("(?P=z)", "pattern.group", 4),
    (r"\p{Foo}", "pattern.property", 7),
    ("(?z)", "pattern.other", 3),
    ("a{e<=3}", "pattern.brace", 2),
    ("(?:(?:a{1000}){1000}){1000}", "pattern.count", 15),
    ("a{99999999999}", "pattern.count", 2),
]


@pytest.mark.parametrize("source", ORDINARY)
def test_what_offices_write_is_taken(source: str) -> None:
    assert pattern_flaw(source) is None


@pytest.mark.timeout(60)  # hangs without its bounds
@pytest.mark.parametrize("source", HOSTILE)
def test_what_could_run_forever_is_refused(source: str) -> None:
    flaw = pattern_flaw(source)
    assert flaw
    assert flaw.key == "pattern.slow"


@pytest.mark.parametrize(("source", "key", "position"), FLAWS)
def test_a_mistake_is_explained_with_its_place(source: str, key: str, position: int) -> None:
    flaw = pattern_flaw(source)
    assert flaw
    assert flaw.key == key
    assert flaw.arguments["position"] == position


def test_size_and_depth_are_bounded() -> None:
    assert (flaw := pattern_flaw("x" * 1001))
    assert flaw.key == "pattern.long"
    assert (flaw := pattern_flaw("(" * 450 + "a" + ")" * 450))
    assert flaw.key == "pattern.deep"


def test_lines_and_empty_matches() -> None:
    assert BoundedPattern(r"^\w*").spans("раз\n\nдва", 1) == [(0, 3), (5, 8)]
    assert BoundedPattern("раз|два").matches_whole("два", 1)
    assert not BoundedPattern("раз").matches_whole("раза", 1)


def test_what_takes_too_long_is_stopped() -> None:
    text = "a" * 20_000 + "!"
    with pytest.raises(TimeoutError):
        BoundedPattern(r"(a|aa)+$").spans(text, 0.05)
    with pytest.raises(TimeoutError):
        BoundedPattern(r"(a|aa)+b").matches_whole(text + "b", 0.05)


class NoMemory:
    """An expression on a machine that has no memory left for it."""

    def finditer(self, _text: str, **_options: float) -> None:
        raise MemoryError

    fullmatch = finditer


def test_what_takes_too_much_memory_is_stopped_alike() -> None:
    pattern = BoundedPattern("x")
    pattern.__dict__["compiled"] = NoMemory()
    with pytest.raises(TimeoutError):
        pattern.spans("x", 1)
    with pytest.raises(TimeoutError):
        pattern.matches_whole("x", 1)


@pytest.mark.timeout(120)
@given(st.text(alphabet="ab(){}[]*+?|.\\d,12^$-:=!<", max_size=12))
def test_any_expression_is_refused_or_ends(source: str) -> None:
    if pattern_flaw(source) is None:
        with suppress(TimeoutError):
            BoundedPattern(source).spans("ab1 " * 200, 0.2)
