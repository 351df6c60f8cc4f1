"""What a page asks its readers to do next: `choose` decides, from what its file, its topic and the settings say."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from words.tables import Phrase, Spoken, in_language, primary
from writing.problems import SettingError
from writing.profiles import Call

SETTING = "CALL_TO_ACTION"
PARTS = ("title", "text", "label", "link")


@dataclass(frozen=True, slots=True)
class Asked:
    """A call to action as a page shows it; `link` is an address, or a path under the site."""

    title: Phrase
    text: Phrase
    label: Phrase
    link: str


Fallback = Mapping[str, Spoken]
"""The call of the settings, part by part; empty where the site has none."""


def read_setting(found: Mapping[str, Spoken]) -> Fallback:
    """Return the call of the settings. Raises SettingError where a part is missing, or unknown."""
    if found and set(found) != set(PARTS):
        raise SettingError(f"{SETTING}: write {', '.join(PARTS)}, each as text or as one text a language; or {{}}")
    return found


def choose(own: Call | None, topic: Call | None, setting: Fallback, language: str, site_language: str) -> Asked | None:
    """Return what a page in a language asks of its readers; None where it asks nothing.

    1. What its own file says. 2. What its topic's file says, if the page is in that file's language, the site's.
    3. `CALL_TO_ACTION`, in the page's language if it is given in it. Label and link of the button may come from 3 where
    a file names none. A file that says "none" ends the search.
    """
    written = topic if own is None and primary(language) == primary(site_language) else own
    if written is not None:
        return None if not written.title else completed(written, setting, language, site_language)
    if not setting:
        return None
    title, text, label, link = (in_language(setting[part], language, site_language) for part in PARTS)
    return Asked(title, text, label, link.text)


def completed(written: Call, setting: Fallback, language: str, site_language: str) -> Asked:
    """Return a call of a file, with the button of the settings where it names none."""
    label = Phrase(written.label, language) if written.label else in_language(setting["label"], language, site_language)
    link = written.link or in_language(setting["link"], language, site_language).text
    return Asked(Phrase(written.title, language), Phrase(written.text, language), label, link)


def lacks_button(call: Call, setting: Fallback) -> bool:
    """Return whether a call has no whole button of its own, nor the settings one to lend."""
    return bool(call.title) and not (call.label and (call.link or call.file)) and not setting
