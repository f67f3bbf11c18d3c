"""What the tests of commands share."""

from __future__ import annotations

from pathlib import Path

from typer.testing import CliRunner, Result

from pipeline.cli import app


def xinwengao(*arguments: str | Path, given: bytes | None = None) -> Result:
    """A command as a user types it, with `given` at its standard input."""
    return CliRunner().invoke(app, [str(argument) for argument in arguments], input=given)
