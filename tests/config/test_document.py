"""YAML as text that knows where it stands: nothing resolved, everything bounded."""

from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from mailrules.config import Mark
from mailrules.config.document import (
    MAX_BYTES,
    MAX_DEPTH,
    Node,
    node_of,
    parse_document,
    read_document,
    read_text,
)
from mailrules.errors import ConfigError


def key_of(text: str) -> str:
    with pytest.raises(ConfigError) as caught:
        parse_document(text, "rules.yaml")
    return caught.value.key


@pytest.mark.parametrize(
    "scalar",
    ["off", "yes", "null", "~", "+74950000001", "0x10", "012", "1e3", "2026-12-07", "12:30", ".5"],
)
def test_no_scalar_is_taken_for_another_thing(scalar: str) -> None:
    assert parse_document(f"key: {scalar}", "rules.yaml").plain() == {"key": scalar}


def test_only_what_is_not_written_is_nothing() -> None:
    assert parse_document("a:\nb: ''\nc: []", "x").plain() == {"a": None, "b": "", "c": []}


def test_every_key_and_value_knows_its_place() -> None:
    node = parse_document("staff:\n  - name: Анна\n    email: x\n", "staff.yaml")
    staff = node.get("staff")
    assert staff is not None
    assert isinstance(staff.value, tuple)
    (person,) = staff.value
    assert person.keys["email"] == Mark("staff.yaml", 3, 5)
    assert person.get("email") == Node(Mark("staff.yaml", 3, 12), "x")
    assert person.get("phone") is None
    assert Node(Mark("x"), "text").get("key") is None


def test_a_block_of_text_stands_where_its_first_line_does() -> None:
    node = parse_document("template: |\n  С уважением,\n", "x").get("template")
    assert node == Node(Mark("x", 2, 1), "С уважением,\n")


def test_an_empty_file_says_nothing(tmp_path: Path) -> None:
    (tmp_path / "rules.yaml").write_bytes(b"\xef\xbb\xbf# nothing yet\n")
    assert read_document(str(tmp_path / "rules.yaml")).value is None


def test_references_are_followed() -> None:
    text = "a: &words [лид, бриф]\nb: *words\nc: [*words, &one бриф, *one]"
    words = ["лид", "бриф"]
    assert parse_document(text, "x").plain() == {
        "a": words,
        "b": words,
        "c": [words, *["бриф"] * 2],
    }


def test_a_billion_laughs_are_refused() -> None:
    lines = ["a0: &a0 [ha, ha]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]" for n in range(1, 12)]
    assert key_of("\n".join(lines)) == "config.yaml.values"


def test_references_do_not_hide_depth() -> None:
    deep = "[" * (MAX_DEPTH // 2) + "x" + "]" * (MAX_DEPTH // 2)
    assert key_of(f"a: &a {deep}\nb: &b {deep.replace('x', '*a')}") == "config.yaml.depth"


@pytest.mark.parametrize("text", ["[" * 100_000, "- " * 5_000 + "x", "{a: " * 5_000])
def test_depth_is_bounded(text: str) -> None:
    assert key_of(text) in {"config.yaml.depth", "config.yaml.bracket"}


def test_values_are_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("mailrules.config.document.MAX_VALUES", 50)
    assert key_of("- x\n" * 50) == "config.yaml.values"


def test_size_is_bounded(tmp_path: Path) -> None:
    path = tmp_path / "rules.yaml"
    path.write_bytes(b"#" * (MAX_BYTES + 1))
    with pytest.raises(ConfigError, match=r"config\.file\.too-large"):
        read_text(str(path))


def test_bytes_that_are_no_utf8_have_a_place(tmp_path: Path) -> None:
    path = tmp_path / "rules.yaml"
    path.write_bytes("version: 1\r\nname: Ни".encode() + "р".encode("cp1251"))
    with pytest.raises(ConfigError, match=r"config\.file\.not-utf8") as caught:
        read_text(str(path))
    assert (caught.value.line, caught.value.column) == (2, 9)


def test_a_name_with_a_nul_byte_is_no_file() -> None:
    with pytest.raises(ConfigError, match=r"config\.file\.unreadable"):
        read_text("rules\0.yaml", Mark("base.yaml", 3, 4))


def test_a_file_that_may_not_be_read(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", refuse)
    with pytest.raises(ConfigError, match="Permission denied"):
        read_text("rules.yaml")


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("a:\n\tb: 1", "tab"),
        ("a: @x", "character"),
        ("a: *x.y", "character"),
        ("a: b: c", "colon"),
        ("a: 'x", "quote"),
        ('a: "\\q"', "escape"),
        ("a: [1, 2", "bracket"),
        ("a: {b: 1", "bracket"),
        ("a:\n  b: 1\n c: 2", "indent"),
        ("a: - b", "indent"),
        ("a: |x\n b", "block"),
        ("a: 1\nb\nc: {}", "no-colon"),
    ],
)
def test_both_scanners_of_pyyaml_are_understood(
    text: str, key: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delattr(yaml, "CSafeLoader", raising=False)
    assert key_of(text) == f"config.yaml.{key}"


def test_plain_data_gets_a_place() -> None:
    mark = Mark("rules.yaml", 4, 2)
    node = node_of({"on": True, "max": 4, "names": ("a", None)}, mark)
    assert node.plain() == {"on": "true", "max": "4", "names": ["a", None]}
    assert node.keys == dict.fromkeys(("on", "max", "names"), mark)


@given(st.text(alphabet="abк:-[]{}*&!|>'\"#%@`,?\\ \n\t\r\x85\u2028~<0", max_size=40))
def test_any_text_is_read_or_refused_with_a_place_in_it(text: str) -> None:
    error = mistake_in(text)
    assert error is None or (error.line >= 1 and error.column >= 1)


def mistake_in(text: str) -> ConfigError | None:
    try:
        parse_document(text, "rules.yaml")
    except ConfigError as error:
        return error
    return None
