"""Every benchmark starts from the checkout by the command that its docstring and the docs give, with nothing set up."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SCRIPTS = sorted((ROOT / "benchmarks").glob("*.py"))


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda one: one.stem)
def test_it_starts_as_a_module_and_says_so(script):
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    shown = subprocess.run(
        [sys.executable, "-m", f"benchmarks.{script.stem}", "--help"],
        cwd=ROOT, env=environment, capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip
    assert (shown.returncode, shown.stderr) == (0, "")
    assert f"python -m benchmarks.{script.stem}" in "".join(script.read_text(encoding="utf-8").splitlines()[:3])


def test_no_document_gives_another_command():
    for page in (ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))):
        assert not re.search(r"python benchmarks/", page.read_text(encoding="utf-8")), page.name
