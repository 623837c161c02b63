from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.enum.section import WD_ORIENT

from reviewer.arguments import parse_arguments
from reviewer.cli import run
from reviewer.paths import resource
from reviewer.review import apply_decision, list_engagements, load_assessment, read_issued_report
from reviewer.store import Workspace

FINNISH = str(resource("samples", "fi-kuvakaira.txt"))
COMMANDS = ("demo", "extract", "import", "show", "decide", "report", "export", "evaluate")


@pytest.fixture(scope="module")
def imported(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workspace with the Finnish sample, as the command makes it."""
    path = tmp_path_factory.mktemp("imported") / "matter.reviewer"
    assert run(["import", "--workspace", str(path), "--client-country", "fi", "--service", "product", FINNISH]) == 0
    return path


@pytest.fixture
def workspace(imported: Path, tmp_path: Path) -> Path:
    """A copy of its own for each test."""
    return Path(shutil.copy(imported, tmp_path / "matter.reviewer"))


@pytest.fixture
def decide(workspace: Path, tmp_path: Path) -> Callable[..., int]:
    def apply(*lines: object) -> int:
        file = tmp_path / "decisions.jsonl"
        texts = [line if isinstance(line, str) else json.dumps(line) for line in lines]
        file.write_text("\n".join(texts) + "\n", encoding="utf-8")
        return run(["decide", "--workspace", str(workspace), "--reviewer", "Aino Virta", str(file)])

    return apply


def shown(workspace: Path, capsys: pytest.CaptureFixture[str]) -> dict[str, Any]:
    capsys.readouterr()
    assert run(["show", "--workspace", str(workspace), "--format", "json"]) == 0
    data: dict[str, Any] = json.loads(capsys.readouterr().out)
    return data


def field(data: dict[str, Any], field_id: str) -> dict[str, Any]:
    return next(entry for entry in data["fields"] if entry["field"] == field_id)


def test_every_command_has_help_with_an_example(capsys: pytest.CaptureFixture[str]) -> None:
    for name in (*COMMANDS, "workspace"):
        assert run([name, "--help"]) == 0
        out = capsys.readouterr().out
        assert f"Example: {'echo' if name == 'decide' else f'reviewer {name}'}" in out
        assert out.startswith(f"usage: reviewer {name} ")


def test_version(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["--version"]) == 0
    assert capsys.readouterr().out.startswith("reviewer 0.")


@pytest.mark.parametrize(
    "arguments",
    [["extract"], ["show"], ["report", "--workspace", "x", "--output", "y"], ["extract", "--text", "a", "b"]],
)
def test_wrong_usage(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert run(arguments) == 2
    assert capsys.readouterr().out == ""


@pytest.mark.parametrize(
    ("arguments", "workspace"), [([], None), (["my.reviewer"], Path("my.reviewer")), (["--", "show"], Path("show"))]
)
def test_without_a_command_the_window_is_meant(arguments: list[str], workspace: Path | None) -> None:
    functions = dict.fromkeys((*COMMANDS, "workspace", "window"), lambda _options: 0)
    if arguments[:1] == ["--"]:
        arguments = ["window", *arguments]
    assert parse_arguments(arguments, functions).workspace == workspace


def test_a_workspace_that_is_not_there(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run([str(tmp_path / "none.reviewer")]) == 1
    assert run(["show", "--workspace", str(tmp_path / "none.reviewer")]) == 1
    assert capsys.readouterr().err.count("There is no workspace at this place.") == 2


def test_extract_goes_on_past_files_that_fail(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    empty, missing = tmp_path / "empty.txt", tmp_path / "missing.txt"
    empty.touch()
    assert run(["extract", str(empty), FINNISH, str(missing), FINNISH]) == 1
    out, err = capsys.readouterr()
    found = [json.loads(line) for line in out.splitlines()]
    assert [item["document"]["name"] for item in found] == ["fi-kuvakaira.txt"] * 2
    assert found[0] == found[1]
    assert err.splitlines() == [
        f"{empty}: The file is empty. Nothing was imported. Check that the right file was chosen.",
        f"{missing}: No such file or directory.",
    ]


def test_extract_keeps_the_contract(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["extract", "--pretty", FINNISH]) == 0
    data = json.loads(capsys.readouterr().out)
    text = Path(FINNISH).read_text(encoding="utf-8")
    assert data["schema"] == "vendor-privacy/1"
    assert data["document"]["characters"] == len(text)
    assert data["document"]["language"] == "fi"
    values = [value for values in data["fields"].values() for value in values]
    assert len(values) > 50
    for value in values:
        assert value["rule"]
        assert 0 <= value["confidence"] <= 1
        for evidence in value["evidence"]:
            assert text[evidence["start"] : evidence["end"]] == evidence["quote"]
            assert evidence["page"] is None


def test_extract_prints_findings_in_a_language_for_a_context(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    policy = tmp_path / "policy.md"
    policy.write_text(
        "# Privacy policy\n\nThis privacy policy applies to visitors to our website. Last updated 1 March 2024.\n"
    )

    def findings(*options: str) -> dict[str, dict[str, Any]]:
        assert run(["extract", *options, str(policy)]) == 0
        return {finding["id"]: finding for finding in json.loads(capsys.readouterr().out)["findings"]}

    found = findings("--service", "product", "--as-of", "2026-11-22", "--language", "sv")
    assert found["SCO-01"]["title"] == "Policyn omfattar endast en webbplats"
    assert found["SCO-01"]["severity"] == "high"
    assert found["SCO-01"]["evidence"][0]["quote"] == "This privacy policy applies to visitors to our website."
    assert found["DAT-02"]["text"].startswith("Policyn är daterad 1 mars 2024, 2 år och 8 månader före")
    website = findings("--service", "website", "--as-of", "2024-06-01")
    assert not {"SCO-01", "DAT-02"} & set(website)
    assert "REP-01" not in findings("--client-country", "US")


@pytest.mark.parametrize("options", [("--as-of", "soon"), ("--client-country", "Finland"), ("--service", "boat")])
def test_extract_names_an_option_that_it_cannot_read(
    options: tuple[str, str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["extract", *options, FINNISH]) == 2
    assert options[0] in capsys.readouterr().err


def test_text_is_exactly_what_evidence_counts(tmp_path: Path, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    file = tmp_path / "policy.txt"
    file.write_bytes("\ufeffNimi: Päivä 😀\r\nloppu".encode())
    command = [sys.executable, "-m", "reviewer", "extract", "--text", str(file)]
    done = subprocess.run(command, capture_output=True, check=True)
    assert done.stdout == "Nimi: Päivä 😀\nloppu".encode()
    assert done.stderr == b""


def test_import_says_what_came_of_it(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "new.reviewer"
    arguments = ["--engagement", "2026-114", "--vendor", "Acme", "--document", "Policy", "--kind", "other"]
    arguments += ["--source", "acme.example", "--retrieved", "2026-11-18"]
    assert run(["import", "--workspace", str(path), *arguments, FINNISH]) == 0
    characters = len(Path(FINNISH).read_text(encoding="utf-8"))
    assert capsys.readouterr().out.startswith(f"Acme, Policy: Finnish, {characters:,} characters, ")
    with Workspace.open(path, read_only=True) as workspace:
        (engagement,) = list_engagements(workspace)
        assessment = load_assessment(workspace, engagement.vendors[0].assessment_id)
    assert (engagement.matter, assessment.vendor, assessment.documents[0].kind) == ("2026-114", "Acme", "other")
    version = assessment.documents[0].version
    assert (version.source, version.retrieved) == ("acme.example", "2026-11-18")


def test_import_takes_the_controller_and_the_context(workspace: Path, capsys: pytest.CaptureFixture[str]) -> None:
    data = shown(workspace, capsys)
    assert data["vendor"] == "Kuvakaira Oy"
    assert (data["context"]["service"], data["context"]["client_country"]) == ("product", "FI")


def test_import_reads_text_from_standard_input(tmp_path: Path) -> None:
    path = tmp_path / "new.reviewer"
    command = [sys.executable, "-m", "reviewer", "import", "--workspace", str(path), "--vendor", "Acme", "-"]
    done = subprocess.run(command, input="Tietosuojaseloste\n\nAcme Oy käsittelee tietoja.".encode(), check=False)
    assert done.returncode == 0
    with Workspace.open(path, read_only=True) as workspace:
        (engagement,) = list_engagements(workspace)
        assert load_assessment(workspace, engagement.vendors[0].assessment_id).vendor == "Acme"


def test_import_of_a_newer_version(workspace: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["import", "--workspace", str(workspace), "--replaces", "fi-kuvakaira.txt", FINNISH]) == 0
    (document,) = shown(workspace, capsys)["documents"]
    assert document["version"] == 2
    assert run(["import", "--workspace", str(workspace), "--replaces", "nothing", FINNISH]) == 1
    assert "no such document" in capsys.readouterr().err


@pytest.mark.parametrize("option", [("--retrieved", "yesterday"), ("--client-country", "Finland")])
def test_import_checks_facts_before_it_reads(
    option: tuple[str, str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "new.reviewer"
    assert run(["import", "--workspace", str(path), *option, FINNISH]) == 2
    assert capsys.readouterr().err.startswith(f"{option[0]}: ")
    assert not path.exists()


def test_show_as_table(workspace: Path, decide: Callable[..., int], capsys: pytest.CaptureFixture[str]) -> None:
    confirm = {"action": "confirm", "field": "controller.name"}
    assert decide(confirm, {"action": "not_stated", "field": "contact.eu_representative"}) == 0
    capsys.readouterr()
    assert run(["show", "--workspace", str(workspace), "--vendor", "kuvakaira oy"]) == 0
    out = capsys.readouterr().out
    assert out.startswith("Kuvakaira Oy: 2 of ")
    row = next(line for line in out.splitlines() if line.startswith("Name "))
    assert row.split() == ["Name", "Kuvakaira", "Oy", "✓", "confirmed,", "Aino", "Virta"]
    assert "∅ not stated, Aino Virta" in out


def test_show_of_an_unknown_vendor(workspace: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["show", "--workspace", str(workspace), "--vendor", "Nobody"]) == 1
    assert "no such vendor" in capsys.readouterr().err


def test_decide_keeps_machine_and_final_value_apart(
    workspace: Path, decide: Callable[..., int], capsys: pytest.CaptureFixture[str]
) -> None:
    correction = {"action": "correct", "field": "controller.name", "of": "Kuvakaira Oy", "value": "Kuvakaira Oyj"}
    assert decide(correction) == 0
    assert capsys.readouterr().out == "ok 1\n"
    (value,) = field(shown(workspace, capsys), "controller.name")["values"]
    assert (value["machine"]["value"], value["final"], value["state"]) == ("Kuvakaira Oy", "Kuvakaira Oyj", "corrected")
    assert value["decision"]["by"] == "Aino Virta"


def test_decide_names_bad_lines_and_goes_on(
    workspace: Path, decide: Callable[..., int], capsys: pytest.CaptureFixture[str]
) -> None:
    good = {"action": "confirm", "field": "controller.name"}
    lines = ["{broken", "", [1], {"action": "dance"}, {"action": "confirm", "field": "no.such"}, good]
    assert decide(*lines) == 1
    out, err = capsys.readouterr()
    assert out == "ok 6\n"
    assert [line.split(":")[0] for line in err.splitlines()] == ["line 1", "line 3", "line 4", "line 5"]
    assert field(shown(workspace, capsys), "controller.name")["status"] == "decided"


def test_decide_answers_after_the_line_is_stored(workspace: Path) -> None:
    """Each answer comes before the next line is sent, and by then another reader sees the decision."""
    command = [sys.executable, "-m", "reviewer", "decide", "--workspace", str(workspace), "--reviewer", "A", "-"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, bufsize=0) as process:
        assert process.stdin
        assert process.stdout
        process.stdin.write(b'{"action": "confirm", "field": "controller.name"}\n')
        process.stdin.flush()
        assert process.stdout.readline().strip() == b"ok 1"
        process.kill()
    with Workspace.open(workspace) as opened:
        (engagement,) = list_engagements(opened)
        state = load_assessment(opened, engagement.vendors[0].assessment_id).states_of("controller.name")[0]
    assert state.status == "decided"


def test_report_in_finnish(workspace: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    output = tmp_path / "raportti.docx"
    arguments = ["--language", "fi", "--reviewer", "Aino Virta", "--firm", "Virta & Lind", "--output", str(output)]
    assert run(["report", "--workspace", str(workspace), *arguments]) == 0
    assert capsys.readouterr().out == f"{output}\n"
    headings = [p.text for p in docx.Document(str(output)).paragraphs if p.style.name == "Heading 1"]
    assert headings[0] == "Tiivistelmä"


def test_report_is_not_final_while_fields_are_open(
    workspace: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    output = tmp_path / "out.docx"
    arguments = ["--language", "en", "--final", "--output", str(output)]
    assert run(["report", "--workspace", str(workspace), *arguments]) == 1
    assert "The report cannot be final" in capsys.readouterr().err
    assert not output.exists()


def test_a_final_report_stays_in_the_workspace(
    workspace: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with Workspace.open(workspace) as ws:
        assessment = load_assessment(ws, 1)
        for state in assessment.fields:
            action = "confirm" if state.suggested else "not_stated"
            apply_decision(ws, {"action": action, "field": state.field}, "Ann")
        for finding in load_assessment(ws, 1).findings:
            apply_decision(ws, {"action": "finding_accept", "finding": finding.rule}, "Ann")
    output = tmp_path / "out.docx"
    arguments = ["--language", "sv", "--final", "--reviewer", "Ann", "--output", str(output)]
    assert run(["report", "--workspace", str(workspace), *arguments]) == 0
    with Workspace.open(workspace, read_only=True) as ws:
        (issued,) = load_assessment(ws, 1).issued
        assert read_issued_report(ws, 1, 1) == output.read_bytes()
    assert (issued.language, issued.current) == ("sv", True)


@pytest.mark.parametrize("kind", ["questions", "comparison"])
def test_questions_and_comparison(workspace: Path, tmp_path: Path, kind: str) -> None:
    output = tmp_path / "out.docx"
    arguments = ["report", "--workspace", str(workspace), "--kind", kind, "--language", "fi", "--output", str(output)]
    assert run(arguments) == 0
    assert docx.Document(str(output)).tables
    assert run([*arguments, "--final"]) == 2


def test_a_starter_template_is_saved_and_used(
    workspace: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    template, output = tmp_path / "T.docx", tmp_path / "out.docx"
    assert run(["report", "--kind", "template", "--language", "fi", "--output", str(template)]) == 0
    arguments = ["report", "--workspace", str(workspace), "--language", "fi", "--output", str(output)]
    assert run([*arguments, "--template", str(template), "--without", "glossary", "--without", "questions"]) == 0
    assert capsys.readouterr().out == f"{template}\n{output}\n"
    headings = [p.text for p in docx.Document(str(output)).paragraphs if p.style.name in ("Heading 1", "Appendix")]
    assert "Tiivistelmä" in headings
    assert not [heading for heading in headings if "Sanasto" in heading or "Kysymykset" in heading]
    assert run([*arguments, "--kind", "questions", "--template", str(template)]) == 0
    assert docx.Document(str(output)).tables
    assert run([*arguments, "--kind", "comparison", "--template", str(template)]) == 0
    assert docx.Document(str(output)).sections[0].orientation is WD_ORIENT.LANDSCAPE
    assert run(["report", "--language", "fi", "--output", str(output)]) == 2


def test_a_template_that_cannot_be_used_is_told(
    workspace: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    template, output = tmp_path / "T.docx", tmp_path / "out.docx"
    arguments = ["report", "--workspace", str(workspace), "--language", "en", "--output", str(output)]
    assert run([*arguments, "--template", str(template)]) == 1
    assert "T.docx is not there" in capsys.readouterr().err
    document = docx.Document()
    document.add_paragraph("{{ vendr }}")
    document.save(str(template))
    assert run([*arguments, "--template", str(template)]) == 1
    assert "not known: vendr" in capsys.readouterr().err
    assert not output.exists()


def test_export_of_all_data(workspace: Path, tmp_path: Path) -> None:
    for format_ in ("json", "csv", "xlsx"):
        output = tmp_path / f"data.{format_}"
        assert run(["export", "--workspace", str(workspace), "--format", format_, "--output", str(output)]) == 0
        assert output.stat().st_size > 1000
    data = json.loads((tmp_path / "data.json").read_text(encoding="utf-8"))
    (assessment,) = data["assessments"]
    assert {f["id"] for f in assessment["findings"]}
    assert assessment["rating"]["value"] is None


def test_report_of_several_vendors(workspace: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["import", "--workspace", str(workspace), "--vendor", "A/B", FINNISH]) == 0
    output = tmp_path / "out.docx"
    arguments = ["report", "--workspace", str(workspace), "--language", "en", "--output", str(output)]
    assert run(arguments) == 2
    assert "Kuvakaira Oy, A/B" in capsys.readouterr().err
    assert run([*arguments, "--all"]) == 0
    assert sorted(p.name for p in tmp_path.glob("*.docx")) == ["out - A B.docx", "out - Kuvakaira Oy.docx"]


def test_a_reader_that_stops_early_is_no_fault(workspace: Path) -> None:
    command = [sys.executable, "-m", "reviewer", "show", "--workspace", str(workspace)]
    read, write = os.pipe()
    os.close(read)
    with os.fdopen(write, "wb") as broken:
        done = subprocess.run(command, stdout=broken, stderr=subprocess.PIPE, check=False)
    assert done.stderr == b""


def test_interruption_is_told_without_a_traceback(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def interrupt(options: object) -> int:
        raise KeyboardInterrupt

    monkeypatch.setitem(run.__globals__["_COMMANDS"], "show", interrupt)
    assert run(["show", "--workspace", "x"]) == 1
    assert capsys.readouterr().err == "Stopped. What was reported as done is done.\n"


def test_a_fault_of_ours_shows_a_traceback_only_on_demand(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def fail(options: object) -> int:
        raise RuntimeError("inner detail")

    monkeypatch.setitem(run.__globals__["_COMMANDS"], "show", fail)
    assert run(["show", "--workspace", "x"]) == 1
    err = capsys.readouterr().err
    assert "inner detail" not in err
    assert "--debug shows the details" in err
    with pytest.raises(RuntimeError):
        run(["--debug", "show", "--workspace", "x"])


@pytest.fixture
def annotated(tmp_path: Path) -> Path:
    """A folder in the form of the corpus, with the Finnish sample and its gold."""
    folder = tmp_path / "annotated"
    gold = Path(__file__).resolve().parents[1] / "golden" / "samples" / "fi-kuvakaira.tsv"
    for name, file in (("text", Path(FINNISH)), ("gold", gold)):
        (folder / name).mkdir(parents=True)
        shutil.copy(file, folder / name / file.name)
    return folder


def test_evaluate_a_folder_with_gold(annotated: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with (annotated / "gold" / "fi-kuvakaira.tsv").open("a", encoding="utf-8") as gold:
        gold.write("recipients.named\tNowhere Named Oy\tyhdessäkään\n")
    assert run(["evaluate", str(annotated), "--misses"]) == 0
    out = capsys.readouterr().out
    assert "fi-kuvakaira\trecipients.named\tMISSED\tNowhere Named Oy\tyhdessäkään\n" in out
    assert "expected calibration error" in out
    assert out.splitlines()[-1].startswith("ALL  precision ")
    assert run(["evaluate", str(annotated), "--format", "json"]) == 0
    data = json.loads(capsys.readouterr().out)
    assert data["total"]["missed"] >= 1
    assert data["total"]["f1"] > 0.8
    assert list(data["languages"]) == ["fi"]


def test_evaluate_counts_a_text_that_cannot_be_read_as_missed(
    annotated: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (annotated / "text" / "broken.pdf").write_bytes(b"%PDF-1.4 nothing")
    (annotated / "gold" / "broken.tsv").write_text("controller.name\tTarnbyte\tTarnbyte\n", encoding="utf-8")
    assert run(["evaluate", str(annotated), "--format", "json"]) == 1
    captured = capsys.readouterr()
    assert "broken.pdf: " in captured.err
    assert json.loads(captured.out)["documents"]["broken"]["missed"] == 1


def test_evaluate_needs_gold_it_can_read(annotated: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (annotated / "gold" / "fi-kuvakaira.tsv").write_text("controller.name\n", encoding="utf-8")
    assert run(["evaluate", str(annotated)]) == 2
    assert "fi-kuvakaira.tsv:1" in capsys.readouterr().err
    assert run(["evaluate", str(annotated / "gold")]) == 2
    assert "gold/NAME.tsv" in capsys.readouterr().err


def test_evaluate_decisions_of_a_workspace(
    workspace: Path, decide: Callable[..., int], capsys: pytest.CaptureFixture[str]
) -> None:
    command = ["evaluate", "--workspace", str(workspace), "--format", "json"]
    assert run(command) == 0
    captured = capsys.readouterr()
    assert json.loads(captured.out)["documents"] == {}
    assert "Nothing is decided" in captured.err
    assert decide({"action": "confirm", "field": "controller.name"}) == 0
    capsys.readouterr()
    assert run(command) == 0
    total = json.loads(capsys.readouterr().out)["total"]
    assert (total["right"], total["wrong"], total["missed"]) == (1, 0, 0)


@pytest.mark.parametrize(
    ("name", "language"),
    [("nb-tinderfoto.md", "Norwegian Bokmål"), ("da-klitfilm.md", "Danish"), ("de-heidebild.md", "German")],
)
def test_a_text_in_another_language_is_said_to_be_one(
    name: str, language: str, capsys: pytest.CaptureFixture[str]
) -> None:
    path = Path(__file__).resolve().parents[1] / "data" / "neighbours" / name
    assert run(["extract", str(path)]) == 0
    captured = capsys.readouterr()
    assert f"{name}: This text is in {language}; extraction is made for English, Swedish and Finnish." in captured.err
    fields = json.loads(captured.out)["fields"]
    assert {"contact.email", "contact.phone", "controller.name", "recipients.named", "law.cited"} <= set(fields)


def test_a_text_in_a_language_read_is_not_remarked_on(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["extract", FINNISH]) == 0
    assert capsys.readouterr().err == ""


# Hostile names


NOTICE = "Otterlake Oy is the controller. We collect your name. Write to privacy@otterlake.example."


@pytest.mark.parametrize("name", ["--help.txt", "a\nb.txt", "\x1b]0;owned\x07.txt", "turned\u202etxt.exe.txt"])
def test_a_hostile_name_is_a_name(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    (tmp_path / name).write_text(NOTICE, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    assert run(["extract", "--", name]) == 0
    assert json.loads(capsys.readouterr().out)["document"]["name"] == name
    assert run(["import", "--workspace", "w.reviewer", "--", name]) == 0
    run(["show", "--workspace", "w.reviewer", "--format", "table"])
    run(["extract", "--", f"no {name}"])
    told = capsys.readouterr()
    assert not set(told.out + told.err) & {"\x1b", "\x07", "\u202e"}


@pytest.mark.skipif(sys.platform != "linux", reason="names are Unicode elsewhere")
def test_a_name_that_is_no_text_is_read_all_the_same(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = Path(os.fsdecode(os.fsencode(tmp_path / "notice") + b"\xff.txt"))
    path.write_text(NOTICE, encoding="utf-8")
    assert run(["extract", str(path)]) == 0
    assert json.loads(capsys.readouterr().out)["document"]["name"] == "notice\ufffd.txt"
    assert run(["import", "--workspace", str(tmp_path / "w.reviewer"), str(path)]) == 0


@pytest.mark.skipif(sys.platform == "win32", reason="no pipes and devices in folders there")
def test_a_pipe_and_a_device_are_no_files(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    assert run(["extract", str(tmp_path / "pipe.txt"), "/dev/zero"]) == 1
    assert len(capsys.readouterr().err.splitlines()) == 2
