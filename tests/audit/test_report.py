"""What the audit prints: for people, for GitHub, for tools; and the commands."""

import json
import subprocess
import sys

import pytest
from audit.docs import checks
from audit.judge import chosen, judge
from audit.model import Level
from audit.report import annotation, as_json, as_sarif, as_text
from audit.rules import RULES
from audit.shown import counts
from audit.site import UNKNOWN, read, read_page, read_pages
from broken import ABOUT, POST, before_head_ends, in_body, meta, write
from commands import environment
from factories import ROOT

HANDLE = meta("twitter:creator", "ada")
MANIFEST = {
    "site": {"url": "https://example.org"},
    "pages": {ABOUT: {"file": "content/pages/about.md", "lines": {"title": 2, "image": 7}}},
}


@pytest.fixture
def folder(tmp_path):
    """The tiny site with an error, a warning and a hint, beside a manifest that knows one of its pages."""
    (tmp_path / ".cache").mkdir()
    (tmp_path / ".cache" / "manifest.json").write_text(json.dumps(MANIFEST), encoding="utf-8")
    changes = in_body('<a href="/post"></a>') + before_head_ends(HANDLE)
    return write(tmp_path / "output", *changes)


def run(*arguments, **variables) -> subprocess.CompletedProcess[str]:
    """Run `python -m audit`."""
    command = [sys.executable, "-m", "audit", *map(str, arguments)]
    return subprocess.run(
        command, cwd=ROOT, env=environment(**variables), capture_output=True, text=True, encoding="utf-8", check=False
    )


def test_text_is_grouped_by_page(folder):
    """A page's address stands above its findings, the worst first; the table and a summary close the report."""
    site = read(folder, manifest=folder.parent / ".cache" / "manifest.json")
    findings = judge(site, chosen())
    lines = as_text(findings, site, counts(site)).splitlines()

    assert lines[0] == "https://example.org/about/ (content/pages/about.md)"
    assert [line.split(": ")[1].split("[")[0] for line in lines[1:4]] == ["error", "warning", "hint"]
    assert lines[1].startswith(f"  {folder.as_posix()}/about/index.html:")
    assert "error[twitter-handle]: twitter:creator is “ada”; a handle with @ is accepted; write the handle" in lines[1]
    assert lines[5].split() == ["shown", "whole", "on", "title", "description", "picture"]
    assert lines[-1] == "1 error, 1 warning, 1 hint on 5 pages of https://example.org/"


def test_source_and_line(folder):
    """A finding names the file that the page was written in, and the line of the key that is to blame."""
    write(folder, *before_head_ends(meta("twitter:image", "https://example.org/gone.png")))
    site = read(folder, manifest=folder.parent / ".cache" / "manifest.json")
    (finding,) = judge(site, chosen(only=("picture-exists",)))

    assert (finding.source, finding.source_line) == ("content/pages/about.md", 7)
    assert (finding.file, finding.address) == (ABOUT, "https://example.org/about/")


def test_json_parses_back(folder):
    """All findings, and the table, come back from the JSON."""
    site = read(folder)
    findings = judge(site, chosen())
    data = json.loads(as_json(findings, site, counts(site)))

    assert [found["rule"] for found in data["findings"]] == [found.rule for found in findings]
    assert {found["level"] for found in data["findings"]} == {"error", "warning", "hint"}
    assert {network["pages"] for network in data["networks"]} == {4}
    assert data["site"] == "https://example.org"


def test_sarif_has_the_standards_form(folder):
    """Version, tool, rules and results are as SARIF 2.1.0 asks; each result names a rule by id and place."""
    site, rules = read(folder), chosen()
    findings = judge(site, rules)
    log = json.loads(as_sarif(findings, site, rules))
    (run_,) = log["runs"]
    listed = run_["tool"]["driver"]["rules"]

    assert log["version"] == "2.1.0"
    assert run_["tool"]["driver"]["name"]
    assert len({rule["id"] for rule in listed}) == len(listed) == len(RULES)
    assert len(run_["results"]) == len(findings) == 3
    for result in run_["results"]:
        location = result["locations"][0]["physicalLocation"]
        assert listed[result["ruleIndex"]]["id"] == result["ruleId"]
        assert result["level"] in ("error", "warning", "note")
        assert result["message"]["text"]
        assert location["region"]["startLine"] >= 1
        assert location["artifactLocation"]["uri"].endswith(ABOUT)


