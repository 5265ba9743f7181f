"""A tiny runner of composite actions: the ``run:`` steps, with their inputs put in."""

import re
import subprocess
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

import yaml

from tests.git.house import environment
from tests.program import ROOT

TERM = re.compile(r"\$\{\{ *([^}]*?) *\}\}")
TEST = re.compile(r"([\w.-]+) (==|!=) '([^']*)'")


class Step(NamedTuple):
    """How a step ended."""

    code: int
    out: str
    err: str


def run_action(
    inputs: Mapping[str, str], workspace: Path, temporary: Path, known: Mapping[str, str]
) -> dict[str, Step]:
    """Run the steps of action.yml that have a script, each where its ``if`` holds.

    ``known`` are values of other actions' steps. What the steps give goes
    where GitHub's runner takes it from; ``uses`` steps are told as run, code 0.
    """
    action = yaml.safe_load((ROOT / "action.yml").read_text("utf8"))
    defaults = {name: about["default"] for name, about in action["inputs"].items()}
    assert set(inputs) <= set(defaults)
    values = {f"inputs.{name}": value for name, value in (defaults | dict(inputs)).items()}
    values |= known
    ended = {}
    for step in action["runs"]["steps"]:
        if not _holds(step.get("if", ""), values):
            continue
        name = step.get("id", step["name"])
        if "uses" in step:
            ended[name] = Step(0, _filled(str(step.get("with")), values), "")
            continue
        assert step["shell"] == "bash"
        assert "${{" not in step["run"]  # no input may become a command
        given = {key: _filled(value, values) for key, value in step.get("env", {}).items()}
        output = temporary / f"output-{name}"
        output.touch()
        done = subprocess.run(
            ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", step["run"]],
            cwd=workspace,
            env=environment(
                workspace,
                GITHUB_ACTION_PATH=str(ROOT),
                GITHUB_OUTPUT=str(output),
                RUNNER_TEMP=str(temporary),
                **given,
            ),
            capture_output=True,
            text=True,
            check=False,
        )
        ended[name] = Step(done.returncode, done.stdout, done.stderr)
        values[f"steps.{name}.outcome"] = "failure" if done.returncode else "success"
        for line in output.read_text("utf8").splitlines():
            key, _, value = line.partition("=")
            values[f"steps.{name}.outputs.{key}"] = value
    return ended


def _filled(text: str, values: Mapping[str, str]) -> str:
    return TERM.sub(lambda term: values.get(term[1], ""), text)


def _holds(condition: str, values: Mapping[str, str]) -> bool:
    """Tell whether every ``a == 'b'`` of a condition holds; steps here run unless cancelled."""
    assert not condition or "!cancelled()" in condition
    return all(
        (values.get(name, "") == value) == (sign == "==")
        for name, sign, value in TEST.findall(condition)
    )
