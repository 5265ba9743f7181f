"""The built wheel works elsewhere: code, catalogues, word lists and the house's files are in it."""

import subprocess
import sys
from pathlib import Path

from tests.program import EXAMPLES, ROOT, mailrules


def test_the_wheel_checks_a_letter_elsewhere(tmp_path: Path) -> None:
    dist, site = tmp_path / "dist", tmp_path / "site"
    build = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(dist)]
    subprocess.run(build, cwd=ROOT, check=True, capture_output=True)
    (wheel,) = dist.glob("*.whl")
    pip = [sys.executable, "-m", "pip", "--quiet", "--disable-pip-version-check"]
    subprocess.run([*pip, "install", "--no-deps", "--target", str(site), str(wheel)], check=True)
    elsewhere = tmp_path / "empty"
    elsewhere.mkdir()
    environment = {"PYTHONPATH": str(site)}

    def run(script: str) -> str:
        program = (sys.executable, "-c", script)
        result = mailrules(program=program, cwd=elsewhere, env=environment)
        assert result.code == 0, result.err
        return result.out

    assert run("import mailrules; print(mailrules.__file__)").startswith(str(site))
    for name in ("rules.yaml", "staff.yaml", "templates"):
        shipped = run(f"from mailrules.config import shipped; print(shipped({name!r}))").strip()
        assert shipped == str(site / "mailrules" / "shipped" / name)
        assert Path(shipped).exists()

    rules = site / "mailrules" / "shipped" / "rules.yaml"
    letter = EXAMPLES / "clean.eml"
    clean = mailrules("check", "--config", rules, letter, cwd=elsewhere, env=environment)
    assert clean.code == 0, clean
    broken = EXAMPLES / "broken" / "TXT003-exclamation.eml"
    found = mailrules("check", broken, cwd=elsewhere, env=environment)
    assert found.code == 1
    assert "TXT003" in found.out
