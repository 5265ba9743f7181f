"""What `mailrules init` writes: sound files, the answers in them, whole or not at all."""

import json
from pathlib import Path

import jsonschema
import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mailrules.config import Settings, load_deal, load_settings, shipped, signature_of, starter
from mailrules.config.starter import (
    Answers,
    answered,
    in_the_way,
    sample_answers,
    starter_files,
    write_starter,
)
from mailrules.errors import UsageError
from mailrules.files import write_whole
from mailrules.rules import bind, config_schema
from mailrules.wording import render, wording

LANGUAGES = ("ru", "en")
TYPED = st.text(st.characters(exclude_categories=("C", "Z"), include_characters=" "), min_size=1)


def started(folder: Path, answers: Answers) -> Settings:
    write_starter(folder, starter_files(answers, config_schema()))
    return load_settings(str(folder / "rules.yaml"))


def remarks(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.lstrip().startswith("#")][1:]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_files_are_sound(language: str, tmp_path: Path) -> None:
    found = started(tmp_path, sample_answers(language))
    binding = bind(found)
    assert binding.settings.locked.keys() == {"CCP001", "THR001"}
    assert not list(binding.waiting())
    assert found.messages == language
    assert len(found.moratoria.client_types) == 5
    assert len(found.letters["handover"].required) == 7
    (person,) = found.staff
    closing = {"ru": "С уважением,\nАнна Ким\n", "en": "Kind regards,\nAnna Kim\n"}
    assert str(signature_of(found, person)).startswith(closing[language])
    deal = load_deal(str(tmp_path / "deal.yaml"))
    assert deal.confirmed[0].by == person.email
    assert (deal.id, deal.facts["price_per_dialogue"]) == ("motor-oil-2026", "120")


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_editor_finds_the_schema_and_the_file_keeps_to_it(language: str, tmp_path: Path) -> None:
    started(tmp_path, sample_answers(language))
    text = (tmp_path / "rules.yaml").read_text("utf-8")
    assert text.startswith("# yaml-language-server: $schema=rules.schema.json\n#")
    assert text.count("yaml-language-server") == 1
    schema = json.loads((tmp_path / "rules.schema.json").read_text("utf-8"))
    assert schema == json.loads(json.dumps(config_schema()))
    jsonschema.validate(yaml.safe_load(text), schema)


def test_the_houses_own_files_name_the_schema_that_is_there() -> None:
    for path in (shipped("rules.yaml"), starter.TEXTS / "en" / "rules.yaml"):
        line = path.read_text("utf-8").splitlines()[0]
        assert line.startswith(starter.SCHEMA_LINE)
        assert (path.parent / line.removeprefix(starter.SCHEMA_LINE)).exists()


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_shipped_template_comes_along(language: str, tmp_path: Path) -> None:
    started(tmp_path, sample_answers(language))
    for template in shipped("templates").rglob("*.j2"):
        copy = tmp_path / "templates" / template.relative_to(shipped("templates"))
        assert copy.read_text("utf-8") == template.read_text("utf-8")


def test_remarks_stay_when_answers_are_filled_in() -> None:
    answers = answered(sample_answers("ru"), "name", "ООО «Рога: и копыта» #1")
    made = starter_files(answers, {})
    assert remarks(made["rules.yaml"].decode()) == remarks(shipped("rules.yaml").read_text("utf-8"))
    staff = (starter.TEXTS / "ru" / "staff.yaml").read_text("utf-8")
    assert remarks(made["staff.yaml"].decode()) == remarks(staff)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(name=TYPED, person=TYPED, position=TYPED, phone=TYPED)
