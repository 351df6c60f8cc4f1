"""Names whose facts need a source: networks, companies, search engines, laws, standards."""

from __future__ import annotations

import re

NETWORKS = (
    "Facebook|Instagram|Threads|WhatsApp|Messenger|LinkedIn|X|Twitter|TikTok|YouTube|Pinterest|Reddit|Snapchat|Mastodon"
    "|Bluesky|Telegram|Signal|Discord|Slack|Microsoft Teams|Skype|Tumblr|Vimeo|Quora|WeChat|Viber|Digg|Xing"
    "|Google\\+|StumbleUpon|Vine|Pocket|Delicious|Orkut|Friendster|Technorati|Periscope|Clubhouse|Klout|Storify"
)
COMPANIES = (
    "Meta|Google|Bing|Microsoft|Apple|iMessage|Adobe|Amazon|Hootsuite|Buffer|Sprout Social|Emplifi|HubSpot|Semrush"
    "|Ahrefs|Yoast|WordPress|Matomo|Plausible|GoatCounter|Search Console|Gravatar|Embedly|DuckDuckGo|Yahoo|OpenAI"
)
LAWS = (
    "FTC|Federal Trade Commission|ASA|CAP Code|Advertising Standards Authority|CMA|Competition and Markets Authority"
    "|European Commission|European Union|Digital Services Act|DSA|GDPR|UCPD|DMCC Act|ASCI|ICO|UWG|MStV|PECR"
    "|Directive|Regulation|Endorsement Guides"
)
STANDARDS = "Open Graph|JSON-LD|schema\\.org|WCAG|oEmbed|RFC|Core Web Vitals|HTML Living Standard"
# "X" is a network, but not in "X-axis", "X card" or in quotation marks as a name to fill in.
NAMED = re.compile(rf"(?<![\w#@./“\"-])(?P<name>{NETWORKS}|{COMPANIES}|{LAWS}|{STANDARDS})(?![\w-]|\.\w|\+| cards?\b)")
# Names that hold digits, and numbers that only count the parts of the text: no figures.
WITH_DIGITS = re.compile(
    r"Google Analytics 4|Web 2\.0|WCAG 2\.\d|OAuth 2|UTF-8|(?-i:\b[A-Z]\w*\d\w*\b|\b\d+[A-Z][a-z]\w*\b)"
    r"|\b(?:test|step|rule|part|point|question|station|round|table|column|figure|level)s? \d+(?:(?: and | to |, )\d+)*",
    re.IGNORECASE,
)
LIMIT = re.compile(
    r"\b(?:limit(?:ed)? (?:of|to)|at most|up to|no more than|at least|fewer than|more than)\s+"
    r"(?:one|two|three|four|five|six|seven|eight|nine|ten|twelve|twenty|thirty|fifty|a hundred|a thousand)\b"
)
FIGURE = re.compile(rf"\d|{LIMIT.pattern}")
NUMBER = re.compile(r"\d+(?:,\d{3})*(?:\.\d+)?")


def names(text: str) -> list[str]:
    """Return the names in a text whose facts need a source, each once."""
    return list(dict.fromkeys(found["name"] for found in NAMED.finditer(text)))


def has_figure(text: str) -> bool:
    """Return whether a text holds a number, a date or a limit."""
    return FIGURE.search(WITH_DIGITS.sub("", text)) is not None


def figures(text: str) -> set[str]:
    """Return the figures in a text: numbers as they are written, and limits in words."""
    shown = WITH_DIGITS.sub("", text)
    return {*NUMBER.findall(shown), *(found[0].split()[-1] for found in LIMIT.finditer(shown))}
