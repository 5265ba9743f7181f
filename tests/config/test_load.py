"""Good files: what is read, what is merged and in which order, what holds without any."""

import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mailrules.config import (
    Compose,
    Ignore,
    LetterType,
    Lexicon,
    Mark,
    Organisation,
    RuleTable,
    Settings,
    default_settings,
    find_config,
    load_settings,
    read_settings,
)
from mailrules.config.sections import SECTIONS
from mailrules.errors import ConfigError, ConfigErrors
from mailrules.message import Address
from tests.config.files import complaints, settings_of

STAFF = "- {name: Анна Ким, email: anna@nirro.example, aliases: [ak@nirro.example], desk: 12}"


def test_without_any_file_nobody_reads_at_noreply() -> None:
    built_in = default_settings()
    assert built_in.is_no_reply(Address("", "NoReply@shop.example"))
    assert not built_in.is_no_reply(Address("", "anna@nirro.example"))
    assert not built_in.knows_own
    assert built_in.path is None


@pytest.mark.parametrize(
    "text", ["", "# nothing", "version: 1", "rules:\nstaff:\nvocabulary:\nsignature:\nignore:\n"]
)
def test_a_file_that_says_nothing_changes_nothing(text: str, tmp_path: Path) -> None:
    loaded = settings_of(tmp_path, text)
    assert loaded.organisation == default_settings().organisation
    assert (loaded.compose.wrap, loaded.compose.width) == ("hard", 72)
    assert (loaded.staff, loaded.rules, loaded.vocabulary) == ((), {}, frozenset())


def test_every_section_is_read(tmp_path: Path) -> None:
    loaded = settings_of(
        tmp_path,
        """
version: 1
messages: en
organisation: {name: Nirro Call Center, domains: [nirro.example]}
staff: people.yaml
signature: {template: "{{ name }}, {{ organisation.name }}, {{ desk }}"}
vocabulary: [холодник, 'C#', ' ']
rules: {TXT003: off, conciseness: {severity: note, max_words: 40}, TXT004: , TXT005: {}}
moratoria:
  client-types: [{name: форекс, lemmas: [форекс], why: имидж, instead: отказ}]
letters: {handover: {required: [volume, base]}}
overrides: [{when: {from: "*@nirro.example", language: ru}, rules: {TXT012: off}}]
custom: [{code: HOUSE01, name: no-x, type: existence, message: m, pattern: x+}]
ignore: [{code: TXT003, reason: " ok "}, {code: SUB001, path: "old/*"}, SUB002]
locked: [CCP001]
""",
        people=STAFF,
    )
    path = str(tmp_path / "rules.yaml")
    (anna,) = loaded.staff
    assert loaded.path == path
    assert loaded.messages == "en"
    assert loaded.organisation.domains == ("nirro.example",)
    assert loaded.organisation.no_reply == default_settings().organisation.no_reply
    assert (anna.name, anna.extra) == ("Анна Ким", {"desk": "12"})
    assert loaded.staff_record(Address("", "AK@nirro.example")) is anna
    assert loaded.is_own(Address("", "boris@NIRRO.example"))
    assert not loaded.is_own(Address("", "petr@motor.example"))
    assert loaded.knows_own
    assert loaded.vocabulary == {"холодник", "C#"}
    assert loaded.rules["TXT003"] == RuleTable(Mark(path, 8, 9), severity="off")
    assert loaded.rules["conciseness"].options == {"max_words": "40"}
    assert loaded.rules["conciseness"].marks == {"max_words": Mark(path, 8, 52)}
    assert loaded.rules["TXT004"].severity is loaded.rules["TXT005"].severity is None
    assert loaded.moratoria.client_types == (
        Lexicon("форекс", lemmas=("форекс",), why="имидж", instead="отказ"),
    )
    assert loaded.letters == {"handover": LetterType(("volume", "base"))}
    assert loaded.overrides[0].when == {"from": "*@nirro.example", "language": "ru"}
    assert loaded.custom[0].scope == "body"
    assert loaded.ignore == (
        Ignore("TXT003", "ok", Mark(path, 14, 10)),
        Ignore("SUB001", "", Mark(path, 14, 42), "old/*"),
        Ignore("SUB002", "", Mark(path, 14, 73)),
    )
    assert loaded.locked == {"CCP001": Mark(path, 15, 10)}


def test_a_vocabulary_may_be_a_file(tmp_path: Path) -> None:
    words = "# ours\nхолодник\n\n  колтрекинг  # from the glossary\nC#\n"
    (tmp_path / "words.txt").write_text(words, "utf-8")
    assert settings_of(tmp_path, "vocabulary: words.txt").vocabulary == {
        "холодник",
        "колтрекинг",
        "C#",
    }


BASE = """
messages: en
organisation: {name: Holding, domains: [holding.example], no_reply: ["robot@*"]}
signature: {template: "{{ name }}"}
staff: [{name: Вера Лисина, email: vera@holding.example}]
vocabulary: [лид]
rules: {TXT004: {severity: note, max_lines: 10}, SUB005: off}
letters: {presale: {required: [task]}, offer: {required: [price]}}
compose: {wrap: flowed, width: 66}
moratoria: {payment-schemes: [{name: бартер, words: [бартер]}]}
ignore: [{code: SUB001, reason: base}]
locked: [CCP001]
"""
HOUSE = """
extends: [base.yaml]
organisation: {name: Nirro}
staff: [{name: Анна Ким, email: anna@nirro.example}]
vocabulary: [бриф]
rules: {TXT004: {max_lines: 6}}
letters: {presale: {required: [task, price]}}
compose: {wrap: off, width: }
moratoria: {payment-schemes: [{name: лид, words: [лид]}]}
ignore: [{code: SUB002, reason: house}]
locked: [THR001, CCP001]
"""


