"""How many syllables an English word has, by its letters.

A count for reading grades, which needs the mean of a thousand words and not each of them: the table in
tests/proofreading/test_syllables.py says how far it may be off. Hyphenation (pyphen, en_GB) was measured on the same
words and misses a fifth of the syllables, since a word is not broken at all of them; textstat brings that or a corpus
that it downloads.
"""

from __future__ import annotations

import re
from functools import lru_cache

VOWELS = re.compile(r"[aeiouy]+")
SPOKEN_NOT = re.compile(r"[bdgkpsvz]n't$")
APOSTROPHE = re.compile(r"'.*$|n't$")
# Endings without a vowel that are a syllable all the same: "algorithm", "journalism".
MURMURED = re.compile(r"(?:th|s)ms?$")
# The first parts of compounds, with an e that is written and not spoken: "somebody", "website", "timeline", "every".
FIRST_PART = re.compile(
    r"(some|home|time|site|there|where|page|like|life|note|name|type|date|base|fore|guide|safe|wide|store|case|else|eve)"
    r"(?=[bcdfghjklmnpqrstvwxyz]\w\w|ry|ty)"
)
SILENT_UE = re.compile(r"(?<=[gq])ue(?=s?$)")
FRENCH_RE = re.compile(r"(?<=[^aeiouy])re(?=s?$)")  # "centre" is spoken as "center"
# "share", "rules", "shared", "engagement", "likely"; but "table", "services", "needed" are spoken with it.
SILENT_E = re.compile(
    r"(?<=[a-z])(?<![^aeiouyr]l)(?:e(?=$|ly$|ments?$|ful$|less$|ness$)|(?<![szxcg])(?<![cs]h)e(?=s$)|(?<![td])e(?=d$))"
)
# Vowels side by side that are more than one syllable, behind the first of them.
PARTED = re.compile(
    r"(?<![tcsgi])i(?=a(?!ge|l?ly$)|o(?!n)|u[ms])|(?<=[rlhdxctq])i(?=et)|(?<=u)i(?=et)|(?<=[rlhdn])i(?=en[ct])"
    r"|(?<=cr)e(?=at)|(?<=r)e(?=a[cl][tq]|us)|(?<=[dr])e(?=as?$)|(?<=the)a(?=tre)|(?<=vid)e(?=o)|(?<=[rt])e(?=o)"
    r"|(?<=[nts])u(?=al|at|en|in[eg])|(?<=[frl])u(?=el|in|id)|(?<=[lcp])o(?=e[mtf])|o(?=oper)|(?<=a)o(?=s$)"
    r"|[aeiouy](?=ings?$)|(?<=\w)y(?=[aeo])"
)
EXCEPTIONS = {
    "business": 2,
    "businesses": 3,
    "audience": 3,
    "audiences": 4,
    "opinion": 3,
    "opinions": 3,
    "people": 2,
    "hundred": 2,
    "hundreds": 2,
}


@lru_cache(maxsize=16_384)
def syllables(word: str) -> int:
    """Return the syllables of a word, 1 or more."""
    lower = word.lower().replace("’", "'")
    stem = APOSTROPHE.sub("", lower)
    if stem in EXCEPTIONS:
        return EXCEPTIONS[stem]
    unvowelled = bool(SPOKEN_NOT.search(lower)) + bool(MURMURED.search(stem))
    stem = FIRST_PART.sub(lambda found: found[0].removesuffix("e"), stem)
    stem = SILENT_E.sub("", FRENCH_RE.sub("er", SILENT_UE.sub("", stem)))
    return max(1, len(VOWELS.findall(PARTED.sub(lambda found: f"{found[0]}'", stem))) + unvowelled)