def test_any_answer_comes_back_as_it_was_given(tmp_path: Path, **typed: str) -> None:
    answers = sample_answers("en")
    for question, text in typed.items():
        if text.strip():
            answers = answered(answers, question, text)
    answers = answered(answers, "domains", "@мотор.example horns.example,hoofs.example")
    answers = answered(answers, "email", "o'neil+x@horns.example")
    files = starter_files(answers, {})
    write_starter(tmp_path, {name: files[name] for name in ("rules.yaml", "staff.yaml")})
    found = load_settings(str(tmp_path / "rules.yaml"))
    assert found.organisation.name == answers.name
    assert found.organisation.domains == ("мотор.example", "horns.example", "hoofs.example")
    (person,) = found.staff
    assert (person.name, person.position, person.phone, person.email) == (
        answers.person,
        answers.position,
        answers.phone,
        "o'neil+x@horns.example",
    )
    assert answers.name in found.vocabulary


@pytest.mark.parametrize(
    ("person", "address"),
    [
        ("Анна Ким", "anna@nirro.example"),
        ("Щукин Ёжик", "shchukin@nirro.example"),
        ("Olga Belova", "olga@nirro.example"),
        ("李 明", "mail@nirro.example"),
        ("O'Neil", "mail@nirro.example"),
    ],
)
def test_a_likely_address_goes_with_the_person(person: str, address: str) -> None:
    assert answered(sample_answers("ru"), "person", person).email == address


def test_the_address_moves_with_the_domain_and_stays_where_nothing_changes() -> None:
    moved = answered(sample_answers("ru"), "domains", "horns.example, hoofs.example")
    assert moved.email == "anna@horns.example"
    own = answered(moved, "email", "office@elsewhere.example")
    assert answered(own, "person", own.person) == own
    assert answered(own, "phone", "5").email == "office@elsewhere.example"


def test_white_space_of_any_kind_is_a_space() -> None:
    pasted = "\u00a0ООО\u00a0«Рога» \t и\nкопыта "
    assert answered(sample_answers("ru"), "name", pasted).name == "ООО «Рога» и копыта"


@pytest.mark.parametrize(
    ("question", "text", "words"),
    [
        ("name", "  ", "Напишите ответ одной строкой"),
        ("phone", "1\x072", "без невидимых знаков"),
        ("domains", "nirro", "«nirro» — не домен"),
        ("domains", "nirro.", "«nirro.» — не домен"),
        ("domains", "a.example, b@c.example", "«b@c.example» — не домен"),
        ("domains", "@", "«» — не домен"),
        ("domains", ", ,", "«, ,» — не домен"),
        ("email", "anna", "«anna» — не адрес почты"),
    ],
)
def test_a_wrong_answer_is_told_at_once(question: str, text: str, words: str) -> None:
    with pytest.raises(UsageError) as caught:
        answered(sample_answers("ru"), question, text)
    assert words in render(wording(caught.value.key, **caught.value.arguments), "ru")


def test_version_control_is_in_nobodys_way(tmp_path: Path) -> None:
    assert in_the_way(tmp_path / "to" / "come") == ()
    (tmp_path / ".git").mkdir()
    (tmp_path / ".gitignore").touch()
    assert in_the_way(tmp_path) == ()
    (tmp_path / "rules.yaml").touch()
    (tmp_path / ".env").touch()
    assert in_the_way(tmp_path) == (".env", "rules.yaml")
    with pytest.raises(NotADirectoryError):
        in_the_way(tmp_path / "rules.yaml")


@pytest.mark.parametrize("stop", [OSError, KeyboardInterrupt])
def test_a_failure_half_way_leaves_nothing(
    stop: type[BaseException], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    written: list[str] = []

    def failing(path: Path, content: bytes) -> None:
        if len(written) == 4:
            raise stop
        written.append(path.name)
        write_whole(path, content)

    monkeypatch.setattr(starter, "write_whole", failing)
    (tmp_path / "home").mkdir()
    with pytest.raises(stop):
        started(tmp_path / "home" / "new" / "house", sample_answers("ru"))
    assert len(written) == 4
    assert not list((tmp_path / "home").iterdir())
