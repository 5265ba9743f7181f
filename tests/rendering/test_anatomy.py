"""What a template consists of, told without rendering it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mailrules.rendering import Anatomy, RenderError, anatomy

PIECES = {
    "greeting": "{{ daytime }}, {{ name }}.",
    "list": "{% for x in items %}{{ x }}{{ total }}{% endfor %}{% block rows %}{% endblock %}",
    "both": "\n{% include 'greeting' %}{% include 'list' %}",
}


def names(found: Anatomy) -> list[tuple[str, str, int, int]]:
    return [(one.name, one.piece, one.line, one.column) for one in found.names]


@pytest.mark.parametrize(
    ("source", "used"),
    [
        ("a\n{{ name }} {{ deal.client.name|upper }}", [("name", "", 2, 4), ("deal", "", 2, 15)]),
        ("{{ a if b else c }}", [("b", "", 1, 9), ("a", "", 1, 4), ("c", "", 1, 16)]),
        ("{% set x = y %}{{ x }}", [("y", "", 1, 12)]),
        ("{{ x }}{% set x = 1 %}", [("x", "", 1, 4)]),
        ("{% set x %}{{ y }}{% set z = 1 %}{% endset %}{{ x }}{{ z }}",
         [("y", "", 1, 15), ("z", "", 1, 56)]),
        ("{% for a, b in rows if c and a %}{{ a }}{{ b }}{{ loop.index }}{% else %}{{ a }}"
         "{% endfor %}", [("rows", "", 1, 16), ("c", "", 1, 24), ("a", "", 1, 77)]),
        ("{% if a %}{% set x = 1 %}{% elif b %}{{ c }}{% else %}{{ d }}{% endif %}{{ x }}",
         [("a", "", 1, 7), ("b", "", 1, 34), ("c", "", 1, 41), ("d", "", 1, 58)]),
        ("{% block a %}{% set x = 1 %}{{ x }}{% endblock %}{{ x }}", [("x", "", 1, 53)]),
        ("{% include 'both' %}", [
            ("items", "list", 1, 13), ("total", "list", 1, 31),
            ("daytime", "greeting", 1, 4), ("name", "greeting", 1, 19),
        ]),
        ("{% set name = 1 %}{% include 'greeting' %}", [("daytime", "greeting", 1, 4)]),
        ("{% include 'greeting' %}{% set name = 1 %}{% include 'greeting' %}",
         [("daytime", "greeting", 1, 4), ("name", "greeting", 1, 19)]),
        ("{{ a|default('b') }}{{ a is defined }}", [("a", "", 1, 4), ("a", "", 1, 24)]),
    ],
)  # fmt: skip
def test_names_are_those_that_nothing_in_the_template_sets(
    source: str, used: list[tuple[str, str, int, int]]
) -> None:
    assert sorted(names(anatomy(source, pieces=PIECES))) == sorted(used)


def test_pieces_bring_their_blocks_branches_and_pieces_along() -> None:
    source = "{% block own-one %}\n{% include 'both' %}\n{% endblock %}\n{% include 'list' %}"
    found = anatomy(source, pieces=PIECES)
    assert found.blocks == (("own-one", 1), ("rows", 2))
    assert found.includes == (("both", 2), ("list", 2), ("greeting", 2))
    assert {(one.piece, one.line, one.kind) for one in found.branches} == {
        ("list", 1, "for"), ("list", 1, "empty"),
    }  # fmt: skip


def test_every_branch_has_its_line() -> None:
    source = (
        "{% if a %}\n{% elif b %}\n{% else %}\n{% endif %}\n"
        "{% if a %}{% for x in y %}\n{% else %}\n{% endfor %}{% endif %}"
    )
    assert sorted((one.line, one.kind) for one in anatomy(source).branches) == [
        (1, "if"), (2, "elif"), (3, "else"), (5, "else"), (5, "for"), (5, "if"), (6, "empty"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("source", "key", "line", "column"),
    [
        ("\n{{ name|uper }}", "filter.guess", 2, 9),
        ("\n  {% if a %}", "unclosed", 2, 6),
        ("{{ a.b() }}", "forbidden", 1, 7),
        ("{% include 'gretting' %}", "piece.guess", 1, 4),
    ],
)
def test_mistakes_need_no_fields_to_be_found(source: str, key: str, line: int, column: int) -> None:
    with pytest.raises(RenderError) as caught:
        anatomy(source, pieces=PIECES)
    error = caught.value
    assert (error.key, error.line, error.column) == (f"template.{key}", line, column)


def test_further_filters_are_known() -> None:
    assert [one.name for one in anatomy("{{ a|own }}", filters={"own": str}).names] == ["a"]


@given(st.text(alphabet="{}%#|~+-*()[]'\".,=<> \nnamelistforxinendif0 1", max_size=60))
def test_any_text_has_an_anatomy_or_one_mistake(source: str) -> None:
    try:
        places = [(one.line, one.column) for one in anatomy(source, pieces=PIECES).names]
    except RenderError as error:
        places = [(error.line, error.column)]
    assert all(line >= 1 and column >= 1 for line, column in places)
