"""Forms of the theme, as plain HTML for any form service: where they send what, read from the settings."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from writing.problems import SettingError, nearest

SETTING = "FORMS"
NAMES = ("contact", "newsletter")
KEYS = ("action", "thanks", "email", "trap", "fields", "attributes")
# Stands for the absolute address of the page that says thank you.
THANKS = "{thanks}"
TRAP = "reference"  # a name that bots fill in and that browsers know nothing to put in for


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """A form.

    Attributes:
        action: where it is sent: an https address or a path of the site; "" while no service is named.
        thanks: path under the site of the page that says thank you, "" for none.
        email: name of the field with the reader's address, as the service wants it.
        trap: name of the field that only programs fill in; "" for none.
        fields: what is sent along unseen.
        attributes: what else the form's element needs, such as data-netlify="true".
    """

    action: str = ""
    thanks: str = ""
    email: str = "email"
    trap: str = TRAP
    fields: Mapping[str, str] = field(default_factory=dict)
    attributes: Mapping[str, str] = field(default_factory=dict)

    @property
    def names_thanks(self) -> bool:
        """Whether the service is told where the page is that says thank you."""
        return bool(self.action) and THANKS in " ".join((self.action, *self.fields.values()))


def read_forms(found: Mapping[str, Mapping[str, Any]]) -> Mapping[str, Form]:
    """Return the forms of the settings by name; those that are not named are sent nowhere.

    Raises SettingError for what is no form, no key of one, or no place that a form can be sent to.
    """
    for name, given in found.items():
        if name not in NAMES:
            raise SettingError(
                f'{SETTING}: there is no form "{name}"{nearest(name, NAMES) or listed("there are", NAMES)}'
            )
        for key in given:
            if key not in KEYS:
                meant = nearest(key, KEYS) or listed("it has", KEYS)
                raise SettingError(f'{SETTING}: the form "{name}" has no "{key}"{meant}')
    forms = {name: Form(**found.get(name, {})) for name in NAMES}
    for name, form in forms.items():
        if form.action and not is_target(form.action):
            message = f"the form service’s https:// address, or a path of the site such as /{name}/"
            raise SettingError(f'{SETTING}: the action "{form.action}" of "{name}" cannot be used; write {message}')
        if form.names_thanks and not form.thanks:
            raise SettingError(f'{SETTING}: "{name}" sends {THANKS} along, but names no page under "thanks"')
    return forms


def is_target(action: str) -> bool:
    """Return whether a page that is read over https may send a form there: anything else browsers warn of."""
    parts = urlsplit(action)
    is_own = not parts.scheme and not parts.netloc and action.startswith(("/", THANKS))
    return is_own or (parts.scheme == "https" and bool(parts.hostname))


def listed(start: str, names: tuple[str, ...]) -> str:
    """Return a hint at all names that there are."""
    return f"; {start} {', '.join(names)}"
