"""Tags in an address that tell analytics where a visit comes from: how they are written, and put into the address.

`theme/static/js/utm.js` does the same in a browser: change both together, a test holds them against each other.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from unicodedata import category, normalize
from urllib.parse import quote, urlencode, urlsplit, urlunsplit

# https://support.google.com/analytics/answer/10917952
PREFIX = "utm_"
REQUIRED = ("source", "medium", "campaign")
OPTIONAL = ("content", "term")
# One for each of the channels into which Google Analytics sorts visits by their medium; any other word is "Unassigned".
# https://support.google.com/analytics/answer/9756891
COMMON_MEDIUMS = ("social", "email", "cpc", "paid_social")
RARE_MEDIUMS = ("display", "referral", "affiliate", "video", "audio", "sms", "push")
MEDIUMS = (*COMMON_MEDIUMS, *RARE_MEDIUMS)
ACCENTS = re.compile("(?<=[a-z])[\u0300-\u036f]+")
LETTERS = "LMN"  # first letters of Unicode's categories: letters, marks on them, numbers


def percent_encoded(parameters: Sequence[tuple[str, str]]) -> str:
    """Return a query with every value percent-encoded, a space as %20; empty values are left out.

    Not `+` for a space: mail programs and several apps show it as a plus.
    """
    return urlencode([(name, value) for name, value in parameters if value], quote_via=quote, safe="")


def tagged(url: str, **tags: str) -> str:
    """Return `url` with tags such as source="x" after its own query and before its fragment.

    Tags that it had are left out, of empty ones nothing is said.
    """
    parts = urlsplit(url)
    own = [parameter for parameter in parts.query.split("&") if parameter and not is_tag(parameter)]
    utm = percent_encoded([(f"{PREFIX}{name}", value) for name, value in tags.items()])
    return urlunsplit(parts._replace(query="&".join(filter(None, [*own, utm]))))


def is_tag(parameter: str) -> bool:
    return parameter.lower().startswith(PREFIX)


def conventional(value: str) -> str:
    """Return a tag's value as it should be written: small letters without accents, hyphens for spaces and signs.

    Analytics take “LinkedIn” and “linkedin” for two sources. Letters of other scripts stay.
    """
    decomposed = normalize("NFD", value.lower().replace("ß", "ss"))
    letters = normalize("NFC", ACCENTS.sub("", decomposed))
    signs = "".join(sign if sign == "." or category(sign)[0] in LETTERS else " " for sign in letters)
    return "-".join(signs.split())
