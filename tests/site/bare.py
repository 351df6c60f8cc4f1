"""The settings of the tests' tiny site for projects of a post or two: no page is linked that they may lack."""

from conf import *  # noqa: F403

MENU = FOOTER_MENU = [("Topics", "topics/")]
CALL_TO_ACTION = {"title": "Call", "text": "A text.", "label": "Act", "link": "topics/"}
