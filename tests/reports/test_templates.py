"""Places of files that are no letters: templates."""

import pytest

from mailrules.engine import Letter, Run
from mailrules.findings import Edit, Finding, Fix, Location, Scope, Severity
from mailrules.reports.raw import RawLetter, Stretch
from mailrules.reports.view import View
from mailrules.wording import wording

TEXT = "---\r\nname: a\r\n---\r\nДень!\r\n"
MARK = Location(Scope.FILE, line=4, column=5, end_line=4, end_column=6, file_line=4)


def template(text: str | None = TEXT) -> RawLetter:
    return RawLetter(Letter("a.j2", 0, None, text=text))


def test_a_place_is_where_it_says() -> None:
    assert template().find(MARK) == Stretch(4, 5, 4, 6, 9, 10)


@pytest.mark.parametrize("text", [None, "", "---\nДень"])
def test_a_place_that_the_file_does_not_have(text: str | None) -> None:
    assert template(text).find(MARK) is None


def test_a_mend_is_made_as_it_is_said_with_the_files_line_breaks() -> None:
    fix = Fix(wording("fix.replace", replacement="."), "safe", (Edit.at(MARK, ".\nДа"),))  # type: ignore[arg-type]
    (made,) = template().replacements(fix)
    assert made == (Stretch(4, 5, 4, 6, 9, 10), ".\r\nДа")


def test_the_sum_speaks_of_templates_and_offers_no_command_that_mends_letters() -> None:
    fix = Fix(wording("fix.replace", replacement="."), "safe", (Edit.at(MARK, "."),))  # type: ignore[arg-type]
    finding = Finding("TXT003", "exclamation", Severity.ERROR, wording("x"), MARK, fix=fix)
    run = Run((Letter("a.j2", 0, None, (finding,), text=TEXT),), kind="templates")
    assert View("en").closing(run) == ("1 template checked. 1 error.",)
    assert View("en").place(MARK) == "file, line 4"
