"""What is said of a piece, and of the templates that include it."""

from pathlib import Path

from tests.compose.guard.folder import NOTE, PRICE, PRICED, check, only, said, spots, write

BRANCHED = "{% if price > 100 %}\nДорого.\n{% else %}\nДёшево.\n{% endif %}\n{{ project }}\n"


def test_a_name_that_the_piece_has_wrong_is_the_pieces(tmp_path: Path) -> None:
    files = {
        "a.j2": PRICED,
        "b.j2": PRICED.replace("name: priced", "name: b"),
        "pieces/price.j2": PRICE.replace("price|", "prise|"),
    }
    finding = only(check(write(tmp_path, files), select="TPL002"))
    assert spots(check(write(tmp_path, files), select="TPL002")) == ["price.j2:1:33 TPL002"]
    assert "«price»" in said(finding)
    assert "a.j2:14" in said(finding)
    assert "b.j2:14" in said(finding)


def test_a_field_that_other_templates_have_is_missing_in_the_template(tmp_path: Path) -> None:
    poor = PRICED.replace("  price: {type: money, required: true}\n", "").replace(
        ", price: 500", ""
    )
    files = {"a.j2": PRICED, "b.j2": poor, "pieces/price.j2": PRICE}
    folder = write(tmp_path, files)
    assert spots(check(folder / "b.j2")) == ["b.j2:13:1 TPL002"]
    finding = only(check(folder / "b.j2"))
    assert "pieces/price.j2 использует «price»" in said(finding)
    assert "price.j2:1" in said(finding)


def test_what_a_piece_cannot_render_is_the_pieces(tmp_path: Path) -> None:
    files = {"a.j2": PRICED, "pieces/price.j2": "{{ project|rub }} {{ price }}\n"}
    assert spots(check(write(tmp_path, files))) == ["price.j2:1:4 TPL001"]


def test_a_branch_is_reached_by_any_template_that_includes_it(tmp_path: Path) -> None:
    cheap = PRICED.replace("name: priced", "name: cheap").replace("500", "50")
    files = {"a.j2": PRICED, "b.j2": cheap, "pieces/price.j2": BRANCHED}
    folder = write(tmp_path, files)
    assert spots(check(folder, select="TPL")) == []
    (folder / "b.j2").unlink()
    assert spots(check(folder, select="TPL")) == ["price.j2:3:1 TPL006"]
    assert spots(check(folder / "pieces" / "price.j2", select="TPL")) == ["price.j2:3:1 TPL006"]
    assert spots(check(folder / "a.j2", select="TPL")) == []


def test_a_template_in_doubt_leaves_the_pieces_branches_in_doubt(tmp_path: Path) -> None:
    failing = PRICED.replace("name: priced", "name: b").replace(", price: 500", "")
    files = {"a.j2": PRICED, "b.j2": failing, "pieces/price.j2": BRANCHED}
    assert spots(check(write(tmp_path, files), select="TPL006")) == []


def test_a_tag_in_a_comment_is_no_tag(tmp_path: Path) -> None:
    text = NOTE.replace("Проект", "{# {% if a %} #}{% if project == 'x' %}Икс.{% endif %} Проект")
    found = spots(check(write(tmp_path, {"note.j2": text}) / "note.j2", select="TPL006"))
    assert found == ["note.j2:13:17 TPL006"]


def test_a_branch_whose_tag_is_not_found_is_not_told(tmp_path: Path) -> None:
    text = NOTE.replace(
        "Проект",
        "{% if project == '%' %}Икс.{% endif %}{% endraw %}Проект".replace("{% endraw %}", ""),
    )
    assert spots(check(write(tmp_path, {"note.j2": text}) / "note.j2", select="TPL006")) == []
