"""A new workspace on disk: cluster.xlsx, decisions.xlsx, its folders, on Windows files to double-click."""

from __future__ import annotations

import shutil
from pathlib import Path

from emulation_cli.cluster.decisions import Decisions
from emulation_cli.cluster.decisions_file import read_decisions
from emulation_cli.cluster.model import Cluster
from emulation_cli.files import replacing, resource
from emulation_cli.forms.decisions import write_decisions
from emulation_cli.forms.definition import write_definition
from emulation_cli.forms.sheet import is_untouched
from emulation_cli.problems import EmulError
from emulation_cli.workspace import CLUSTER_FILE, DECISIONS_FILE

FOLDERS = ("sheets", "collected", "reports")
COMMANDS = ("sheets", "check", "tally", "report")
NOT_COPIED = ("expected", "reports")  # what the tests hold an example to, and what it would yield
# Windows: UTF-8 for Vietnamese letters, the workspace whatever folder it is in, the window kept open to be read.
COMMAND_FILE = """\
@echo off
chcp 65001 >nul
cd /d "%~dp0"
where emul >nul 2>nul
if errorlevel 1 (py -m emulation_cli {command}) else (emul {command})
pause
"""


def make_workspace(folder: Path, cluster: Cluster, language: str = "vi", commands: bool = False) -> Path:
    """Write a cluster's workspace and return its cluster.xlsx. Raises EmulError `workspace-exists`."""
    target = _free(folder)
    _furnish(folder, commands)
    with replacing(target) as temporary:
        write_definition(temporary, cluster, language=language)
    if not (folder / DECISIONS_FILE).exists():
        make_decisions(folder / DECISIONS_FILE, cluster, language)
    return target


def make_decisions(target: Path, cluster: Cluster, language: str = "vi") -> None:
    """Write an empty decisions.xlsx. One that nobody has used yet is made again, for the units and criteria that it
    offers are those of its day. Raises EmulError `decisions-exists` for any other."""
    if target.exists() and not (is_untouched(target) and read_decisions(target, cluster) == (Decisions(), [])):
        raise EmulError("decisions-exists", file=target)
    with replacing(target) as temporary:
        write_decisions(temporary, cluster, language=language)


def copy_example(folder: Path, name: str, commands: bool = False) -> Path:
    """Copy a shipped example with its collected sheets. Raises EmulError `workspace-exists`."""
    target = _free(folder)
    shutil.copytree(resource("examples") / name, folder, dirs_exist_ok=True, ignore=shutil.ignore_patterns(*NOT_COPIED))
    _furnish(folder, commands)
    return target


def examples() -> list[str]:
    """The names of the shipped examples."""
    return sorted(path.parent.name for path in resource("examples").glob(f"*/{CLUSTER_FILE}"))


def _free(folder: Path) -> Path:
    """Where cluster.xlsx goes, when nothing is there: what a cluster agreed is never overwritten."""
    target = folder / CLUSTER_FILE
    if target.exists():
        raise EmulError("workspace-exists", file=target)
    return target


def _furnish(folder: Path, commands: bool) -> None:
    for name in FOLDERS:
        (folder / name).mkdir(parents=True, exist_ok=True)
    for number, command in enumerate(COMMANDS, 1):
        if commands:
            script = COMMAND_FILE.format(command=command).replace("\n", "\r\n")
            (folder / f"{number}-{command}.cmd").write_bytes(script.encode("ascii"))
