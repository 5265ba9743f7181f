"""Templates: what they may do, how their mistakes are told, and that they end."""

from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mailrules.rendering import RenderError, render
from mailrules.rendering.placeholders import fill
from mailrules.rendering.sandbox import MAX_SOURCE, run
from mailrules.rendering.values import MAX_OUTPUT
from mailrules.wording import LANGUAGES, Wording
from mailrules.wording import render as say

FIELDS = {
    "name": "Анна",
    "deal": {"client": {"name": "Мотор"}, "items": ["a", "b"]},
    "list": ["масло", "фильтр"],
    "pairs": [["a", "b"]],
    "price": 1234567,
    "part": 2.5,
    "sum": Decimal("99.90"),
    "day": date(2026, 12, 7),
    "nothing": None,
    "yes": True,
    "thousand": list(range(1000)),
    "long": "x" * 100_000,
    "loop": "a field called loop",
}


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("С уважением,\n{{ name }}\n{{deal.client.name}}\n", "С уважением,\nАнна\nМотор\n"),
        ("{{ price }} {{ sum }} {{ day }}\r\n", "1234567 99.90 2026-12-07\n"),
        ("{ {{ name }} }", "{ Анна }"),
        ("no fields at all", "no fields at all"),
        ("{{ name }}{# a remark #}", "Анна"),
        (
            "{% for x in list %}\n{{ loop.index }}. {{ x }}\n{% endfor %}\nend",
            "1. масло\n2. фильтр\nend",
        ),
        (
            "{% for x in list %}{{ x }}{{ '.' if loop.last else ', ' }}{% endfor %}",
            "масло, фильтр.",
        ),
        ("{% for a, b in pairs %}{{ a ~ b }}{% endfor %}", "ab"),
        ("{% for x in [name, 'B'] %}{{ x }}{% endfor %}", "АннаB"),
        ("{% for x in ('A', 'B') %}{{ x }}{% endfor %}", "AB"),
        ("{% if price > 5 and not nothing %}да{% else %}нет{% endif %}", "да"),
        ("{% if fax is defined %}{{ fax }}{% else %}нет{% endif %}", "нет"),
        ("{% set x = price * 2 - 1 %}{{ x + 1 }} {{ -part }} {{ 5 / 2 }}", "2469134 -2.5 2.5"),
        ("{% set x %}\n[{{ name }}]{% endset %}{{ x }}", "[Анна]"),
        ("{% block task %}\nЗадача\n{% endblock %}\n\nЦена", "Задача\n\nЦена"),
        (
            "{{ list|join(', ') }} {{ list|length }} {{ list|first }} {{ list|last }}",
            "масло, фильтр 2 масло фильтр",
        ),
        (
            "{{ name|upper }} {{ name|lower }} {{ ' x '|trim }} {{ 'лид Х'|capitalize }}",
            "АННА анна x Лид Х",
        ),
        (
            "{{ fax|default('—') }} {{ nothing|default('—') }} {{ name|default('—') }}",
            "— — Анна",
        ),
        (
            "[{{ ''|default('—') }}] {{ ''|default('—', true) }}",
            "[] —",
        ),
        (
            "{{ price|money }} {{ part|money }} {{ 1200.0|money }} {{ sum|money }}",
            "1\u00a0234\u00a0567 2,50 1\u00a0200 99,90",
        ),
        ("{{ 'a' + 'b' }} {{ deal['items'][1] }}", "ab b"),
        ("{{ name -}}   x", "Аннаx"),
        ("{{ [1, 2]|join }}", "12"),
    ],
)  # fmt: skip
def test_a_template_is_filled(source: str, text: str) -> None:
    assert render(source, FIELDS) == text


