"""Templates, examples and texts are found from a wheel, from a wheel made of the sdist, and from an editable install.

Each is built from the working tree, installed apart from everything else in a folder whose name has a space and
Vietnamese letters, and asked from an empty folder by a Python that sees nothing but it and the standard library.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
import sysconfig
import tarfile
import zipfile
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parent.parent
WAYS = ("wheel", "sdist", "editable")
NEVER = re.compile(r"/\.(?!gitignore)|__pycache__|examples/[^/]+/reports/|~\$")

EDITABLE = "import sys, hatchling.build; print(hatchling.build.build_editable(sys.argv[1]))"
# What an installed package says of itself; addsitedir reads the .pth file that an editable install consists of.
ASK = """
import json, site, sys
site.addsitedir(sys.argv[1])
import emulation_cli
from emulation_cli.catalogue import text
from emulation_cli.files import resource
found = {name: resource(name) for name in ("templates", "examples")}
print(json.dumps({
    "package": emulation_cli.__file__,
    "folders": {name: str(folder) for name, folder in found.items()},
    "template": (found["templates"] / "bao-cao.docx").is_file(),
    "cluster": (found["examples"] / "cum-2" / "cluster.xlsx").is_file(),
    "sheets": sum(1 for _ in (found["examples"] / "cum-2" / "collected").rglob("*.xlsx")),
    "about": [text(language, "cli", "about") for language in ("vi", "en")],
}))
"""
VERSION = "import sys; sys.path[:0] = [sys.argv.pop(1)]; from emulation_cli.__main__ import main; main()"


def python(*arguments: str | Path, cwd: Path = ROOT) -> str:
    command = [sys.executable, "-X", "utf8", *map(str, arguments)]
    run = subprocess.run(command, cwd=cwd, capture_output=True, encoding="utf-8", check=False, timeout=120)
    assert run.returncode == 0, run.stderr[-3000:]
    return run.stdout


def hatch(kind: str, folder: Path, source: Path) -> Path:
    python("-m", "hatchling", "build", "-t", kind, "-d", folder, cwd=source)
    return next(path for path in folder.iterdir() if path.suffix in (".whl", ".gz"))


def parts(wheel: Path) -> list[str]:
    with zipfile.ZipFile(wheel) as archive:
        return archive.namelist()


def members(sdist: Path) -> list[str]:
    with tarfile.open(sdist) as archive:
        return archive.getnames()


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("packaging") / "Cụm thi đua số 2"
    (folder / "empty").mkdir(parents=True)
    return folder


@pytest.fixture(scope="module")
def wheel(place: Path) -> Path:
    return hatch("wheel", place / "from tree", ROOT)


@pytest.fixture(scope="module")
def sdist(place: Path) -> Path:
    return hatch("sdist", place / "source", ROOT)


@pytest.fixture(scope="module")
def from_sdist(place: Path, sdist: Path) -> Path:
    with tarfile.open(sdist) as archive:
        archive.extractall(place / "unpacked", filter="data")
    (source,) = (place / "unpacked").iterdir()
    return hatch("wheel", place / "from sdist", source)


@pytest.fixture(scope="module")
def editable(place: Path) -> Path:
    folder = place / "link"
    folder.mkdir()
    return folder / python("-c", EDITABLE, folder).strip()


@pytest.fixture(scope="module", params=WAYS)
def installed(request: pytest.FixtureRequest, place: Path) -> tuple[str, Path]:
    """How it was installed, and the folder that holds it."""
    way = str(request.param)
    package = request.getfixturevalue({"wheel": "wheel", "sdist": "from_sdist", "editable": "editable"}[way])
    target = place / f"installed {way}"
    python("-m", "pip", "install", "-q", "--no-deps", "--no-index", "--no-compile", "--target", target, package)
    return way, target


@pytest.fixture(scope="module")
def told(installed: tuple[str, Path], place: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(python("-I", "-S", "-c", ASK, installed[1], cwd=place / "empty"))
    return found


def test_package_is_the_installed_one(installed: tuple[str, Path], told: dict[str, Any]) -> None:
    way, target = installed
    home = ROOT if way == "editable" else target
    assert Path(told["package"]) == home / "emulation_cli" / "__init__.py"


def test_folders_that_ship_are_found(installed: tuple[str, Path], told: dict[str, Any]) -> None:
    way, target = installed
    home = ROOT if way == "editable" else target / "emulation_cli"
    assert told["folders"] == {name: str(home / name) for name in ("templates", "examples")}
    assert (told["template"], told["cluster"]) == (True, True)
    assert told["sheets"] == len(list((ROOT / "examples" / "cum-2" / "collected").rglob("*.xlsx"))) > 0


def test_texts_are_found(told: dict[str, Any]) -> None:
    vietnamese, english = told["about"]
    assert "xếp hạng" in vietnamese
    assert english and english != vietnamese


def test_command_runs(installed: tuple[str, Path], place: Path) -> None:
    way, target = installed
    home = ROOT if way == "editable" else target
    script = next(target.glob("*.dist-info")) / "entry_points.txt"
    assert "emul = emulation_cli.__main__:main" in script.read_text(encoding="utf-8")
    libraries = sysconfig.get_path("purelib")
    asked = f"import sys; sys.path.append({libraries!r}); {VERSION}"
    assert python("-I", "-S", "-c", asked, home, "--version", cwd=place / "empty").startswith("emul ")


def test_nothing_else_ships(wheel: Path, sdist: Path, from_sdist: Path) -> None:
    names = {wheel: parts(wheel), from_sdist: parts(from_sdist), sdist: members(sdist)}
    assert [name for found in names.values() for name in found if NEVER.search(name)] == []
    tops = {name.partition("/")[0] for name in names[wheel]}
    assert {top.partition("-")[0] for top in tops} == {"emulation_cli"}
    assert sorted(names[wheel]) == sorted(names[from_sdist])


def test_sdist_has_what_tests_need(sdist: Path) -> None:
    names = {name.partition("/")[2] for name in members(sdist)}
    tops = {name.partition("/")[0] for name in names}
    assert tops >= {"emulation_cli", "templates", "examples", "tests", "benchmarks", "docs", "README.vi.md", "LICENSE"}
