"""The public texts that rules come from, each with the date of the text that was read.

Where a page names no date, it is the day on which it was read.
"""

from __future__ import annotations

from audit.model import Source

OGP = Source("https://ogp.me/", "2023-10-16")
DISCORD = Source("https://docs.discord.com/developers/link-previews/overview", "2026-09-01")
WHATSAPP = Source(
    "https://developers.facebook.com/documentation/business-messaging/whatsapp/link-previews/", "2026-05-21"
)
FACEBOOK_IMAGES = Source("https://developers.facebook.com/docs/sharing/webmasters/images", "2026-11-21")
FACEBOOK_FAQ = Source("https://developers.facebook.com/docs/sharing/webmasters/faq", "2026-11-21")
FACEBOOK_CANONICAL = Source(
    "https://developers.facebook.com/documentation/sharing/webmasters/getting-started/versioned-link", "2020-12-18"
)
X_MARKUP = Source("https://developer.x.com/cards/markup", "2026-02-01")
X_CARDS = Source("https://developer.x.com/cards/overview", "2026-02-01")
X_ROBOTS = Source("https://developer.x.com/ja/docs/tweets/optimize-with-cards/guides", "2026-11-21")
APPLE = Source(
    "https://developer.apple.com/documentation/technotes/tn3156-create-rich-previews-for-messages", "2024-04-30"
)
SIGNAL = Source(
    "https://github.com/signalapp/Signal-Desktop/blob/023ae37/ts/linkPreviews/linkPreviewFetch.preload.ts", "2026-11-21"
)
SIGNAL_SIZE = Source(
    "https://github.com/signalapp/Signal-Desktop/blob/240e165/ts/linkPreviews/shouldUseFullSizeLinkPreviewImage.std.ts",
    "2026-11-21",
)
SYNAPSE = Source("https://github.com/element-hq/synapse/blob/a58ad44/synapse/media/preview_html.py", "2026-07-24")
MASTODON = Source("https://github.com/mastodon/mastodon/blob/016c1e4/app/lib/link_details_extractor.rb", "2026-11-21")
BLUESKY_POSTS = Source("https://docs.bsky.app/docs/advanced-guides/posts", "2026-04-21")
SLACK_TAGS = Source("https://opengraphplus.com/consumers/slack/tags", "2026-11-21")
NOPCOMMERCE = Source("https://github.com/nopSolutions/nopCommerce/issues/6156", "2026-11-21")
GOOGLE_ARTICLE = Source("https://developers.google.com/search/docs/appearance/structured-data/article", "2026-11-21")
GOOGLE_POLICIES = Source(
    "https://developers.google.com/search/docs/appearance/structured-data/sd-policies", "2026-11-21"
)
GOOGLE_BREADCRUMB = Source(
    "https://developers.google.com/search/docs/appearance/structured-data/breadcrumb", "2026-11-21"
)
GOOGLE_PROFILE = Source(
    "https://developers.google.com/search/docs/appearance/structured-data/profile-page", "2026-11-21"
)
GOOGLE_VIDEO = Source("https://developers.google.com/search/docs/appearance/structured-data/video", "2026-11-21")
GOOGLE_ORGANISATION = Source(
    "https://developers.google.com/search/docs/appearance/structured-data/organization", "2026-11-21"
)
GOOGLE_SITE_NAME = Source("https://developers.google.com/search/docs/appearance/site-names", "2026-11-21")
GOOGLE_TITLE = Source("https://developers.google.com/search/docs/appearance/title-link", "2026-11-21")
GOOGLE_SNIPPET = Source("https://developers.google.com/search/docs/appearance/snippet", "2026-11-21")
GOOGLE_ROBOTS = Source("https://developers.google.com/search/docs/crawling-indexing/robots-meta-tag", "2026-11-21")
GOOGLE_CANONICAL = Source(
    "https://developers.google.com/search/docs/crawling-indexing/consolidate-duplicate-urls", "2026-11-21"
)
GOOGLE_HREFLANG = Source(
    "https://developers.google.com/search/docs/specialty/international/localized-versions", "2026-11-21"
)
GOOGLE_LINKS = Source("https://developers.google.com/search/docs/crawling-indexing/links-crawlable", "2026-11-21")
GOOGLE_FAVICON = Source("https://developers.google.com/search/docs/appearance/favicon-in-search", "2026-08-28")
GOOGLE_RETIRED = Source("https://developers.google.com/search/blog/2023/08/howto-faq-changes", "2023-08-08")
GOOGLE_IMAGES = Source(
    "https://www.seroundtable.com/image-thumbnails-google-search-google-discover-41017.html", "2026-03-03"
)
SITEMAPS = Source("https://www.sitemaps.org/protocol.html", "2026-11-21")
RFC_ROBOTS = Source("https://www.rfc-editor.org/rfc/rfc9309", "2022-09-01")
RFC_ATOM = Source("https://www.rfc-editor.org/rfc/rfc4287", "2005-12-01")
RFC_LANGUAGE = Source("https://www.rfc-editor.org/rfc/rfc5646", "2009-09-01")
JSON_LD = Source("https://www.w3.org/TR/json-ld11/", "2020-07-16")
HTML = Source("https://html.spec.whatwg.org/multipage/", "2026-11-21")
HTML_CHARSET = Source("https://html.spec.whatwg.org/multipage/semantics.html#charset", "2026-11-21")
HTML_IDS = Source("https://html.spec.whatwg.org/multipage/dom.html#the-id-attribute", "2026-11-21")
WCAG_LANGUAGE = Source("https://www.w3.org/WAI/WCAG22/Understanding/language-of-page", "2023-10-05")
WCAG_TEXT = Source("https://www.w3.org/WAI/WCAG22/Understanding/non-text-content", "2023-10-05")
WCAG_LINKS = Source("https://www.w3.org/WAI/WCAG22/Understanding/link-purpose-in-context", "2023-10-05")
HEADINGS = Source("https://www.w3.org/WAI/tutorials/page-structure/headings/", "2026-11-21")
MIXED_CONTENT = Source("https://www.w3.org/TR/mixed-content/", "2023-02-23")
ANALYTICS = Source("https://support.google.com/analytics/answer/10917952", "2026-11-21")
RFC_URI = Source("https://www.rfc-editor.org/rfc/rfc3986", "2005-01-01")
VIEWPORT = Source(
    "https://developer.mozilla.org/en-US/docs/Web/HTML/Reference/Elements/meta/name/viewport", "2026-11-21"
)