@pytest.mark.parametrize(
    ("source", "key", "line"),
    [
        ("{{ nmae }}", "undefined.guess", 1),
        ("\n\n{{ zzzzz }}", "undefined", 3),
        ("\n{{ name }}\n{{ deal.client.phone }}", "undefined", 3),
        ("{{ name.first }}", "undefined.alone", 1),
        ("{{ nothing }}", "not-text", 1),
        ("\n{{ list }}", "not-text", 2),
        ("{{ yes }}", "not-text", 1),
        ("{{ true }}", "not-text", 1),
        ("{# #}\n{{ nmae }}", "undefined.guess", 2),
        ("{# #}\n\n{{ deal.cleint.name }}", "undefined.guess", 3),
        ("{# #}{{ name.first }}", "undefined.alone", 1),
        ("{# #}{{ list[7] }}", "undefined.alone", 1),
        ("{# #}{{ list['a'] }}", "undefined.alone", 1),
        ("{# #}{{ zzzzz.first }}", "undefined", 1),
        ("{% for x in zzzzz %}{% endfor %}", "undefined", 1),
        ("{% for x in list %}\n{{ loop.parent }}\n{% endfor %}", "undefined.alone", 2),
        ("{{ zzzzz + 1 }}", "undefined", 1),
        ("{{ 1 + zzzzz }}", "undefined", 1),
        ("{{ name|upper|length + zzzzz }}", "undefined", 1),
        ("{% for x in deal %}{% endfor %}", "not-list", 1),
        ("{{ name|join }}", "not-list", 1),
        ("{{ name|money }}", "not-number", 1),
        ("{{ list|upper }}", "not-text", 1),
        ("{{ [list]|length }}", "flat", 1),
        ("{% set a = [1] %}\n{% set a = [a, a] %}", "flat", 2),
        ("{{ 'a' * 1000000000 }}", "arithmetic", 1),
        ("{{ name + 1 }}", "arithmetic", 1),
        ("{{ 9999999999999999999999999999999 * 2 }}", "arithmetic", 1),
        ("\n{{ price / 0 }}", "failed", 2),
        ("{% for a, b in list %}{% endfor %}", "failed", 1),
        ("{{ 10 ** 10 }}", "forbidden", 1),
        ("{{ '%1000000000d' % 1 }}", "forbidden", 1),
        ("\n{% for x in range(1000000000) %}{% endfor %}", "forbidden", 2),
        ("{{ name.upper() }}", "forbidden", 1),
        ("{{ name[1:] }}", "forbidden", 1),
        ("{{ {'a': 1} }}", "forbidden", 1),
        ("{% macro f() %}{{ f() }}{% endmacro %}{{ f() }}", "forbidden", 1),
        ("{% for x in list recursive %}{{ loop(list) }}{% endfor %}", "forbidden", 1),
        ("{% include 'staff.yaml' %}", "forbidden", 1),
        ("{% import 'x' as x %}", "forbidden", 1),
        ("{% extends 'x' %}", "forbidden", 1),
        ("\n{{ name|tojson }}", "filter", 2),
        ("{{ list|counted(-1000000)|join }}", "filter", 1),
        ("{% if %}", "syntax", 1),
        ("\n{{ name", "syntax", 2),
        ("{% endif %}", "syntax", 1),
        ("{% for x in list %}" * 30 + "{% endfor %}" * 30, "nested", 1),
        ("{{ " + "(" * 20_000, "nested", 1),
        ("{# #}" + "x" * MAX_SOURCE, "too-long", 1),
        ("{{ long }}" * (MAX_OUTPUT // 100_000 + 1), "too-much", 1),
        ("{% for x in thousand %}{{ long }}{% endfor %}", "too-much", 1),
        ("{% for x in thousand %}{% for y in thousand %}{% for z in thousand %}{% endfor %}"
         "{% endfor %}{% endfor %}", "too-much", 1),
        ("{% set x = 'ha' %}" + "{% set x = x ~ x %}\n" * 40, "too-much", 19),
        ("{% set x = thousand|join(long) %}", "too-much", 1),
    ],
)  # fmt: skip
def test_a_template_that_fails_says_why_and_where(source: str, key: str, line: int) -> None:
    with pytest.raises(RenderError) as caught:
        render(source, FIELDS)
    assert (caught.value.key, caught.value.line) == (f"template.{key}", line)
    for language in LANGUAGES:
        assert caught.value.key not in say(
            Wording(caught.value.key, caught.value.arguments), language
        )


@pytest.mark.parametrize("name", ["__class__", "_budget", "environment", "upper", "__init__"])
def test_nothing_but_data_is_within_reach(name: str) -> None:
    for source in (
        f"{{{{ name.{name} }}}}",
        f"{{# #}}{{{{ deal.{name} }}}}",
        f"{{# #}}{{{{ {name} }}}}",
    ):
        with pytest.raises(RenderError, match="undefined"):
            render(source, FIELDS)


WORDS = st.sampled_from(
    ["name", "deal.client.name", "price", "x", "deal.no", "list", "true", "self"]
)
PIECES = st.one_of(
    st.sampled_from(["{", "}", " ", "\n", "\r\n", "\r", "%", "#", "}}", "текст"]),
    WORDS.map(lambda word: f"{{{{ {word} }}}}"),
    WORDS.map(lambda word: f"{{{{{word}}}}}"),
)


@given(st.lists(PIECES, max_size=6).map("".join))
def test_the_short_way_and_the_long_one_agree(source: str) -> None:
    assert outcome(source, fill) in (outcome(source, run), None)


Failure = tuple[str, int, dict[str, object]]


def outcome(
    source: str, way: Callable[[str, Mapping[str, object]], str | None]
) -> str | Failure | None:
    try:
        return way(source, FIELDS)
    except RenderError as error:
        return error.key, error.line, error.arguments


@given(st.text(alphabet="{}%#|~+-*()[]'\".,=<> \nnamelistforxinendif0 1", max_size=60))
def test_any_template_ends_in_text_or_in_one_error(source: str) -> None:
    found = outcome(source, render)
    assert isinstance(found, str) or (found is not None and found[1] >= 1)
