"""Values lose what editors and copying add, and nothing else."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from writing.front_matter import FrontMatterError
from writing.tidy import read, tidied_value


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("true", "true"),
        # spaces and signs that nobody sees
        ("Social\u00a0media", "Social media"),
        ("2026-11-03\u202f09:00", "2026-11-03 09:00"),
        ("true\u200b", "true"),
        ("\ufeffSMO\u200e", "SMO"),
        # those that join letters stay
        ("\U0001f469\u200d\U0001f4bb", "\U0001f469\u200d\U0001f4bb"),
        # quotes of a word processor
        ("“2026-11-03”", "2026-11-03"),
        ("„Social media“", "Social media"),
        ("«a»", "a"),
        ("“a” and “b”", "“a” and “b”"),
        # remarks
        ("true # not yet", "true"),
        ("# none yet", ""),
        ("C# basics", "C# basics"),
        ("https://example.org/#part", "https://example.org/#part"),
    ],
)
def test_names_dates_and_paths(value, expected):
    """What is compared or looked up has nothing in it that cannot be seen."""
    assert tidied_value("category", value) == expected


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ('["a", "b"]', ("a", "b")),
        ("[a, b c]", ("a", "b c")),
        ("[]", ()),
        ("a, b", "a, b"),
        ("[a, b", "[a, b"),
        ("[a] and b", "[a] and b"),
        (("a\u00a0b", "“c”"), ("a b", "c")),
    ],
)
def test_lists(value, expected):
    """Keys that may hold several values take a list in brackets."""
    assert tidied_value("tags", value) == expected


@given(st.text(min_size=1).map(str.strip).filter(lambda text: text and text[0].isalnum() and text[-1].isalnum()))
def test_what_readers_see_stays(text):
    """A title is shown exactly as it is written."""
    assert tidied_value("title", text) == text


@pytest.mark.parametrize("key", ["title", "share_text_linkedin", "unheard_of"])
@pytest.mark.parametrize("text", ["“Quoted”", "A\u00a0b", "Part # 1", "[a, b]"])
def test_what_readers_see_has_its_signs(key, text):
    """Typographic quotes, spaces that do not break and number signs belong to prose, and to keys that nobody knows."""
    assert tidied_value(key, text) == text


def test_files_are_read_tidy():
    """Both come together: the parts of a file, and values as they were meant."""
    document = read("Title: A\n Draft: “true”\n\nText.\n")

    assert document.fields["draft"].value == "true"
    with pytest.raises(FrontMatterError):
        read("---\ntitle: A\n")
