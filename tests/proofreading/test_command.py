"""`python -m proofreading` prints findings by file and line, then a table; its exit code tells if there are any."""

import pytest
from commands import run

POST = """\
Title: A post
Question: What is it?
Summary: {summary}

1 + 1 = {result}. A short text, then.
"""


@pytest.fixture
def content(tmp_path):
    """A folder of content with two posts, the first with a wrong sum."""
    (tmp_path / "content" / "posts").mkdir(parents=True)
    for name, result in (("a", 3), ("b", 2)):
        text = POST.format(summary=name, result=result).replace("What is it", f"What is {name}{name}")
        (tmp_path / "content" / "posts" / f"{name}.md").write_text(text, encoding="utf-8")
    return tmp_path


def test_findings(content):
    """Each finding is a line; below them stands a row for each post; the exit code is 1."""
    result = run("proofreading", cwd=content)

    assert result.returncode == 1
    lines = result.stdout.splitlines()
    assert 'content/posts/a.md:5: "1 + 1 = 3" comes to 2 – correct the sum, or the digits shown' in lines
    header = next(number for number, line in enumerate(lines) if line.startswith("file "))
    assert [line.split()[0] for line in lines[header + 1 : header + 3]] == ["a.md", "b.md"]
    assert lines[header + 1].split()[6] == "1"  # sums
    assert lines[-1].endswith("in 2 of 2 files")


def test_another_language(content):
    """Grade and sums, which are read as English writes them, are left open."""
    (content / "content" / "posts" / "b.md").write_text(
        "Title: B\nLang: fr\n\nUn texte : 1 + 1 = 2.\n", encoding="utf-8"
    )
    result = run("proofreading", "content/posts/b.md", cwd=content)
    line = next(line for line in result.stdout.splitlines() if line.startswith("b.md "))

    assert line.split()[5:7] == ["–", "–"]


def test_one_file(content):
    """Only the named file is told of."""
    result = run("proofreading", "content/posts/b.md", cwd=content)

    assert "a.md" not in result.stdout
    assert "b.md" in result.stdout


def test_a_folder(content):
    """A folder stands for the files in it, one that holds none for nothing."""
    (content / "empty").mkdir()

    assert run("proofreading", "content/posts", cwd=content).stdout == run("proofreading", cwd=content).stdout
    assert run("proofreading", "empty", cwd=content).stdout.endswith("no findings in 0 of 2 files\n")


def test_odd_files(content):
    """Nothing but white space, no front matter, and lines that end as on Windows are read."""
    for name, text in (("empty", ""), ("bare", "Text without keys."), ("crlf", "Title: A\r\n\r\n1 + 1 = 3.\r\n")):
        (content / f"{name}.md").write_bytes(text.encode())
    result = run("proofreading", "empty.md", "bare.md", "crlf.md", cwd=content)

    assert result.stderr == ""
    assert "crlf.md:3: " in result.stdout


def test_nothing_found(content):
    """Without findings the exit code is 0, and the table stands all the same."""
    (content / "content" / "posts").rename(content / "content" / "pages")
    (content / "content" / "pages" / "a.md").unlink()
    result = run("proofreading", "content/pages/b.md", cwd=content)

    assert (result.returncode, result.stderr) == (0, "")
    assert result.stdout.splitlines()[-1] == "no findings in 1 of 1 files"


@pytest.mark.parametrize("arguments", [["nothing.md"], ["--content", "nowhere"]])
def test_misused(content, arguments):
    """A file that is not there is told, and is no finding."""
    result = run("proofreading", *arguments, cwd=content)

    assert result.returncode == 2
    assert result.stderr.startswith("there is no ")


def test_bad_exceptions(content):
    """Exceptions that cannot be read stop it."""
    (content / "content" / "proofreading.toml").write_text("[nothing]\n", encoding="utf-8")

    assert run("proofreading", cwd=content).returncode == 2


def test_unreadable_file(content):
    """A file that cannot be taken apart is a finding, and the others are read."""
    (content / "content" / "posts" / "c.md").write_bytes(b"Title: \xff\n\nText.\n")
    result = run("proofreading", cwd=content)

    assert "content/posts/c.md:1: this is no UTF-8 – save it as UTF-8" in result.stdout
    assert "a.md" in result.stdout
