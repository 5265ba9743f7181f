"""SARIF: valid, complete, and right about the raw file."""

from typing import Any

import jsonschema
import pytest

from mailrules.engine import Letter, Run
from mailrules.findings import Finding, Location, Scope, Severity
from mailrules.message import parse
from mailrules.reports import View
from mailrules.reports.sarif import report
from mailrules.rules import RULES
from mailrules.wording import render, wording
from tests.reports.readers import read_json
from tests.reports.sample import found, in_text, mend, raw, sample


def read(run: Run, language: str = "en") -> dict[str, Any]:
    (one,) = read_json(report(run, View(language)), "sarif-2.1.0")["runs"]
    return dict(one)


def results(run: Run, code: str) -> list[dict[str, Any]]:
    return [one for one in read(run)["results"] if one["ruleId"] == code]


def test_the_schema_refuses_what_is_no_sarif() -> None:
    with pytest.raises(jsonschema.ValidationError):
        read_json('{"version": "2.1.0", "runs": [{"tool": {}}]}\n', "sarif-2.1.0")


@pytest.mark.parametrize("language", ["ru", "en"])
def test_every_rule_is_described_in_the_readers_language(language: str) -> None:
    driver = read(Run(), language)["tool"]["driver"]
    assert [rule["id"] for rule in driver["rules"]] == [rule.code for rule in RULES]
    assert driver["language"] == language
    for rule in driver["rules"]:
        text = rule["shortDescription"]["text"] + rule["fullDescription"]["text"]
        assert rule["help"]["text"] == render(wording(f"{rule['name']}.help"), language)
        assert "." not in rule["shortDescription"]["text"][-1]
        assert len(text) < 1024  # GitHub takes no more of either
        assert rule["help"]["markdown"]
        assert len(rule["properties"]["tags"]) == 2


def test_a_result_points_at_its_rule_also_at_one_of_the_house() -> None:
    run = read(sample())
    rules = run["tool"]["driver"]["rules"]
    for result in run["results"]:
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"]
    assert rules[-1] == {
        "id": "HOUSE01",
        "name": "house-words",
        "shortDescription": {"text": "house-words"},
        "defaultConfiguration": {"level": "error"},
        "properties": {"tags": ["custom"]},
    }


def test_what_could_not_be_read_makes_the_run_incomplete() -> None:
    (invocation,) = read(sample())["invocations"]
    assert invocation["executionSuccessful"] is False
    (note,) = invocation["toolExecutionNotifications"]
    place = note["locations"][0]["physicalLocation"]["artifactLocation"]
    assert (note["level"], place["uri"]) == ("error", "drafts/none.eml")
    (sound,) = read(Run())["invocations"]
    assert sound == {"executionSuccessful": True, "toolExecutionNotifications": []}


def test_artifacts_are_the_files_that_were_judged() -> None:
    run = read(sample())
    uris = [one["location"]["uri"] for one in run["artifacts"]]
    assert "drafts/parent.eml" not in uris
    assert "drafts/two%20forms%2C%20%E2%84%961.eml" in uris
    for result in run["results"]:
        place = result["locations"][0]["physicalLocation"]["artifactLocation"]
        assert uris[place["index"]] == place["uri"]


def test_columns_are_those_of_the_raw_file_or_absent() -> None:
    regions = [
        result["locations"][0]["physicalLocation"]["region"]
        for result in results(sample(), "TXT003")
    ]
    inside = {"startLine": 10, "startColumn": 18, "endLine": 10, "endColumn": 19}
    assert regions[2] == inside  # in the raw text
    assert regions[4] == {"startLine": 3}  # the subject is encoded
    assert regions[5] == {"startLine": 1}  # base64: no line is known


def test_a_fix_changes_the_raw_file_or_is_told_in_decoded_places() -> None:
    text, hidden = results(sample(), "TXT003")[2], results(sample(), "TXT003")[5]
    (fix,) = text["fixes"]
    assert fix["properties"] == {"applicability": "safe"}
    (change,) = fix["artifactChanges"]
    assert change["replacements"][0]["insertedContent"] == {"text": "."}
    assert "fixes" not in hidden
    assert hidden["properties"]["fix"]["edits"][0]["replacement"] == "."


def test_one_fix_mends_the_text_and_the_html() -> None:
    both = results(sample(), "TXT003")[-1]
    (change,) = both["fixes"][0]["artifactChanges"]
    assert [one["deletedRegion"]["startLine"] for one in change["replacements"]] == [13, 18]


def test_suppressions_say_where_and_why() -> None:
    inline, baseline, ours = (
        result["suppressions"][0]
        for result in read(sample())["results"]
        if "suppressions" in result
    )
    assert inline == {
        "kind": "inSource",
        "status": "accepted",
        "justification": "слова клиента",
        "properties": {"kind": "inline", "by": None},
    }
    assert baseline["kind"] == "external"
    assert "justification" not in baseline
    assert baseline["properties"] == {"kind": "baseline", "by": "baseline.json"}
    assert (ours["kind"], ours["properties"]["by"]) == ("external", "rules.yaml:3:5")


def test_fingerprints_stay_when_lines_move_and_tell_twins_apart() -> None:
    prints = []
    for body in ("Да!\n\nДа!", "Добрый день.\n\n\nДа!\n\nДа!"):
        message = parse(raw(body=body))
        first = in_text(message, "!")
        second = in_text(message, "!", after=first.end)
        letter = Letter("a.eml", 0, None, (found(first), found(second)), message=message)
        prints.append([one["partialFingerprints"] for one in results(Run((letter,)), "TXT003")])
    assert prints[0] == prints[1]
    assert prints[0][0] != prints[0][1]
    assert "primaryLocationLineHash" not in prints[0][0]  # GitHub takes it from the line itself


def test_without_a_line_the_fingerprint_is_ours_for_github_as_well() -> None:
    twins = results(sample(), "TXT003")[5:7]
    hashes = {one["partialFingerprints"]["primaryLocationLineHash"] for one in twins}
    assert len(hashes) == 2


def test_a_message_has_neither_placeholders_nor_links() -> None:
    (own,) = results(sample(), "HOUSE01")
    assert own["message"]["text"] == "Not {{{{ offer }}}} [a\\](http://b) (text, line 3)"


def test_related_facts_have_a_place_only_if_there_is_one() -> None:
    (fact,) = results(sample(), "CCP001")[0]["relatedLocations"]
    assert set(fact) == {"id", "message"}
    (place,) = results(sample(), "TXT003")[2]["relatedLocations"]
    assert place["message"] == {"text": "Another one"}
    assert place["physicalLocation"]["region"]["startLine"] == 12


def test_a_letter_that_must_stay_as_it_is_gets_no_fix() -> None:
    message = parse(raw("Received: from mail.motor.example; Mon, 23 Nov 2026 10:00:00 +0300"))
    mark = in_text(message, "!")
    letter = Letter("a.eml", 0, None, (found(mark, fix=mend(mark)),), message=message)
    (result,) = results(Run((letter,)), "TXT003")
    assert "fixes" not in result
    assert "endColumn" in result["locations"][0]["physicalLocation"]["region"]


def test_a_letter_without_its_message_is_reported_by_lines() -> None:
    place = Location(Scope.BODY, "1", 3, 1, 3, 2, 14)
    finding = Finding("TXT001", "spelling", Severity.NOTE, wording("fix.remove"), place)
    (result,) = results(Run((Letter("a.eml", 0, None, (finding,)),)), "TXT001")
    assert result["locations"][0]["physicalLocation"]["region"] == {"startLine": 14}
