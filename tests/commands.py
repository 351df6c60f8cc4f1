"""Our commands, run as a shell would, at the cost of their work alone: forked from a process that has imported all."""

import atexit
import json
import os
import subprocess
import sys
import tempfile
from functools import cache
from pathlib import Path

# Reads a command a line, runs it in a child of its own, and writes its exit code.
SERVER = """
import json, os, runpy, sys, traceback
import audit.command, publishing.__main__, publishing.pelican
import pelican.generators, pelican.plugins._utils, pelican.writers

def run(job):
    os.chdir(job["cwd"])
    sys.path[0] = job["cwd"]
    os.environ.clear()
    os.environ.update(job["environment"])
    for number, path in ((1, job["out"]), (2, job["err"])):
        os.dup2(os.open(path, os.O_WRONLY), number)
    sys.argv = [job["module"], *job["arguments"]]
    try:
        runpy.run_module(job["module"], run_name="__main__", alter_sys=True)
    except SystemExit as end:
        return end.code if isinstance(end.code, int) else int(end.code is not None)
    except BaseException:
        traceback.print_exc()
        return 1
    return 0

del sys.modules["publishing.__main__"]
for line in sys.stdin:
    child = os.fork()
    if not child:
        code = run(json.loads(line))
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code)
    print(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), flush=True)
"""
ROOT = Path(__file__).parent.parent


def environment(**changes: str) -> dict[str, str]:
    """Return the environment in which our commands run."""
    return {**os.environ, "PYTHONPATH": str(ROOT / "plugins"), "PYTHONHASHSEED": "0", **changes}


@cache
def server() -> subprocess.Popen[str]:
    """Return the process that forks, one for each that runs tests."""
    started = subprocess.Popen(
        [sys.executable, "-c", SERVER],
        env=environment(),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    atexit.register(stop, started)
    return started


def stop(process: subprocess.Popen[str]) -> None:
    process.stdin.close()
    process.stdout.close()
    process.wait()


def run(module: str, *arguments: str, cwd: Path = ROOT, **changes: str) -> subprocess.CompletedProcess[str]:
    """Return what came of `python -m module arguments` in a folder, with changes to the environment."""
    command = [sys.executable, "-m", module, *arguments]
    if not hasattr(os, "fork"):
        variables = environment(**changes)
        return subprocess.run(command, cwd=cwd, env=variables, capture_output=True, encoding="utf-8", check=False)
    with tempfile.NamedTemporaryFile() as out, tempfile.NamedTemporaryFile() as err:
        job = {"module": module, "arguments": arguments, "cwd": str(cwd), "out": out.name, "err": err.name}
        print(json.dumps({**job, "environment": environment(**changes)}), file=server().stdin, flush=True)
        code = int(server().stdout.readline())
        told = (Path(file.name).read_text(encoding="utf-8") for file in (out, err))
        return subprocess.CompletedProcess(command, code, *told)
