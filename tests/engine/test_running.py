"""Which letters are judged, by which rules, against which surroundings."""

from pathlib import Path

import pytest
import yaml

from mailrules.config import load_deals, load_settings
from mailrules.engine import Request, Run, run
from mailrules.findings import Severity
from mailrules.message import Source, parse
from mailrules.rules import Bindings, Selection, bind
from mailrules.rules.custom import reading
from mailrules.rules.expressions import Allowance
from mailrules.wording import render, wording
from tests.letters import THEIRS, Case, build

HOUSE = {"organisation": {"domains": ["nirro.example"]}}
OWN = {"body": "Добрый день!\n"}


def judge(
    folder: Path,
    *letters: tuple[str, Case],
    config: Case = HOUSE,
    select: tuple[str, ...] = (),
    **request: object,
) -> Run:
    path = folder / "rules.yaml"
    path.write_text(yaml.safe_dump(dict(config), allow_unicode=True), "utf8")
    binding = bind(load_settings(str(path)), Selection(select))
    sources = [
        Source(name, 0, build(case, THEIRS if name.startswith("their") else {**THEIRS, **OURS}))
        for name, case in letters
    ]
    return run(sources, lambda _: binding, Request(**request))  # type: ignore[arg-type]


OURS = {
    "from": "Анна Ким <anna@nirro.example>",
    "to": "Пётр Сидоров <petr@motor.example>",
    "message-id": "<ours@nirro.example>",
}


def contexts(result: Run) -> dict[str, bool]:
    return {letter.path: letter.context for letter in result.letters}


def test_a_strangers_letter_is_context_once_it_was_received_or_answered(tmp_path: Path) -> None:
    received = {"headers": {"Received": "from mx.motor.example"}}
    reply = {**OWN, "headers": {"In-Reply-To": "<parent@motor.example>"}}
    assert contexts(judge(tmp_path, ("their", received), ("our", OWN))) == {
        "their": True,
        "our": False,
    }
    assert contexts(judge(tmp_path, ("their", {}), ("our", reply)))["their"]
    assert not contexts(judge(tmp_path, ("their", {}), ("our", OWN)))["their"]
    assert not contexts(judge(tmp_path, ("their", received), config={}))["their"]
    ours = {**OWN, **received}
    assert not contexts(judge(tmp_path, ("our", ours)))["our"]


def test_the_parent_is_found_among_the_letters_of_the_run(tmp_path: Path) -> None:
    parent: Case = {"cc": "boss@motor.example", "body": "Когда начнёте?\n"}
    reply: Case = {"headers": {"References": "<other@x.example> <parent@motor.example>"}}
    result = judge(tmp_path, ("their", parent), ("our", reply), select=("CCP001",))
    assert [finding.code for finding in result.counted()] == ["CCP001"]
    alone = judge(tmp_path, ("our", reply), select=("CCP001",))
    assert not list(alone.counted())
    named = judge(tmp_path, ("our", {}), select=("CCP001",), parent=parse(build(parent, THEIRS)))
    assert [finding.code for finding in named.counted()] == ["CCP001"]


def test_a_letter_does_not_answer_itself(tmp_path: Path) -> None:
    looped = {**OWN, "headers": {"In-Reply-To": "<ours@nirro.example>"}}
    result = judge(tmp_path, ("our", looped), select=("CCP001",))
    assert not list(result.counted())


def test_the_deal_is_the_named_one_else_the_contacts(tmp_path: Path) -> None:
    for number, email in enumerate(("petr@motor.example", "olga@wheel.example")):
        always = [f"b{number}@x.example"]
        deal = {"id": f"d{number}", "contacts": [{"email": email}], "always_cc": always}
        (tmp_path / "deals").mkdir(exist_ok=True)
        (tmp_path / "deals" / f"{number}.yaml").write_text(yaml.safe_dump(deal), "utf8")
    deals = load_deals(str(tmp_path / "deals"))

    def missing(case: Case) -> str:
        result = judge(tmp_path, ("our", case), select=("CCP001",), deals=deals)
        return " ".join(str(finding.message.arguments) for finding in result.counted())

    assert "b0@x.example" in missing({})
    assert "b1@x.example" in missing({"headers": {"X-Mailrules-Deal": "d1"}})
    assert missing({"headers": {"X-Mailrules-Deal": "d7"}}) == ""
    assert missing({"to": "someone@else.example"}) == ""


def test_a_line_with_many_findings_is_kept_once(tmp_path: Path) -> None:
    result = judge(tmp_path, ("a.eml", {"body": "Готово! " * 50 + "\nНет.\n"}), select=("TXT003",))
    found = result.letters[0].findings
    assert len(found) == 50
    assert len({id(one.excerpt) for one in found}) == 1


