"""A commit to be, written down: git's bytes, nothing from outside, nothing left."""

import os

import pytest

from mailrules.git import snapshot
from mailrules.git.staged import Entry

NOTHING: dict[str, bytes] = {}
LETTER = b"Subject: a\r\n\r\ntext\n\xff\x00mixed\r\n"


def test_files_have_their_bytes_and_the_folder_goes() -> None:
    texts = {"1": LETTER, "2": b"version: 1\n"}
    entries = [
        Entry("черновики/новое письмо.eml", "100644", "1"),
        Entry("rules.yaml", "100755", "2"),
    ]
    with snapshot(entries, texts.__getitem__, "/elsewhere/rules.yaml") as top:
        assert (top / "черновики" / "новое письмо.eml").read_bytes() == LETTER
        assert (top / "rules.yaml").read_bytes() == b"version: 1\n"
        assert top.stat().st_mode & 0o77 == 0
        assert top.name.startswith("mailrules-")
    assert not top.exists()


def test_it_goes_when_judging_fails() -> None:
    with pytest.raises(KeyboardInterrupt), snapshot([], NOTHING.__getitem__, None) as top:
        raise KeyboardInterrupt
    assert not top.exists()


@pytest.mark.parametrize(
    ("beyond", "text"),
    [
        (None, "version: 1\n"),
        ('/наши "правила"/rules.yaml', 'version: 1\nextends: ["/наши \\"правила\\"/rules.yaml"]\n'),
    ],
)
def test_what_lies_above_temporary_folders_is_never_in_force(beyond: str, text: str) -> None:
    with snapshot([], NOTHING.__getitem__, beyond) as top:
        assert (top / "rules.yaml").read_text("utf8") == text


@pytest.mark.parametrize(
    ("path", "target", "kept"),
    [
        ("rules.yaml", "house/rules.yaml", True),
        ("a/b/staff.yaml", "../../staff.yaml", True),
        ("a/staff.yaml", "../../staff.yaml", False),
        ("templates", "..", False),
        ("rules.yaml", "/etc/passwd", False),
    ],
)
def test_a_link_is_kept_where_it_stays_within(path: str, target: str, *, kept: bool) -> None:
    entries = [Entry(path, "120000", "1")]
    with snapshot(entries, {"1": target.encode()}.__getitem__, None) as top:
        assert (top / path).is_symlink() == kept
        if kept:
            assert os.readlink(top / path) == target
        assert os.path.lexists(top / "rules.yaml")
