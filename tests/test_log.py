"""The log beside the results: a line a run, nothing of it in the results."""

from __future__ import annotations

from pathlib import Path

from factories import make_results

from emulation_cli.reports.outputs import write_outputs


def test_a_run_adds_a_line_and_results_stay_the_same_bytes(tmp_path: Path) -> None:
    results = make_results(3)
    first = [path.read_bytes() for path in write_outputs(results, tmp_path, ("json", "md", "docx", "xlsx"), "vi")]
    again = [path.read_bytes() for path in write_outputs(results, tmp_path, ("json", "md", "docx", "xlsx"), "vi")]
    lines = (tmp_path / "emul.log").read_text(encoding="utf-8").splitlines()
    assert first == again
    assert len(lines) == 2
    assert all(f" emul {results.tool['version']} official units=3 " in line for line in lines)
    assert lines[0].split()[-4:] == lines[1].split()[-4:]
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted(
        ["results.json", "bang-xep-hang.md", "bao-cao.docx", "tong-hop.xlsx", "emul.log"]
    )
