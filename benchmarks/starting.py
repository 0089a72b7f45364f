"""How long it takes until `emul --help` stands on the screen, beside a hello-world Typer application."""

from __future__ import annotations

from pathlib import Path

from benchmarks.figures import Figure, Part
from benchmarks.processes import best_of, python

ROUNDS = 15
AT_MOST = 1.25
HELLO = '''import typer

app = typer.Typer()


@app.command()
def hello(name: str) -> None:
    """Say hello."""
    print(f"Hello {name}")


if __name__ == "__main__":
    app()
'''


def starting(folder: Path) -> Part:
    """Whole processes."""
    hello = folder / "hello.py"
    hello.write_text(HELLO, encoding="utf-8")
    found = best_of(
        ROUNDS,
        {
            "python -c pass": python("-c", "pass"),
            "hello-world Typer --help": python(str(hello), "--help"),
            "emul --help": python("-m", "emulation_cli", "--help"),
            "emul tally --help": python("-m", "emulation_cli", "tally", "--help"),
        },
    )
    base = found["hello-world Typer --help"].seconds
    asked = {"emul --help": (AT_MOST, "help"), "emul tally --help": (None, "")}
    rows = (
        Figure(name, one.seconds * 1000, one.megabytes, one.seconds / base, "hello", *asked[name])
        if name in asked
        else Figure(name, one.seconds * 1000, one.megabytes)
        for name, one in found.items()
    )
    return Part("Start-up, whole process", "ms", tuple(rows))
