"""What differs when the site is published (`make html`)."""

import os
import sys
from pathlib import Path

sys.path.append(str(Path(__file__).parent))  # the `pelican` command looks for modules elsewhere

from pelicanconf import *

# The live address, without a slash at the end; a path is fine ("https://example.org/blog").
# The environment wins, so that a host can build previews of a branch under its own address.
SITEURL = os.environ.get("SITEURL", "https://wellshared.example.org").rstrip("/")
OUTPUT_PATH = "output"
# Drafts stay at home: a page that was ever shared with `noindex` is remembered so by Telegram.
DRAFT_SAVE_AS = DRAFT_LANG_SAVE_AS = DRAFT_PAGE_SAVE_AS = DRAFT_PAGE_LANG_SAVE_AS = ""

KEEP_ADDRESSES = True  # an address that was published once leads somewhere ever after
