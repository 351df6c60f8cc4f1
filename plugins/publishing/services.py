"""Services of others that settings may name: one for comments, one that counts visits.

Each brings the script that its maker documents, and what the Content-Security-Policy has to allow for it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit

from words.tables import primary
from writing.problems import SettingError, nearest
from writing.schema import THREAD

from publishing.policy import source_of

PROVIDER = "provider"
ADDRESS = re.compile(r"https://[^\s/?#]+[^\s?#]*")

# --- Comments ---------------------------------------------------------------------------------------------------------

GISCUS, ISSO, MASTODON = "giscus", "isso", "mastodon"
# Keys of the setting by provider: those that it must have, then those that it may.
COMMENT_KEYS: Mapping[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    GISCUS: (("repo", "repo_id", "category", "category_id"), ("mapping",)),
    ISSO: (("server",), ()),
    MASTODON: ((), ()),
}
GISCUS_HOST = "https://giscus.app"
# How giscus finds the discussion of a page. https://giscus.app
MAPPINGS = ("pathname", "url", "title", "og:title")
# Languages that giscus speaks; in any other its frame stays empty. https://github.com/giscus/giscus/tree/main/locales
GISCUS_LANGUAGES = re.compile(
    "ar|be|bg|ca|cs|da|de|en|eo|es|eu|fa|fr|gr|hbs|he|hu|id|it|ja|kh|ko|nl|pl|pt|ro|ru|th|tr|uk|uz|vi|zh-(?:CN|HK|TW)"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Comments:
    """The comments below an article.

    Attributes:
        provider: a key of COMMENT_KEYS; host: who is asked for them, as readers know it: "giscus.app".
        link: where they can be read without a script, "" where they cannot.
        script: address of what shows them, "" where our own does; attributes: those of its element.
        api: address that returns them as data, "" where their own script shows them.
    """

    provider: str
    host: str
    link: str = ""
    script: str = ""
    attributes: tuple[tuple[str, str], ...] = ()
    api: str = ""


def comments(setting: Mapping[str, str] | None, language: str, thread: str) -> Comments | None:
    """Return the comments of an article, None where it has none; `thread` is the post whose replies they are, or "".

    Raises SettingError for a setting that cannot be used.
    """
    if setting is None:
        return None
    found = checked("COMMENTS", setting, COMMENT_KEYS)
    if found[PROVIDER] == GISCUS:
        return giscus(found, language)
    if found[PROVIDER] == ISSO:
        return isso(found, language)
    return mastodon(thread)


def giscus(setting: Mapping[str, str], language: str) -> Comments:
    """Return comments that are discussions on GitHub. https://giscus.app"""
    mapping = setting.get("mapping", MAPPINGS[0])
    if mapping not in MAPPINGS:
        raise SettingError(f'COMMENTS: "mapping" is {mapping!r}; write one of {", ".join(MAPPINGS)}')
    spoken = next((tag for tag in (language, primary(language)) if GISCUS_LANGUAGES.fullmatch(tag)), "en")
    attributes = {
        **{f"data-{key.replace('_', '-')}": setting[key] for key in COMMENT_KEYS[GISCUS][0]},
        "data-mapping": mapping,
        "data-theme": "preferred_color_scheme",
        "data-lang": spoken,
        "crossorigin": "anonymous",
    }
    return Comments(
        provider=GISCUS,
        host=host_of(GISCUS_HOST),
        link=f"https://github.com/{setting['repo']}/discussions",
        script=f"{GISCUS_HOST}/client.js",
        attributes=tuple(attributes.items()),
    )


def isso(setting: Mapping[str, str], language: str) -> Comments:
    """Return comments that a server of Isso keeps. https://isso-comments.de/docs/reference/client-config/"""
    server = address("COMMENTS", setting, "server")
    attributes = (("data-isso", f"{server}/"), ("data-isso-lang", primary(language)))
    return Comments(provider=ISSO, host=host_of(server), script=f"{server}/js/embed.min.js", attributes=attributes)


