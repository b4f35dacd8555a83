"""The workflows as data, and their steps run as a runner runs them: in a shell, with the environment of the step."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import yaml

from tests.golden import ROOT

WORKFLOWS = ROOT / ".github" / "workflows"
_EXPRESSION = re.compile(r"\$\{\{ ([\w.]+) \}\}")


def workflow(name: str) -> Any:
    """A workflow; every value is text."""
    return yaml.load((WORKFLOWS / name).read_text("utf-8"), Loader=yaml.CBaseLoader)


def steps(name: str) -> list[dict[str, Any]]:
    """All steps of a workflow, job by job."""
    return [step for job in workflow(name)["jobs"].values() for step in job["steps"]]


def run_step(
    name: str, step: str, folder: Path, event: Any, context: dict[str, str], environment: dict[str, str]
) -> subprocess.CompletedProcess[str]:
    """Run the script of a step in `folder`, as GitHub's runner does: `bash -e {0}`, variables from the environment.

    `event` is the payload, `context` what `github.…` stands for beside it, `environment` what the runner sets.
    """
    (found,) = (one for one in steps(name) if one.get("name") == step)
    path = folder.parent / "event.json"
    path.write_text(json.dumps(event), "utf-8")
    script = folder.parent / "script.sh"
    script.write_text(found["run"], "utf-8")
    own = {
        key: _EXPRESSION.sub(lambda m: _value(m[1], event, context), value)
        for key, value in found.get("env", {}).items()
    }
    paths = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    base = {"PATH": paths, "HOME": str(folder.parent), "GITHUB_EVENT_PATH": str(path), "LC_ALL": "C.UTF-8"}
    return subprocess.run(
        ["bash", "--noprofile", "--norc", "-e", "-o", "pipefail", str(script)],
        cwd=folder, env={**base, **environment, **own}, capture_output=True, text=True, encoding="utf-8", check=False,
    )  # fmt: skip


def _value(expression: str, event: Any, context: dict[str, str]) -> str:
    if expression in context:
        return context[expression]
    found = event
    for key in expression.removeprefix("github.event.").split("."):
        found = found[key]
    return str(found)
