"""The tests' own tiny site: the real settings, with content of one situation a file."""

import os
import sys
from pathlib import Path

HERE = Path(__file__).parent
ROOT = HERE.parent.parent
sys.path.insert(0, str(ROOT))

from pelicanconf import *  # noqa: E402

SITENAME = "Test & Site"
SITEURL = os.environ.get("SITEURL", "https://example.org/blog")
PATH = str(HERE / "content")
PLUGIN_PATHS = [str(ROOT / "plugins")]
THEME = os.environ.get("THEME", str(ROOT / "theme"))
AUTHOR = "Ada Team"
TWITTER_SITE = "@testsite"
FEDIVERSE_CREATOR = "@site@example.social"
SOCIAL_PROFILES = ["https://example.social/@site"]
MENU = [("Topics", "topics/"), ("All articles", "archives/"), ("About", "about/")]
FOOTER_MENU = [("Tags", "tags/"), ("Authors", "authors/")]
CALL_TO_ACTION = {"title": "Call & action", "text": "A text.", "label": "Act", "link": "about/"}
SHARE_IMAGE = "images/default.png"
ORGANISATION = {
    "name": "Test & Co",
    "description": "A site for tests.",
    "email": "test@example.org",
    "logo": "images/logo.png",
}
EXTRA_PATH_METADATA = at_the_root(HERE / "content")
DEFAULT_PAGINATION = 4
TIMEZONE = "Europe/Paris"