def mastodon(thread: str) -> Comments | None:
    """Return comments that are the replies to a post on Mastodon, None without one.

    Who has no token gets 60 of them at most, so that readers are led there for the rest.
    https://docs.joinmastodon.org/methods/statuses/#context
    """
    found = THREAD.fullmatch(thread)
    if found is None:
        return None
    api = f"{found['host']}/api/v1/statuses/{found['id']}/context"
    return Comments(provider=MASTODON, host=host_of(thread), link=thread, api=api)


def comment_sources(found: Comments) -> dict[str, frozenset[str]]:
    """Return what the policy has to allow, by directive, beside the script that stands in the page.

    https://github.com/giscus/giscus/blob/main/client.ts https://github.com/isso-comments/isso/blob/master/isso/js/embed.js
    """
    host = frozenset((source_of(found.script or found.api),))
    if found.provider == GISCUS:
        return {"script-src": host, "style-src": host, "frame-src": host}
    if found.provider == ISSO:
        return {"script-src": host, "style-src": host, "connect-src": host}
    return {"connect-src": host}


# --- Analytics --------------------------------------------------------------------------------------------------------

GOATCOUNTER, PLAUSIBLE, UMAMI, MATOMO = "goatcounter", "plausible", "umami", "matomo"
ANALYTICS_KEYS: Mapping[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    GOATCOUNTER: (("site",), ()),
    PLAUSIBLE: ((), ("domain", "server", "script")),
    UMAMI: (("id",), ("server",)),
    MATOMO: (("id", "server"), ()),
}
# Sites that GoatCounter hosts share a script; a server of one's own has it itself. https://www.goatcounter.com/help/csp
GOATCOUNTER_HOSTED, GOATCOUNTER_SCRIPT = ".goatcounter.com", "https://gc.zgo.at/count.js"
PLAUSIBLE_HOST = "https://plausible.io"
UMAMI_HOST = "https://cloud.umami.is"
# What the script of Umami's own cloud sends to; that of a server sends to where it came from.
UMAMI_COLLECTORS = ("https://gateway.umami.is", "https://api-gateway.umami.dev")
LOCAL = re.compile(r"localhost|.*\.localhost|127\.\d+\.\d+\.\d+|::1")


@dataclass(frozen=True, slots=True, kw_only=True)
class Analytics:
    """What counts visits.

    Attributes:
        script: address of the service's script; attributes: those of its element.
        settings: attributes by which our own script tells the service what its snippet would; empty where none is
            needed.
        sources: what the policy has to allow, by directive.
    """

    script: str
    attributes: tuple[tuple[str, str], ...] = ()
    settings: tuple[tuple[str, str], ...] = ()
    sources: Mapping[str, frozenset[str]]


def analytics(setting: Mapping[str, str] | None, site_url: str) -> Analytics | None:
    """Return what counts visits, None where nothing does, as in a preview on this machine.

    Raises SettingError for a setting that cannot be used.
    """
    if setting is None:
        return None
    found = checked("ANALYTICS", setting, ANALYTICS_KEYS)
    made = COUNTED[found[PROVIDER]](found)
    return None if LOCAL.fullmatch(urlsplit(site_url).hostname or "") else made


def goatcounter(setting: Mapping[str, str]) -> Analytics:
    """https://www.goatcounter.com/help/csp"""
    site = address("ANALYTICS", setting, "site")
    script = GOATCOUNTER_SCRIPT if host_of(site).endswith(GOATCOUNTER_HOSTED) else f"{site}/count.js"
    return Analytics(
        script=script,
        attributes=(("data-goatcounter", f"{site}/count"),),
        sources=counting(script, connect=(site,)),
    )