@pytest.mark.timeout(120)  # it took ten times as long when each stretch looked at all segments
def test_words_between_thousands_of_quotes_are_judged(tmp_path: Path) -> None:
    body = "> Да\nпривет, как дела!\n" * 4_000
    assert judge(tmp_path, ("a.eml", {"body": body})).count(Severity.ERROR) >= 4_000


def test_a_place_is_reported_once_by_the_rule_that_speaks_first(tmp_path: Path) -> None:
    mixed: Case = {"body": "Добрый день.\n\nПришлите cценарий разговора.\n"}
    both = judge(tmp_path, ("our", mixed), select=("TXT001", "TXT006"))
    assert [finding.code for finding in both.counted()] == ["TXT006"]
    apart: Case = {"subject": "Холодные звонки: cценарий", "body": "Пришлите сцинарий.\n"}
    each = judge(tmp_path, ("our", apart), select=("TXT001", "TXT006"))
    assert [finding.code for finding in each.counted()] == ["TXT006", "TXT001"]
    alone = judge(tmp_path, ("our", {"subject": "Re:"}), select=("SUB",))
    assert [finding.code for finding in alone.counted()] == ["SUB001"]


def test_prefixes_are_nobodys_words(tmp_path: Path) -> None:
    forwarded: Case = {"subject": "Пересл.: сцинарий", "body": "Добрый день.\n"}
    result = judge(tmp_path, ("our", forwarded), select=("TXT001",))
    assert [finding.location.column for finding in result.counted()] == [10]


def test_letters_and_findings_are_ordered(tmp_path: Path) -> None:
    loud: Case = {"subject": "Звонки!", "body": "Раз! Два!\n\nТри!\n"}
    result = judge(tmp_path, ("our2", loud), ("our1", loud), select=("TXT003",))
    assert [letter.path for letter in result.letters] == ["our1", "our2"]
    locations = [one.location for one in result.letters[0].findings]
    places = [(one.scope, one.line, one.column) for one in locations]
    assert places == [("subject", 1, 7), ("body", 1, 4), ("body", 1, 9), ("body", 3, 4)]
    assert result.count(Severity.ERROR) == 8
    assert result.at_least(Severity.NOTE)
    assert result.at_least(Severity.ERROR)
    assert not Run().at_least(Severity.NOTE)


def test_a_letter_under_a_broken_configuration_is_unreadable(tmp_path: Path) -> None:
    (tmp_path / "rules.yaml").write_text("version: one\n")
    source = Source(str(tmp_path / "a.eml"), 0, build(OWN))
    result = run([source], Bindings(), Request())
    assert not result.letters
    assert [one.path for one in result.unreadable] == [source.path]


def test_of_many_mistakes_in_a_configuration_the_number_is_told(tmp_path: Path) -> None:
    (tmp_path / "rules.yaml").write_text("version: one\nmessages: fr\n")
    source = Source(str(tmp_path / "a.eml"), 0, build(OWN))
    (found,) = run([source], Bindings(), Request()).unreadable
    assert found.reason == wording("config.errors", count=2)


def test_an_expression_that_keeps_a_letter_busy_stops_there_and_the_rest_is_judged(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reading, "Allowance", lambda: Allowance(0.01))
    slow = {"code": "HS10", "name": "slow", "type": "existence", "pattern": "[^.]*x[^.]*y[^.]*z"}
    (tmp_path / "slow").mkdir()
    rules = yaml.safe_dump({"custom": [{**slow, "message": "m"}]})
    (tmp_path / "slow" / "rules.yaml").write_text(rules, "utf8")
    busy = {"body": ("xy" * 30 + "\n") * 3_000}
    sources = [
        Source(str(tmp_path / "slow" / "a.eml"), 0, build(busy)),
        Source(str(tmp_path / "b.eml"), 0, build(OWN)),
    ]
    result = run(sources, Bindings(), Request())
    (stopped,) = result.unreadable
    assert Path(stopped.path).name == "a.eml"
    assert "rules.yaml:5:" in render(stopped.reason, "en")
    assert [Path(letter.path).name for letter in result.letters] == ["b.eml"]


@pytest.mark.parametrize("empty", [(), ("our",)])
def test_nothing_to_judge(tmp_path: Path, empty: tuple[str, ...]) -> None:
    result = judge(tmp_path, *((name, {}) for name in empty), select=("TXT003",))
    assert not list(result.counted())
