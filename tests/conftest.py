"""What several tests share."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

CACHING = ("emulation_cli.scoring.", "emulation_cli.intake.", "emulation_cli.scores")

ROOT = Path(__file__).resolve().parents[1]
BESIDE = ROOT.parent / "shared" / "ooxml"
# For the benchmarks' cluster; last, so that the installed package is what is tested – under mutmut the mutated copy is.
sys.path.insert(0 if "MUTANT_UNDER_TEST" in os.environ else len(sys.path), str(ROOT))


@pytest.fixture(scope="session")
def validate() -> Callable[..., None]:
    """Assert that the parts of docx and xlsx files are valid against the ECMA-376 schemas (see EMUL_OOXML)."""
    schemas = Path(os.environ.get("EMUL_OOXML", BESIDE)) / "validate.py"
    if not schemas.exists():
        pytest.skip("the ECMA-376 schemas are not here (EMUL_OOXML, or ../shared/ooxml beside the repository)")

    def check(*files: Path) -> None:
        command = [sys.executable, schemas, *files]
        found = subprocess.run(command, capture_output=True, encoding="utf-8", check=False)
        assert found.returncode == 0, found.stdout + found.stderr

    return check


if "MUTANT_UNDER_TEST" in os.environ:

    @pytest.fixture(autouse=True)
    def nothing_remembered() -> None:
        """Under mutmut no test may find what an earlier one had computed: with it, nothing mutated would run."""
        for module in [one for name, one in sys.modules.items() if name.startswith(CACHING)]:
            for value in list(vars(module).values()):
                if hasattr(value, "cache_clear"):
                    value.cache_clear()