def plausible(setting: Mapping[str, str]) -> Analytics:
    """The script with the site's domain, which servers of one's own have, or that of one site in their cloud.

    https://plausible.io/docs/script-extensions https://plausible.io/docs/plausible-script
    """
    if ("domain" in setting) == ("script" in setting):
        raise SettingError('ANALYTICS: plausible needs either "domain" or "script"')
    if "script" in setting:
        script = address("ANALYTICS", setting, "script")
        return Analytics(script=script, settings=(("data-plausible", ""),), sources=counting(script, connect=(script,)))
    server = address("ANALYTICS", setting, "server") if "server" in setting else PLAUSIBLE_HOST
    script = f"{server}/js/script.js"
    attributes = (("data-domain", setting["domain"]),)
    return Analytics(script=script, attributes=attributes, sources=counting(script, connect=(server,)))


def umami(setting: Mapping[str, str]) -> Analytics:
    """https://umami.is/docs/tracker-configuration"""
    server = address("ANALYTICS", setting, "server") if "server" in setting else UMAMI_HOST
    script = f"{server}/script.js"
    collectors = UMAMI_COLLECTORS if server == UMAMI_HOST else (server,)
    attributes = (("data-website-id", setting["id"]),)
    return Analytics(script=script, attributes=attributes, sources=counting(script, connect=collectors))


def matomo(setting: Mapping[str, str]) -> Analytics:
    """https://matomo.org/faq/general/faq_20904/ https://matomo.org/faq/general/faq_157/ (without cookies)"""
    server = address("ANALYTICS", setting, "server")
    script = f"{server}/matomo.js"
    return Analytics(
        script=script,
        settings=(("data-matomo", f"{server}/matomo.php"), ("data-site", setting["id"])),
        sources={**counting(script, connect=(server,)), "img-src": frozenset((source_of(server),))},
    )


COUNTED = {GOATCOUNTER: goatcounter, PLAUSIBLE: plausible, UMAMI: umami, MATOMO: matomo}


def counting(script: str, connect: tuple[str, ...]) -> dict[str, frozenset[str]]:
    """Return what the policy has to allow for a script that sends to some addresses."""
    return {"script-src": frozenset((source_of(script),)), "connect-src": frozenset(map(source_of, connect))}


# --- Both -------------------------------------------------------------------------------------------------------------


def checked(
    name: str, setting: Mapping[str, str], keys: Mapping[str, tuple[tuple[str, ...], tuple[str, ...]]]
) -> Mapping[str, str]:
    """Return a setting that names a provider and has what that one needs. Raises SettingError for any other."""
    if not isinstance(setting, Mapping) or PROVIDER not in setting:
        raise SettingError(f'{name} is {setting!r}; write None, or {{"provider": "{next(iter(keys))}", …}}')
    provider = setting[PROVIDER]
    if provider not in keys:
        message = f'{name}: "provider" is {provider!r}{nearest(str(provider), keys)}; known are {", ".join(keys)}'
        raise SettingError(message)
    needed, possible = keys[provider]
    allowed = (PROVIDER, *needed, *possible)
    if unknown := [key for key in setting if key not in allowed]:
        raise SettingError(
            f"{name}: {provider} has no {unknown[0]!r}{nearest(unknown[0], allowed)}; it takes {', '.join(allowed[1:])}"
        )
    found = {key: str(value).strip() for key, value in setting.items()}
    if missing := [key for key in needed if not found.get(key)]:
        raise SettingError(f'{name}: {provider} needs "{missing[0]}"')
    return {key: value for key, value in found.items() if value}


def address(name: str, setting: Mapping[str, str], key: str) -> str:
    """Return the address that a setting has under a key, without a slash at its end. Raises SettingError for none."""
    found = setting[key].rstrip("/")
    if not ADDRESS.fullmatch(found) or not source_of(found):
        raise SettingError(f'{name}: "{key}" is {setting[key]!r}; write an address such as https://example.org')
    return found


def host_of(url: str) -> str:
    """Return the host of an address, as people name it."""
    return urlsplit(url).netloc
