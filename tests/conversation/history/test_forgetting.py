"""A person is forgotten: nothing of them stays, and everybody else does."""

import zlib
from pathlib import Path

from mailrules.conversation import paragraph_hash
from mailrules.conversation.history import Choice, Forgotten, forget
from tests.conversation.history.letters import ANNA, PETR, ids, load, opened, ours, said, theirs

NAMED = {
    "Delivered-To": "PETR@motor.example",
    "X-Copy": "copetr@motor.example",
    "Reply-To": f"Пётр Сидоров <{PETR}>",
}
NAME = "Сидоров"


def traces(folder: Path) -> bool:
    """Tell whether the person is named anywhere in the file, deflated values included."""
    with opened(folder) as store:
        rows = store.connection.execute("SELECT header, body FROM letter").fetchall()
    plain = b"".join(zlib.decompress(one) for row in rows for one in row if one)
    plain += b"".join(file.read_bytes() for file in folder.glob("history.db*"))
    folded = plain.decode("utf8", "replace").casefold().replace("copetr@", "")
    return PETR in folded or "petr+oil@" in folded or NAME.casefold() in folded


def test_a_person_is_removed_with_all_that_names_them(tmp_path: Path) -> None:
    answer = said(1) + f"\n> Пишите на {PETR}.\n>\n> Это письмо о заказе 2.\n"
    folder = tmp_path / "letters"
    folder.mkdir()
    letters = (
        theirs(2),
        theirs(3, **{"from": "petr+oil@motor.example"}),
        ours(1, body=answer, cc='"Босс, главный" <boss@motor.example>, petr+oil@motor.example'),
        ours(4, to="boss@motor.example", headers=NAMED),
        ours(5, to="copetr@motor.example"),
        ours(6, headers={"To": f"Кому-то <{PETR}>"}),
    )
    for number, letter in enumerate(letters):
        (folder / f"{number}.eml").write_bytes(letter)
    with opened(tmp_path) as store:
        load(store, folder, Choice(bodies=True))
        assert len(store.letters_with(frozenset({PETR}))) == 4
    assert traces(tmp_path)
    with opened(tmp_path) as store:
        assert forget(store, "Petr+anything@motor.example") == Forgotten(2, 3, 3)
        assert store.letters_with(frozenset({PETR})) == ()
        assert len(ids(store)) == 4
        kept = store.letter("<1@nirro.example>")
        assert kept
        assert [one.email for one in kept.recipients] == ["boss@motor.example"]
        whole = store.kept(kept)
        assert [one.name for one in whole.message.cc] == ["Босс, главный"]
        assert whole.message.to == ()
        own = paragraph_hash("Это письмо о заказе 1.")
        assert own in whole.hashes
        assert paragraph_hash("Это письмо о заказе 2.") not in whole.hashes
        other = store.letter("<5@nirro.example>")
        assert other
        assert store.kept(other).message.shown[0].text
        assert len(store.letters_with(frozenset({ANNA}))) == 4
    assert not traces(tmp_path)


def test_a_stranger_needs_no_forgetting(tmp_path: Path) -> None:
    with opened(tmp_path) as store:
        assert forget(store, "nobody@else.example") == Forgotten(0, 0, 0)
