"""Templates: what they may do, how their mistakes are told, and that they end."""

import subprocess
import sys
from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup

from mailrules.rendering import RenderError, render
from mailrules.rendering.placeholders import fill
from mailrules.rendering.reading import MAX_SOURCE
from mailrules.rendering.sandbox import run
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
        ("{% for x in list %}{% block item %}{{ x }}{{ loop.index }} {% endblock %}{% endfor %}",
         "масло1 фильтр2 "),
        ("{% block a-b-c %}{% set x = 1 %}{{ x }}{% endblock a-b-c %}", "1"),
        ("{{ sum * 10 + part }} {{ sum / 2 }} {{ deal['client'].name }} {{ deal['items'][-1] }}",
         "1001.50 49.95 Мотор b"),
        ("{% raw %}{{ name }}{% endraw %}", "{{ name }}"),
        ("{% for x in thousand if x is divisibleby 300 %}{{ x }} {% endfor %}", "0 300 600 900 "),
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
        ("\n{{ price / 0 }}", "zero", 2),
        ("{% for a, b in list %}{% endfor %}", "mismatch", 1),
        ("{{ name|upper(1) }}", "mismatch", 1),
        ("{{ -name }}", "mismatch", 1),
        ("{{ true + 1 }}", "arithmetic", 1),
        ("{{ name|divide }}", "filter", 1),
        ("{% if name is xyz %}{% endif %}", "test", 1),
        ("{% if name is nummer %}{% endif %}", "test.guess", 1),
        ("{% set x|upper %}a{% endset %}", "forbidden", 1),
        ("{% print name %}{{ list }}", "not-text", 1),
        ("{{ 10 ** 10 }}", "forbidden", 1),
        ("{{ '%1000000000d' % 1 }}", "forbidden", 1),
        ("\n{% for x in range(1000000000) %}{% endfor %}", "forbidden", 2),
        ("{{ name.upper() }}", "forbidden", 1),
        ("{{ name[1:] }}", "forbidden", 1),
        ("{{ {'a': 1} }}", "forbidden", 1),
        ("{% macro f() %}{{ f() }}{% endmacro %}{{ f() }}", "forbidden", 1),
        ("{% for x in list recursive %}{{ loop(list) }}{% endfor %}", "forbidden", 1),
        ("{% include 'staff.yaml' %}", "piece.none", 1),
        ("{% include name %}", "include", 1),
        ("{% include ['a', 'b'] %}", "include", 1),
        ("{% include 1 %}", "include", 1),
        ("{% include 'a' ignore missing %}", "forbidden", 1),
        ("{% include 'a' without context %}", "forbidden", 1),
        ("{% import 'x' as x %}", "forbidden", 1),
        ("{% extends 'x' %}", "forbidden", 1),
        ("\n{{ name|uper }}", "filter.guess", 2),
        ("{{ list|counted(-1000000)|join }}", "filter", 1),
        ("{% if %}", "syntax", 1),
        ("\n{{ name", "syntax", 2),
        ("{% endif %}", "closing", 1),
        ("{% else %}", "closing", 1),
        ("\n{% if yes %}\n\n", "unclosed", 2),
        ("{% for x in list %}\n{% endif %}{% endfor %}", "closing.other", 2),
        ("{% xyz yes %}{% endif %}", "tag", 1),
        ("{% incldue 'a' %}", "tag.guess", 1),
        ("{% 1 %}", "syntax", 1),
        ("{# never closed", "syntax", 1),
        ("{{ (name] }}", "syntax", 1),
        ("{{ name ? }}", "syntax", 1),
        ("{{ 'a\\x' }}", "syntax", 1),
        ("{{ " + "9" * 5000 + " }}", "syntax", 1),
        ("{% block %}{% endblock %}", "syntax", 1),
        ("{% block a- %}{% endblock %}", "syntax", 1),
        ("{% block a-b %}{% endblock a-c %}", "block-end", 1),
        ("{% block a %}{% endblock %}\n{% block a %}{% endblock %}", "block-twice", 2),
        ("{% for loop in list %}{% endfor %}", "syntax", 1),
        ("{% for x in list %}" * 30 + "{% endfor %}" * 30, "nested", 1),
        ("{{ " + "(" * 20_000, "nested", 1),
        ("{{ " + "-" * 20_000 + "1 }}", "nested", 1),
        ("{{ 1" + " + 1" * 1_000 + " }}", "nested", 1),
        ("{% if yes %}" * 30 + "{% endif %}" * 30, "nested", 1),
        ("{# #}" + "x" * MAX_SOURCE, "too-long", 1),
        ("{{ long }}" * (MAX_OUTPUT // 100_000 + 1), "too-much", 1),
        ("{% for x in thousand %}{{ long }}{% endfor %}", "too-much", 1),
        ("{% for x in thousand %}{% for y in thousand %}{% for z in thousand %}{% endfor %}"
         "{% endfor %}{% endfor %}", "too-much", 1),
        ("{% set x = 'ha' %}" + "{% set x = x ~ x %}\n" * 40, "too-much", 19),
        ("{% set x = thousand|join(long) %}", "too-much", 1),
        ("{% set x = ['a', long]|listed(long) %}" * 20, "too-much", 1),
        ("{% for x in thousand %}{% for y in thousand if long == long %}{% endfor %}"
         "{% endfor %}", "too-much", 1),
        ("{% for x in thousand %}{% for y in thousand if y in thousand %}{% endfor %}"
         "{% endfor %}", "too-much", 1),
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
    ["name", "deal.client.name", "price", "x", "deal.no", "deal.deal", "list", "true", "self"]
)
PIECES = st.one_of(
    st.sampled_from(["{", "}", " ", "\n", "\r\n", "\r", "%", "#", "}}", "текст"]),
    WORDS.map(lambda word: f"{{{{ {word} }}}}"),
    WORDS.map(lambda word: f"{{{{{word}}}}}"),
)


@given(st.lists(PIECES, max_size=6).map("".join))
def test_the_short_way_and_the_long_one_agree(source: str) -> None:
    assert outcome(source, fill) in (outcome(source, run), None)


Failure = tuple[str, int, int, dict[str, object]]


def outcome(
    source: str, way: Callable[[str, Mapping[str, object]], str | None]
) -> str | Failure | None:
    try:
        return way(source, FIELDS)
    except RenderError as error:
        return error.key, error.line, error.column, error.arguments


@given(st.text(alphabet="{}%#|~+-*()[]'\".,=<> \nnamelistforxinendif0 1", max_size=60))
def test_any_template_ends_in_text_or_in_one_error(source: str) -> None:
    found = outcome(source, render)
    assert isinstance(found, str) or (found is not None and found[1] >= 1 and found[2] >= 1)


@pytest.mark.parametrize(
    ("source", "line", "column"),
    [
        ("a\n  {{ nmae }}", 2, 6),
        ("{# #}a\n  {{ nmae }}", 2, 6),
        ("{# #}{{ price }} {{ price + (1 + nmae) }}", 1, 34),
        ("{# #}{{ deal.client.name }} {{ deal.client.deal }}", 1, 44),
        ("{{ deal.client.deal }}", 1, 16),
        ("{# #}{{ deal['nmae'] }} {{ nmae.nmae }}", 1, 15),
        ("{# #}{{ deal[name] }} {{ nmae.Анна }}", 1, 9),
        ("{% if price %}\n{% elif nmae %}\n{% endif %}{{ nmae }}", 3, 15),
        ("{% if not price %}\n{% elif nmae %}\n{% endif %}", 2, 9),
        ("{{ name|upper }} {{ list|upper }}", 1, 21),
        ("\n{{ name|uper }}", 2, 9),
        ("\r\n{{ name }} {{ name|uper }}", 2, 20),
        ("{% if name %}{% endif %} {% 1 %}", 1, 29),
        ("текст {{ name ? }}", 1, 15),
        ("{% block a %}{% endblock b %}", 1, 26),
    ],
)  # fmt: skip
def test_a_mistake_has_its_column(source: str, line: int, column: int) -> None:
    with pytest.raises(RenderError) as caught:
        render(source, FIELDS)
    assert (caught.value.line, caught.value.column) == (line, column)


def test_html_is_escaped_but_for_what_the_template_itself_says() -> None:
    source = (
        "<p>{{ name }}</p>{% set x %}<b>{{ name }}</b>{% endset %}{{ x }}{{ name ~ '<' }}"
        "{{ [name]|join('<br>') }}"
    )
    fields = {"name": '<i>"Мотор" & сын</i>'}
    said = "&lt;i&gt;&#34;Мотор&#34; &amp; сын&lt;/i&gt;"
    assert render(source, fields, html=True) == f"<p>{said}</p><b>{said}</b>{said}&lt;{said}"
    assert render("{{ name }}", {"name": Markup("<br>")}, html=True) == "<br>"


def test_a_signature_does_not_wait_for_jinja2() -> None:
    script = (
        "import sys; from mailrules.rendering import render; "
        "print(render('{{ name }}', {'name': 'Anna'}), 'jinja2' in sys.modules)"
    )
    told = subprocess.check_output([sys.executable, "-c", script], text=True)
    assert told.split() == ["Anna", "False"]