def test_a_file_is_laid_over_what_it_extends(tmp_path: Path) -> None:
    merged = settings_of(tmp_path, HOUSE, base=BASE)
    base = str(tmp_path / "base.yaml")
    assert merged.messages == "en"
    assert merged.organisation == Organisation("Nirro", ("holding.example",), ("robot@*",))
    assert merged.compose == Compose("off", 66)
    assert merged.signature == "{{ name }}"
    assert merged.signature_mark == Mark(base, 4, 23)
    assert [one.name for one in merged.staff] == ["Вера Лисина", "Анна Ким"]
    assert merged.vocabulary == {"лид", "бриф"}
    assert merged.rules["TXT004"].severity == "note"
    assert merged.rules["TXT004"].options == {"max_lines": "6"}
    assert merged.rules["SUB005"].severity == "off"
    assert merged.letters["presale"].required == ("task", "price")
    assert merged.letters["offer"].required == ("price",)
    assert [one.name for one in merged.moratoria.payment_schemes] == ["бартер", "лид"]
    assert [one.code for one in merged.ignore] == ["SUB001", "SUB002"]
    assert merged.locked["CCP001"].path == base
    assert list(merged.locked) == ["THR001", "CCP001"]
    assert [os.path.basename(layer.path) for layer in merged.layers] == ["base.yaml", "rules.yaml"]


def test_files_are_merged_left_to_right_and_each_once(tmp_path: Path) -> None:
    merged = settings_of(
        tmp_path,
        "extends: [left.yaml, right.yaml]",
        left="extends: base.yaml\nmessages: en\nrules: {TXT003: note}",
        right="extends: base.yaml\nmessages: ru\nrules: {TXT003: warning}",
        base=BASE,
    )
    assert merged.messages == "ru"
    assert merged.rules["TXT003"].severity == "warning"
    assert len(merged.staff) == 1


def test_one_address_in_two_files_is_a_mistake(tmp_path: Path) -> None:
    with pytest.raises(ConfigErrors) as caught:
        settings_of(tmp_path, f"extends: base.yaml\nstaff:\n  {STAFF}", base=f"staff:\n  {STAFF}")
    (told,) = complaints(caught.value, tmp_path)
    assert told.startswith("3:29 Адрес anna@nirro.example уже есть")
    assert "base.yaml:2" in told


def test_what_is_sound_is_read_beside_what_is_not(tmp_path: Path) -> None:
    path = tmp_path / "rules.yaml"
    path.write_text("messages: fr\nrules: {TXT003: off}", "utf-8")
    found, errors = read_settings(str(path))
    assert [error.key for error in errors] == ["config.wrong-type"]
    assert list(found.rules) == ["TXT003"]


def test_a_file_that_is_not_there_is_told_at_its_own_name(tmp_path: Path) -> None:
    with pytest.raises(ConfigErrors) as caught:
        load_settings(str(tmp_path / "nosuch.yaml"))
    (told,) = complaints(caught.value, tmp_path)
    assert told.startswith("nosuch.yaml 1:1 Файла «nosuch.yaml» нет")


def test_the_nearest_rules_count(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    below = tmp_path / "drafts" / "today"
    below.mkdir(parents=True)
    assert find_config(str(below)) is None or str(tmp_path) not in str(find_config(str(below)))
    (tmp_path / "rules.yaml").touch()
    assert find_config(str(below / "letter.eml")) == str(tmp_path / "rules.yaml")
    (below / "rules.yaml").mkdir()
    assert find_config(str(below)) == str(tmp_path / "rules.yaml")
    monkeypatch.chdir(tmp_path)
    assert find_config() == str(tmp_path / "rules.yaml")
    assert find_config("drafts") == str(tmp_path / "rules.yaml")
    assert find_config(os.sep) is None


KEYS = ("name", "email", "template", "when")
SECTIONS_AND_KEYS = st.sampled_from((*SECTIONS, *KEYS))
VALUES = st.recursive(
    st.one_of(
        SECTIONS_AND_KEYS, st.text(max_size=5), st.sampled_from(["off", "1", "", "{{ x }}", "a@b"])
    ),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(SECTIONS_AND_KEYS, inner, max_size=3)
    ),
    max_leaves=12,
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.binary(max_size=60) | st.text(max_size=60).map(str.encode))
def test_any_bytes_are_settings_or_mistakes(tmp_path: Path, raw: bytes) -> None:
    assert_settings_or_mistakes(tmp_path, raw)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.dictionaries(SECTIONS_AND_KEYS, VALUES, max_size=5).map(repr))
def test_any_values_are_settings_or_mistakes(tmp_path: Path, flow: str) -> None:
    assert_settings_or_mistakes(tmp_path, flow.encode("utf-8", "replace"))


def assert_settings_or_mistakes(folder: Path, raw: bytes) -> None:
    path = folder / "rules.yaml"
    path.write_bytes(raw)
    found = settings_or_mistakes(str(path))
    assert found
    if not isinstance(found, Settings):
        assert all(one.line >= 1 and one.column >= 1 for one in found)


def settings_or_mistakes(path: str) -> Settings | tuple[ConfigError, ...]:
    try:
        return load_settings(path)
    except ConfigErrors as error:
        return error.errors
