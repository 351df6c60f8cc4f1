"""Our commands, run as a shell would, at the cost of their work alone: forked from a process that has imported all."""

import atexit
import json
import os
import subprocess
import sys
import tempfile
from functools import cache
from pathlib import Path

# Reads a job a line and answers with a line. A command runs in a child of its own, a group by itself: the answer is its
# number. For the number of a child it is the exit code, once that is over; where nobody waits, null until then.
SERVER = """
import gc, json, os, runpy, signal, sys, traceback
import audit.command, publishing.__main__, publishing.pelican
import pelican.generators, pelican.plugins._utils, pelican.writers
sys.path.append(sys.argv[1])
import clock, warm
warm.up()
sys.path.remove(sys.argv[1])
gc.collect()
gc.freeze()

def run(job):
    # Whoever starts the tests in the background may have told all its children to ignore Ctrl-C.
    signal.signal(signal.SIGINT, signal.default_int_handler)
    os.chdir(job["cwd"])
    sys.path[0] = job["cwd"]
    os.environ.clear()
    os.environ.update(job["environment"])
    for number, path in ((1, job["out"]), (2, job["err"])):
        os.dup2(os.open(path, os.O_WRONLY), number)
    if "CLOCK" in os.environ:
        clock.stop(os.environ["CLOCK"])
    sys.argv = [job["module"], *job["arguments"]]
    try:
        runpy.run_module(job["module"], run_name="__main__", alter_sys=True)
    except SystemExit as end:
        return end.code if isinstance(end.code, int) else int(end.code is not None)
    except BaseException:
        traceback.print_exc()
        return 1
    return 0

def start(job):
    child = os.fork()
    if not child:
        code = run(job)
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code)
    os.setpgid(child, child)
    return child

def code_of(child, waits):
    found, status = os.waitpid(child, 0 if waits else os.WNOHANG)
    return os.waitstatus_to_exitcode(status) if found else None

for line in sys.stdin:
    job = json.loads(line)
    print(json.dumps(start(job) if "module" in job else code_of(**job)), flush=True)
"""
# They change what is printed, and whoever runs the tests may have set them.
LEFT_OUT = ("DEBUG", "GITHUB_ACTIONS")
ROOT = Path(__file__).parent.parent


def environment(**changes: str) -> dict[str, str]:
    """Return the environment in which our commands run. `CLOCK` is what theirs shall show; see `clock.stop`."""
    inherited = {name: value for name, value in os.environ.items() if name not in LEFT_OUT}
    return {**inherited, "PYTHONPATH": str(ROOT / "plugins"), "PYTHONHASHSEED": "0", **changes}


@cache
def server() -> subprocess.Popen[str]:
    """Return the process that forks, one for each that runs tests."""
    started = subprocess.Popen(
        [sys.executable, "-c", SERVER, str(Path(__file__).parent)],
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


def served(**job: object) -> int | None:
    """Return what the server answers to a job."""
    print(json.dumps(job), file=server().stdin, flush=True)
    return json.loads(server().stdout.readline())


class Started:
    """`python -m module arguments` in a folder, under way in a group of processes of its own; not on Windows.

    It is asked and waited for like what `subprocess.Popen` returns.
    """

    def __init__(self, module: str, *arguments: str, cwd: Path, **changes: str) -> None:
        self.told = [tempfile.NamedTemporaryFile() for _ in range(2)]  # noqa: SIM115 (read when it is over)
        out, err = (file.name for file in self.told)
        job = {"module": module, "arguments": arguments, "cwd": str(cwd), "out": out, "err": err}
        self.pid = served(**job, environment=environment(**changes))
        self.returncode: int | None = None

    def poll(self) -> int | None:
        """Return the exit code, None while it runs."""
        return self.code(waits=False)

    def communicate(self) -> tuple[str, str]:
        """Return what it told on standard output and standard error once it is over."""
        self.code(waits=True)
        told = [Path(file.name).read_text(encoding="utf-8") for file in self.told]
        for file in self.told:
            file.close()
        return told[0], told[1]

    def code(self, *, waits: bool) -> int | None:
        if self.returncode is None:
            self.returncode = served(child=self.pid, waits=waits)
        return self.returncode


def run(module: str, *arguments: str, cwd: Path = ROOT, **changes: str) -> subprocess.CompletedProcess[str]:
    """Return what came of `python -m module arguments` in a folder, with changes to the environment."""
    command = [sys.executable, "-m", module, *arguments]
    if not hasattr(os, "fork"):
        variables = environment(**changes)
        return subprocess.run(command, cwd=cwd, env=variables, capture_output=True, encoding="utf-8", check=False)
    process = Started(module, *arguments, cwd=cwd, **changes)
    told = process.communicate()
    return subprocess.CompletedProcess(command, process.returncode, *told)
