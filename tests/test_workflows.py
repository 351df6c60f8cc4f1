"""The workflows run only code that cannot change under them, with no more rights than each job needs."""

import os
import re
import subprocess

import pytest
import yaml
from factories import ROOT

WORKFLOWS = sorted((ROOT / ".github" / "workflows").glob("*.yml"))
PUBLISH = yaml.safe_load((ROOT / ".github" / "workflows" / "publish.yml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("file", WORKFLOWS, ids=lambda file: file.name)
def test_actions_are_pinned(file):
    """A tag can be moved, a commit cannot; the tag stands beside it for those who read."""
    used = re.findall(r"uses: (.+)", file.read_text(encoding="utf-8"))

    assert used
    assert [line for line in used if not re.fullmatch(r"[\w/-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+", line)] == []


@pytest.mark.parametrize(
    ("job", "rights"),
    [
        ("build", {"contents": "read"}),
        ("deploy", {"pages": "write", "id-token": "write"}),
        ("remember", {"contents": "write"}),
    ],
)
def test_rights(job, rights):
    """What builds cannot publish, what publishes cannot write to the repository, what writes to it builds nothing."""
    assert PUBLISH["permissions"] == {}
    assert PUBLISH["jobs"][job]["permissions"] == rights


def git(*arguments: str, cwd) -> str:
    """Run git as nobody in particular, without anybody's settings; return what it prints."""
    people = {f"GIT_{who}_{what}": "a@b.example" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")}
    variables = {**os.environ, **people, "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"}
    command = ["git", *arguments]
    return subprocess.run(command, cwd=cwd, env=variables, capture_output=True, text=True, check=True).stdout


@pytest.mark.parametrize(("changed", "expected"), [(True, "changed=true\n"), (False, "")])
def test_addresses_are_sent_on_when_they_changed(tmp_path, changed, expected):
    """The list that the publish wrote, for the first time or anew, is noticed."""
    git("init", "--quiet", cwd=tmp_path)
    out = tmp_path / "out"
    out.touch()
    if changed:
        (tmp_path / "content").mkdir()
        (tmp_path / "content" / "addresses.txt").touch()
    step = next(step for step in PUBLISH["jobs"]["build"]["steps"] if step.get("id") == "addresses")
    subprocess.run(
        ["bash", "-e", "-c", step["run"]], cwd=tmp_path, env={**os.environ, "GITHUB_OUTPUT": out}, check=True
    )

    assert out.read_text(encoding="utf-8") == expected


@pytest.mark.parametrize("depth", [[], ["--depth=1"]], ids=["whole", "shallow"])
def test_addresses_are_pushed_beside_what_others_pushed(tmp_path, depth):
    """The commit holds the list alone, and goes on top of what was pushed while the site was built."""
    there, here, other = tmp_path / "there.git", tmp_path / "here", tmp_path / "other"
    git("init", "--quiet", "--bare", "--initial-branch=main", str(there), cwd=tmp_path)
    git("clone", "--quiet", there.as_uri(), str(other), cwd=tmp_path)
    for number in range(3):
        (other / "content").mkdir(exist_ok=True)
        (other / "content" / "addresses.txt").write_text(f"/{number}/\n", encoding="utf-8")
        git("add", ".", cwd=other)
        git("commit", "--quiet", "--message", f"{number}", cwd=other)
    git("push", "--quiet", "origin", "HEAD:main", cwd=other)
    git("clone", "--quiet", *depth, there.as_uri(), str(here), cwd=tmp_path)
    (other / "post.md").touch()
    git("add", ".", cwd=other)
    git("commit", "--quiet", "--message", "A post", cwd=other)
    git("push", "--quiet", "origin", "HEAD:main", cwd=other)
    (here / "content" / "addresses.txt").write_text("/new/\n", encoding="utf-8")
    step = PUBLISH["jobs"]["remember"]["steps"][-1]["run"]
    variables = {**os.environ, "GITHUB_REF_NAME": "main", "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"}
    subprocess.run(["bash", "-e", "-c", step], cwd=here, env=variables, capture_output=True, check=True)

    assert git("log", "--format=%s", "main", cwd=there).splitlines() == [
        *("Addresses that were published", "A post", "2", "1", "0")
    ]
    assert git("show", "--name-only", "--format=", "main", cwd=there).split() == ["content/addresses.txt"]
    assert git("show", "main:content/addresses.txt", cwd=there) == "/new/\n"
