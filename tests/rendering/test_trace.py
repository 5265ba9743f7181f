"""A traced rendering: which line made each text, which branches were reached, what stood where."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mailrules.errors import UsageError
from mailrules.rendering import Origin, RenderError, Traced, render, trace
from mailrules.wording import LANGUAGES, Wording
from mailrules.wording import render as say

PIECES = {
    "pieces/greeting.j2": "{{ daytime }}, {{ name }}.\n",
    "pieces/list.j2": "{% for x in items %}\n- {{ x }}\n{% else %}\nпусто\n{% endfor %}\n",
    "pieces/both.j2": "{% include 'pieces/greeting.j2' %}\n\n{% include 'pieces/list.j2' %}\n",
    "pieces/block.j2": "{% block inner %}[{{ name }}]{% endblock %}\n",
}
FIELDS = {
    "daytime": "Добрый день",
    "name": "Пётр",
    "items": ["масло", "фильтр"],
    "nil": [],
    "two": "раз\nдва",
    "empty": "",
}


def origins(traced: Traced) -> list[tuple[str, str, int]]:
    """List what each line of the text is, and what made its first character."""
    found = []
    offset = 0
    for line in traced.text.splitlines(keepends=True):
        found.append((line.rstrip("\n"), *traced.origin(offset)))
        offset += len(line)
    return found


@pytest.mark.parametrize(
    ("source", "lines"),
    [
        ("один\nдва\n\nтри", [("один", "", 1), ("два", "", 2), ("", "", 3), ("три", "", 4)]),
        ("один\r\nдва\rтри", [("один", "", 1), ("два", "", 2), ("три", "", 3)]),
        ("а\n{{ two }}\nб", [("а", "", 1), ("раз", "", 2), ("два", "", 2), ("б", "", 3)]),
        (
            "{# замечание #}\nа\n{% if name %}\n  {% set x = 1 %}\nб\n{% endif %}\nв",
            [("а", "", 2), ("б", "", 5), ("в", "", 7)],
        ),
        ("а\n{% if name -%}\n\n\n   б\n{% endif %}\nв", [("а", "", 1), ("б", "", 5), ("в", "", 7)]),
        ("а\n\n\n{%- if name %}\nб\n\n{%- endif %}\n\nв",
         [("аб", "", 1), ("в", "", 9)]),
        ("{{ name -}}\n\n\n  , вы\nи мы", [("Пётр, вы", "", 1), ("и мы", "", 5)]),
        ("{% raw %}\n{{ a }}\n\n{% endraw %}\nб",
         [("", "", 1), ("{{ a }}", "", 2), ("", "", 3), ("б", "", 5)]),
        (
            "{% for x in items %}\n{{ loop.index }}.\n  {{ x }}\n{% endfor %}\n",
            [("1.", "", 2), ("  масло", "", 3), ("2.", "", 2), ("  фильтр", "", 3)],
        ),
        (
            "{% include 'pieces/both.j2' %}\nконец\n",
            [
                ("Добрый день, Пётр.", "pieces/greeting.j2", 1),
                ("", "pieces/both.j2", 2),
                ("- масло", "pieces/list.j2", 2),
                ("- фильтр", "pieces/list.j2", 2),
                ("конец", "", 2),
            ],
        ),
        (
            "{% set x %}\nраз\n{% include 'pieces/list.j2' %}\n{% endset %}\n\nа\n{{ x }}",
            [("", "", 5), ("а", "", 6), ("раз", "", 7), ("- масло", "", 7), ("- фильтр", "", 7)],
        ),
        ("{{ empty }}{{ empty }}\n{{ empty }}а", [("", "", 1), ("а", "", 2)]),
    ],
)  # fmt: skip
def test_every_line_knows_what_made_it(source: str, lines: list[tuple[str, str, int]]) -> None:
    assert origins(trace(source, FIELDS, pieces=PIECES)) == lines


def test_an_origin_has_its_column() -> None:
    traced = trace("Имя: {{ name }},\n ({{ (name) }}) {{ 'a' }}{% print name %}", FIELDS)
    assert traced.text == "Имя: Пётр,\n (Пётр) aПётр"
    assert traced.origins == (
        Origin(0, "", 1, 1, literal=True),
        Origin(5, "", 1, 6),
        Origin(9, "", 1, 16, literal=True),
        Origin(13, "", 2, 3),
        Origin(17, "", 2, 15, literal=True),
        Origin(19, "", 2, 17),
        Origin(20, "", 2, 35),
    )
    assert [traced.origin(offset) for offset in (0, 8, 10, 11, 99)] == [
        ("", 1), ("", 1), ("", 1), ("", 2), ("", 2),
    ]  # fmt: skip
    assert trace("", {}).origin(0) == ("", 1)


@pytest.mark.parametrize(
    ("source", "branches"),
    [
        ("{% if name %}\n{% endif %}", {("", 1, "if")}),
        ("\n{% if empty %}\n{% endif %}", {("", 2, "else")}),
        ("{% if empty %}\n{% else %}\n{% endif %}", {("", 2, "else")}),
        ("{% if empty %}\n{% elif name %}\n{% else %}\n{% endif %}", {("", 2, "elif")}),
        ("{% if empty %}\n{% elif empty %}\n{% endif %}", {("", 1, "else")}),
        ("{% for x in items %}\n{% endfor %}", {("", 1, "for")}),
        ("{% for x in nil %}\n{% endfor %}", {("", 1, "empty")}),
        ("{% for x in nil %}\n{% else %}\n{% endfor %}", {("", 2, "empty")}),
        (
            "{% for x in items %}\n{% if loop.first %}\n{% endif %}{% endfor %}",
            {("", 1, "for"), ("", 2, "if"), ("", 2, "else")},
        ),
        ("{% set x %}\n{% if name %}а{% endif %}{% endset %}", {("", 2, "if")}),
        ("\n{% include 'pieces/list.j2' %}", {("pieces/list.j2", 1, "for")}),
        ("{{ 'а' if name else 'б' }}", set()),
    ],
)  # fmt: skip
def test_the_branches_that_were_reached_are_told(
    source: str, branches: set[tuple[str, int, str]]
) -> None:
    traced = trace(source, FIELDS, pieces=PIECES)
    assert {(one.piece, one.line, one.kind) for one in traced.branches} == branches


@pytest.mark.parametrize(
    ("source", "blocks"),
    [
        ("{% block project-type %}\nТип: {{ name }}\n{% endblock %}\nа",
         {"project-type": "Тип: Пётр\n"}),
        ("{% block a %}1{% block b %}2{% endblock %}3{% endblock %}", {"a": "123", "b": "2"}),
        ("{% if empty %}{% block a %}1{% endblock %}{% endif %}", {}),
        ("{% block a %}{% endblock %}", {"a": ""}),
        ("{% for x in items %}{% block a %}{{ x }},{% endblock %}{% endfor %}",
         {"a": "масло,фильтр,"}),
        ("{% block a %}\n{% include 'pieces/block.j2' %}\n{% endblock %}",
         {"a": "[Пётр]", "inner": "[Пётр]"}),
    ],
)  # fmt: skip
def test_the_text_of_a_block_is_what_stood_under_it(source: str, blocks: dict[str, str]) -> None:
    assert trace(source, FIELDS, pieces=PIECES).blocks == blocks


def test_a_piece_sees_what_surrounds_it_and_keeps_its_own_to_itself() -> None:
    pieces = {"p": "{{ name }}{{ x }}{{ y }}{% set y = 'z' %}"}
    source = "{% set y = 'y' %}{% for x in items %}{% include 'p' %} {% endfor %}{{ y }}"
    assert render(source, FIELDS, pieces=pieces) == "Пётрмаслоy Пётрфильтрy y"


def test_further_filters_come_from_the_caller() -> None:
    def possessive(name: str, mark: str = "'s") -> str:
        return f"{name}{mark}"

    filters: dict[str, Callable[..., object]] = {
        "possessive": possessive,
        "halves": lambda text: [text[:1], text[1:]],
    }
    source = "{{ 'Ann'|possessive }} {{ 'Rex'|possessive(\"'\") }} {{ 'abc'|halves|join('-') }}"
    assert render(source, {}, filters=filters) == "Ann's Rex' a-bc"


def refuse(_: object) -> str:
    raise RenderError("template.not-date")


def fail(_: object) -> str:
    raise KeyError("a mistake of the filter itself")


@pytest.mark.parametrize(
    ("source", "pieces", "key", "place"),
    [
        ("\n {% include 'p' %}", {"p": "a\n{{ nmae }}"}, "undefined.guess", ("p", 2, 4)),
        ("{% include 'p' %}", {"p": "{% if %}"}, "syntax", ("p", 1, 7)),
        ("{% include 'p' %}", {"p": "\n{{ name|uper }}"}, "filter.guess", ("p", 2, 9)),
        ("\n{% include 'pieces/p' %}", {"pieces/q": ""}, "piece.guess", ("", 2, 4)),
        ("\n{% include 'x' %}", {"pieces/q": ""}, "piece", ("", 2, 4)),
        ("{% include 'a' %}", {"a": "\n{% include 'b' %}", "b": "{% include 'a' %}"},
         "circle", ("a", 2, 4)),
        ("{% include 'a' %}", {"a": "x{% include 'a' %}"}, "circle", ("a", 1, 5)),
        ("{% include 'a0' %}",
         {f"a{n}": f"{{% include 'a{n + 1}' %}}" for n in range(30)} | {"a30": ""},
         "include-depth", ("a9", 1, 4)),
        ("{% include 'a0' %}",
         {f"a{n}": f"{{% include 'a{n + 1}' %}}" * 2 for n in range(17)} | {"a17": ""},
         "too-much", None),
        ("{% include 'p' %}", {"p": "x" * 50_001}, "too-long", ("p", 1, 1)),
        ("{% include 'p' %}", {"p": "{% for loop in items %}{% endfor %}"}, "syntax", ("p", 1, 8)),
        ("{% include 'p' %}", {"p": "{{ 1" + " + 1" * 300 + " }}"}, "nested", ("p", 1, 1)),
        ("{% include 'p' %}", {"p": "{{ name|refuse }}"}, "not-date", ("p", 1, 4)),
        ("{{ name|fail }}", {}, "failed", ("", 1, 4)),
        ("{{ nmae|refuse }}", {}, "undefined.guess", ("", 1, 4)),
        ("{{ name|wordy }}", {}, "failed", ("", 1, 4)),
    ],
)  # fmt: skip
def test_a_mistake_in_a_piece_is_told_where_it_is(
    source: str, pieces: dict[str, str], key: str, place: tuple[str, int, int] | None
) -> None:
    filters = {"refuse": refuse, "fail": fail, "wordy": wordy}
    for way in (render, trace):
        with pytest.raises(RenderError) as caught:
            way(source, FIELDS, pieces=pieces, filters=filters)
        error = caught.value
        assert error.key == f"template.{key}"
        assert place is None or (error.piece, error.line, error.column) == place
        for language in LANGUAGES:
            said = say(Wording(error.key, error.arguments), language)
            assert "template." not in said


def wordy(_: object) -> str:
    raise UsageError("config.deal.none")


SOURCES = st.lists(
    st.one_of(
        st.sampled_from([
            "{% if name %}", "{% if empty -%}", "{%- elif items %}", "{% else %}", "{% endif %}",
            "{% for x in items %}\n", "{%- endfor -%}", "{% block a-b %}", "{% endblock %}\n",
            "{% set x %}", "{% endset %}", "{{ name }}", "{{ two -}}", "{{- empty }}", "{{ x }}",
            "{% include 'pieces/both.j2' %}", "{% include 'pieces/block.j2' %}\n", "{# a\nb #}",
            "{% raw %}", "{% endraw %}", "\n", "\r\n", "\r", "  ", "\0", "текст", "\u2028",
        ]),
        st.text(max_size=5),
    ),
    max_size=12,
).map("".join)  # fmt: skip


@given(SOURCES, st.text(max_size=5))
def test_tracing_changes_nothing_and_literal_texts_stand_where_they_say(
    source: str, name: str
) -> None:
    fields = FIELDS | {"name": name}
    text = outcome(lambda: render(source, fields, pieces=PIECES))
    traced = outcome(lambda: trace(source, fields, pieces=PIECES))
    assert (traced.text if isinstance(traced, Traced) else traced) == text
    if isinstance(traced, Traced):
        literal_texts_stand_where_they_say(traced, PIECES | {"": source})


def outcome(way: Callable[[], str | Traced]) -> object:
    try:
        return way()
    except RenderError as error:
        return error.key, error.arguments, error.piece, error.line, error.column


def literal_texts_stand_where_they_say(traced: Traced, sources: dict[str, str]) -> None:
    ends = [*(origin.offset for origin in traced.origins[1:]), len(traced.text)]
    for origin, end in zip(traced.origins, ends, strict=False):
        if not origin.literal:
            continue
        source = sources[origin.piece].replace("\r\n", "\n").replace("\r", "\n")
        lines = source.split("\n")[origin.line - 1 :]
        lines[0] = lines[0][origin.column - 1 :]
        made = traced.text[origin.offset : end]
        assert "\n".join(lines).startswith(made)
        for offset in range(origin.offset, end):
            breaks = made.count("\n", 0, offset - origin.offset)
            assert traced.origin(offset) == (origin.piece, origin.line + breaks)
