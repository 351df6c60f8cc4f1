"""What a reviewer allows has a reason, and is told when nothing needs it."""

import pytest
from proofreading.exceptions import Exceptions, read_exceptions


def write(folder, text):
    file = folder / "proofreading.toml"
    file.write_text(text, encoding="utf-8")
    return file


def test_allows(tmp_path):
    """A text is allowed that holds one of its table; white space counts for nothing."""
    found = read_exceptions(write(tmp_path, '[repeated]\n"General information" = "the law asks for it"\n'))

    assert found.allows("repeated", "This is General\ninformation only.")
    assert not found.allows("repeated", "Other information.")
    assert not found.allows("claims", "General information")


def test_idle(tmp_path):
    """An entry that nothing needed is told with its line."""
    file = write(tmp_path, '[repeated]\n"Needed" = "a reason"\n\n"Idle" = "a reason"\n')
    found = read_exceptions(file)
    found.allows("repeated", "Needed here")

    assert [(finding.line, finding.found) for finding in found.idle()] == [
        (4, 'the exception "Idle" under [repeated] allows nothing')
    ]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('[repeated]\n"A" = " "\n', "has no reason"),
        ('[repeated]\n"A" = 3\n', "has no reason"),
        ('[repaeted]\n"A" = "b"\n', "no table of exceptions; there are http"),
        ('http = "b"\n', "no table of exceptions"),
        ("[http\n", "Expected"),
    ],
)
def test_mistakes(tmp_path, text, message):
    """A file that says something else is refused."""
    with pytest.raises(ValueError, match=message):
        read_exceptions(write(tmp_path, text))


def test_no_file(tmp_path):
    """Without a file nothing is allowed, and nothing idle."""
    found = read_exceptions(tmp_path / "none.toml")

    assert found == Exceptions()
    assert list(found.idle()) == []