def test_annotations(folder):
    """GitHub shows a finding beside the line of the source; no sign of the message is taken for its own."""
    site = read(folder, manifest=folder.parent / ".cache" / "manifest.json")
    told = annotation(judge(site, chosen())[0], site)

    assert told.startswith("::error file=content/pages/about.md,line=1,title=twitter-handle::")
    assert "\n" not in told


@pytest.mark.parametrize(
    ("options", "code"),
    [
        ((), 1),
        (("--skip", "twitter-handle"), 0),
        (("--skip", "twitter-handle", "--fail-on", "warning"), 1),
        (("--only", "link-slash"), 0),
        (("--only", "link-slash", "--fail-on", "hint"), 1),
        (("--only", "charset,doctype", "--fail-on", "hint"), 0),
        (("--only", "no-such-rule"), 2),
    ],
)
def test_exit_code(folder, options, code):
    """1 with a finding of the level asked for, or a worse one; 2 for an id that no rule has."""
    assert run(folder, *options).returncode == code


def test_the_commands_outputs(folder, tmp_path):
    """JSON and SARIF are alone on standard output; a SARIF file comes beside the text; GitHub gets annotations."""
    sarif = tmp_path / "audit.sarif"

    assert json.loads(run(folder, "--json").stdout)["findings"]
    assert json.loads(run(folder, "--sarif", "-").stdout)["version"] == "2.1.0"
    assert "1 error" in run(folder, "--sarif", sarif).stdout
    assert json.loads(sarif.read_text(encoding="utf-8"))["version"] == "2.1.0"
    assert "::error file=content/pages/about.md" in run(folder, GITHUB_ACTIONS="true").stdout


def test_a_folder_without_pages(tmp_path):
    """What is no built site is told so."""
    result = run(tmp_path)

    assert (result.returncode, result.stdout) == (2, "")
    assert "name the folder that is published" in result.stderr


def test_the_address_is_found_in_the_pages(folder):
    """Most pages' canonical addresses tell where the site lives; an option wins."""
    assert read(folder).url == "https://example.org"
    assert read(folder, "https://example.net/blog/").url == "https://example.net/blog"


@pytest.mark.parametrize(
    ("head", "url"),
    [
        ('<link rel="canonical" href="https://a.example/blog/about/">', "https://a.example/blog"),
        ('<link rel="canonical" href="https://a.example/about">', "https://a.example"),
        ('<meta property="og:url" content="https://a.example/about/index.html">', "https://a.example"),
        ('<link rel="stylesheet" href="https://a.example/blog/theme/main.css">', "https://a.example/blog"),
        ('<link rel="stylesheet" href="https://cdn.example/other.css">', UNKNOWN),
        ('<link rel="stylesheet" href="/theme/main.css">', UNKNOWN),
    ],
)
def test_what_tells_the_address(tmp_path, head, url):
    """Canonical address or og:url, less the page's path; else an absolute address of a file in the folder."""
    for file, text in (("about/index.html", f"<!doctype html>{head}"), ("theme/main.css", "")):
        (tmp_path / file).parent.mkdir()
        (tmp_path / file).write_text(text, encoding="utf-8")

    assert read(tmp_path).url == url


def test_many_pages_are_read_on_all_cores(tmp_path):
    """What other processes read is what this one reads."""
    folder = write(tmp_path)
    files = [POST] * 400

    assert list(read_pages(folder, files)) == [read_page(folder, POST)] * 400


def test_the_list_of_checks_is_made_from_the_rules():
    """docs/checks.md is what `python -m audit.docs` prints."""
    assert (ROOT / "docs" / "checks.md").read_text(encoding="utf-8") == checks()


@pytest.mark.parametrize("rule", RULES.values(), ids=list(RULES))
def test_rules_say_where_they_come_from(rule):
    """Each has a sentence on what must hold, a remedy, and a public source with its date."""
    assert rule.summary.endswith(".")
    assert rule.fix
    assert rule.source.url.startswith("https://")
    assert len(rule.source.date) == 10
    assert rule.level in Level
