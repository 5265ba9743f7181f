"""What is judged of a commit, and with which files."""

from pathlib import Path

import pytest

from mailrules.git import Work, read_staged, work_of
from mailrules.git.staged import Entry, Staged
from tests.git.house import LETTER, git, repository, write

RULES = "version: 1\nstaff: staff.yaml\n"


def work(folder: Path) -> Work:
    made = repository(folder)
    with made.objects() as read:
        return work_of(read_staged(made), read)


def needed(found: Work) -> list[str]:
    return sorted(entry.path for entry in found.needed)


@pytest.fixture
def house(tmp_path: Path) -> Path:
    """A repository with two houses' rules, both committed."""
    repository(tmp_path)
    write(tmp_path, "rules.yaml", "version: 1\nextends: [common/base.yml]\nstaff: наши люди.yaml\n")
    write(tmp_path, "common/base.yml", "version: 1\nvocabulary: words.lst\n")
    write(tmp_path, "common/words.lst", "колтрекинг\n")
    write(tmp_path, "наши люди.yaml", "[]\n")
    write(tmp_path, "branch/rules.yaml", RULES)
    write(tmp_path, "branch/staff.yaml", "[]\n")
    write(tmp_path, "branch/templates/offer.j2", "offer")
    write(tmp_path, "templates/offer.j2", "offer")
    write(tmp_path, "templates/pieces/greeting.j2", "greeting")
    write(tmp_path, "roles/web/templates/nginx.j2", "server {}")
    write(tmp_path, "unneeded.yaml", "a: b\n")
    write(tmp_path, "old.eml", LETTER)
    git(tmp_path, "commit", "-qm", "Start")
    return tmp_path


def test_a_commit_of_other_things_is_no_work(house: Path) -> None:
    for name in ("README.md", "unneeded.yaml", "letter.txt", "roles/web/templates/nginx.j2"):
        write(house, name, "changed\n")
    git(house, "rm", "-q", "old.eml")
    assert work(house).is_empty


def test_a_letter_comes_with_the_rules_in_force_and_all_that_they_name(house: Path) -> None:
    write(house, "drafts/offer.EML", LETTER)
    write(house, "box.mbox", LETTER)
    (house / "link.eml").symlink_to("old.eml")
    git(house, "add", "link.eml")
    found = work(house)
    assert not found.is_empty
    assert sorted(found.letters) == ["box.mbox", "drafts/offer.EML"]
    assert found.configs == ("rules.yaml",)
    assert set(needed(found)) > {
        "box.mbox",
        "common/base.yml",
        "common/words.lst",
        "drafts/offer.EML",
        "link.eml",
        "rules.yaml",
        "наши люди.yaml",
    }
    assert not {"old.eml", "unneeded.yaml"} & set(needed(found))


def test_templates_are_those_beside_a_rules_yaml_or_at_the_top(house: Path) -> None:
    write(house, "branch/templates/pieces/price.j2", "price")
    write(house, "templates/pieces/greeting.j2", "other")
    write(house, "roles/web/templates/nginx.j2", "other")
    found = work(house)
    assert found.templates == ("branch/templates/pieces/price.j2", "templates/pieces/greeting.j2")
    assert found.configs == ("branch/rules.yaml", "rules.yaml")
    assert {"templates/offer.j2", "branch/templates/offer.j2"} <= set(needed(found))


def test_a_folder_that_has_lost_a_template_is_tried_whole(house: Path) -> None:
    git(house, "rm", "-q", "templates/pieces/greeting.j2")
    git(house, "rm", "-q", "branch/templates/offer.j2", "roles/web/templates/nginx.j2")
    assert work(house).templates == ("templates",)


@pytest.mark.parametrize(
    ("name", "configs"),
    [
        ("rules.yaml", ("rules.yaml",)),
        ("наши люди.yaml", ("rules.yaml",)),
        ("common/words.lst", ("rules.yaml",)),
        ("branch/staff.yaml", ("branch/rules.yaml",)),
    ],
)
def test_a_changed_setting_has_the_rules_checked_that_it_belongs_to(
    name: str, configs: tuple[str, ...], house: Path
) -> None:
    write(house, name, "# changed\n")
    assert work(house).configs == configs
    git(house, "reset", "-q")
    git(house, "rm", "-qf", name)
    left = tuple(one for one in configs if one != name)
    assert work(house).configs == left


def test_without_any_rules_there_is_nothing_but_the_letter(tmp_path: Path) -> None:
    repository(tmp_path)
    write(tmp_path, "drafts/a.eml", LETTER)
    found = work(tmp_path)
    assert (found.letters, found.configs) == (("drafts/a.eml",), ())
    assert needed(found) == ["drafts/a.eml"]


def test_a_link_leads_on_and_a_submodule_is_left_out() -> None:
    texts = {"1": b"../house/base.yaml", "2": b"extends: [more]\nstaff: inner", "3": b""}
    entries = [
        Entry("rules.yaml", "120000", "1"),
        Entry("base.yaml", "100644", "2"),
        Entry("inner", "160000", "4"),
        Entry("more", "100644", "3"),
        Entry("a.eml", "100644", "5"),
    ]
    staged = Staged(("a.eml",), (), {entry.path: entry for entry in entries})
    found = work_of(staged, texts.__getitem__)
    assert needed(found) == ["a.eml", "base.yaml", "more", "rules.yaml"]
    assert found.configs == ("rules.yaml",)
