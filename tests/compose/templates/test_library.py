"""Where templates are found, and who shares a piece."""

import os
from pathlib import Path

import pytest

from mailrules.compose.templates import Library, open_library, start_template
from mailrules.config import Settings, shipped
from mailrules.errors import ConfigErrors, InputError, UsageError

OURS = str(shipped("templates"))


def template(name: str, body: str = "Добрый день.\n") -> str:
    language = "en" if name.endswith(".en") else "ru"
    return f"---\nname: {name}\nlanguage: {language}\nsubject: Тема\n---\n{body}"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a house's folder of templates with pieces; rules.yaml would be beside it."""
    made = tmp_path / "templates"
    (made / "pieces").mkdir(parents=True)
    files = {
        "offer.j2": template("offer", '{% include "pieces/top.j2" %}\n'),
        "thanks.en.j2": template("thanks.en"),
        "other.j2": template("moved", '{%- include "pieces/greeting.j2" -%}\n'),
        "notes.txt": "no template",
        "pieces/top.j2": "{% include 'pieces/greeting.j2' %}\r\n",
        "pieces/alone.j2": "Один.\n",
    }
    for name, text in files.items():
        (made / name).write_bytes(text.encode())
    (made / "folder.j2").mkdir()
    return made


def house(folder: Path) -> Settings:
    return Settings(path=str(folder.parent / "rules.yaml"))


def test_the_shipped_templates_serve_where_there_are_no_others(tmp_path: Path) -> None:
    library = open_library(house(tmp_path / "none"))
    assert (library.folder, library.shipped, library.errors) == (OURS, True, ())
    assert {"presale", "call-summary", "presale.en"} <= set(library.names())
    assert library.names().index("presale") + 1 == library.names().index("presale.en")
    assert [one.name for one in library.templates()] == list(library.names())
    assert library.includers("pieces/greeting.j2")


def test_a_folder_beside_the_rules_goes_first(folder: Path) -> None:
    library = open_library(house(folder))
    assert not library.shipped
    assert library.names() == ("offer", "moved", "thanks.en")
    assert [os.path.basename(path) for path in library.paths()] == [
        "offer.j2",
        "other.j2",
        "thanks.en.j2",
    ]


def test_without_rules_the_working_folder_counts(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(folder.parent)
    assert open_library(Settings()).folder == "templates"
    assert open_library(house(folder)).folder == "templates"
    monkeypatch.chdir(folder / "pieces")
    assert open_library(house(folder)).folder == str(folder)
    assert open_library(Settings()).folder == OURS


def test_a_folder_that_is_asked_for_goes_before_all(folder: Path, tmp_path: Path) -> None:
    empty = tmp_path / "empty"
    empty.mkdir()
    library = open_library(house(folder), str(empty))
    assert (library.folder, library.names()) == (str(empty), ())
    with pytest.raises(UsageError, match=r"templates\.no-folder"):
        open_library(house(folder), str(tmp_path / "none"))


def test_a_template_is_found_by_name_or_file(folder: Path) -> None:
    library = open_library(house(folder))
    assert library.find("offer").path == str(folder / "offer.j2")
    assert library.find("moved").path == str(folder / "other.j2")
    assert library.find("thanks").name == "thanks.en"
    assert library.find("presale").path == os.path.join(OURS, "presale.j2")
    assert library.find(str(folder / "other.j2")).name == "moved"


@pytest.mark.parametrize(
    ("word", "key", "guess"),
    [
        ("other", "templates.unknown.guess", "offer"),
        ("ofer", "templates.unknown.guess", "offer"),
        ("presal", "templates.unknown.guess", "presale"),
    ],
)
def test_a_misspelt_name_gets_a_guess(word: str, key: str, guess: str, folder: Path) -> None:
    with pytest.raises(UsageError) as caught:
        open_library(house(folder)).find(word)
    assert (caught.value.key, caught.value.arguments["guess"]) == (key, guess)


def test_a_name_like_no_other_gets_the_list(folder: Path) -> None:
    with pytest.raises(UsageError) as caught:
        open_library(house(folder)).find("щука")
    known = caught.value.arguments["known"]
    assert isinstance(known, tuple)
    assert {"offer", "presale"} <= set(known)


def test_a_broken_template_keeps_no_other_from_being_used(folder: Path) -> None:
    (folder / "broken.j2").write_text("Добрый день.\n", "utf-8")
    library = open_library(house(folder))
    assert library.names() == ("offer", "moved", "thanks.en")
    assert [error.path for error in library.errors] == [str(folder / "broken.j2")]
    assert library.find("moved")
    for word in ("broken", str(folder / "broken.j2"), str(folder / "none.j2")):
        with pytest.raises(ConfigErrors):
            library.find(word)


def test_pieces_are_the_folders_own_and_behind_them_the_shipped(folder: Path) -> None:
    library = open_library(house(folder))
    assert library.pieces["pieces/top.j2"] == "{% include 'pieces/greeting.j2' %}\n"
    assert "daytime" in library.pieces["pieces/greeting.j2"]
    assert library.piece_path("pieces/top.j2") == str(folder / "pieces" / "top.j2")
    assert library.piece_path("pieces/greeting.j2") == os.path.join(OURS, "pieces", "greeting.j2")
    assert library.piece_path("pieces/none.j2") is None
    (folder / "pieces" / "greeting.j2").write_text("Здравствуйте.\n", "utf-8")
    assert open_library(house(folder)).pieces["pieces/greeting.j2"] == "Здравствуйте.\n"


def test_who_includes_a_piece_directly_or_through_another(folder: Path) -> None:
    library = open_library(house(folder))
    offer, other = str(folder / "offer.j2"), str(folder / "other.j2")
    assert library.includers("pieces/top.j2") == (offer,)
    assert library.includers("pieces/greeting.j2") == (offer, other)
    assert library.includers("pieces/alone.j2") == ()


def test_a_piece_that_cannot_be_read_is_told(folder: Path) -> None:
    (folder / "pieces" / "alone.j2").write_bytes(b"\xff")
    library = Library(str(folder), OURS)
    assert library.piece_errors["pieces/alone.j2"].path == str(folder / "pieces" / "alone.j2")
    assert "pieces/greeting.j2" in library.pieces


@pytest.mark.parametrize("language", ["ru", "en"])
def test_a_new_template_is_sound(language: str, tmp_path: Path) -> None:
    path = start_template("call-back", house(tmp_path / "templates"), None, language)
    assert path == str(tmp_path / "templates" / "call-back.j2")
    library = open_library(house(tmp_path / "templates"))
    found = library.find("call-back")
    assert (found.language, found.letter, len(found.examples)) == (language, "call-back", 1)
    assert "NAME" not in Path(path).read_text("utf-8")
    with pytest.raises(UsageError, match=r"templates\.new\.exists"):
        start_template("call-back", house(tmp_path / "templates"), None, language)


def test_where_no_template_can_be_written(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(InputError, match=r"cli\.cannot-write"):
        start_template("a", Settings(), str(tmp_path / "file"), "ru")
    with pytest.raises(UsageError, match=r"templates\.new\.name"):
        start_template("../a", Settings(), str(tmp_path), "ru")
