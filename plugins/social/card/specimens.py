"""Cards that are hard to draw: on the contact sheet, in tests and in the benchmark."""

from __future__ import annotations

from collections.abc import Mapping

from social.languages import direction
from social.model import Card, CardLayout

ENGLISH = "en-GB"
LONG = (
    "Every page that is shared is judged by the picture and the words that a network shows for it, long before anybody "
    "reads a line of the text behind them, and so the title, the summary and the picture deserve as much care as the "
    "article itself, on each of the networks where people may meet it!"
)


def specimen(title: str, language: str, kicker: str = "Specimen", byline: str = "Editorial Team · 7 min read") -> Card:
    """Return a card of words alone."""
    return Card(
        layout=CardLayout.TEXT,
        kicker=kicker,
        title=title,
        byline=byline,
        entries=(),
        site_name="Wellshared",
        language=language,
        direction=direction(language),
    )


# By what is hard about them.
SPECIMENS: Mapping[str, Card] = {
    "one-word": specimen("Sharing", ENGLISH),
    "fifteen-words": specimen(
        "What social media optimisation is, and why the next campaign you plan should begin there", ENGLISH
    ),
    "three-hundred-characters": specimen(LONG.ljust(300, "!")[:300], ENGLISH),
    "word-of-eighty-letters": specimen(
        "Rindfleischetikettierungsüberwachungsaufgabenübertragungsgesetzesverhandlungstag", "de"
    ),
    "too-long-for-any-card": specimen(f"{LONG} " * 3, ENGLISH),
    "hostile": specimen('Tom & "Jerry" </script><b>x</b> — 50% $5 $$', ENGLISH),
    "arabic": specimen("تحسين وسائل التواصل الاجتماعي: دليل SMO الكامل لعام 2026", "ar", "التسويق", "فريق التحرير"),
    "hebrew": specimen("מהי אופטימיזציה למדיה חברתית, ומתי SMM עדיף?", "he", "שיווק", "צוות המערכת"),
    "devanagari": specimen("सोशल मीडिया ऑप्टिमाइज़ेशन क्या है?", "hi", "मार्केटिंग", "संपादकीय टीम"),
    "japanese": specimen(
        "ソーシャルメディア最適化とは何か？「シェアされる記事」の書き方", "ja", "マーケティング", "編集部"
    ),
    "chinese": specimen("社交媒体优化是什么？如何写出值得分享的文章", "zh-Hans", "营销", "编辑部"),
    "korean": specimen("소셜 미디어 최적화란 무엇인가? 공유되는 글쓰기", "ko", "마케팅", "편집팀"),
    "cyrillic": specimen("Что такое оптимизация для социальных сетей?", "ru", "Маркетинг", "Редакция"),
    "greek": specimen("Τι είναι η βελτιστοποίηση για κοινωνικά δίκτυα;", "el", "Μάρκετινγκ", "Σύνταξη"),
    "polish": specimen("Łódź, żółw i źdźbło: jak pisać, żeby udostępniano", "pl", "Język"),
    "emoji": specimen("Do emoji 🚀 help? 👩🏽‍💻 🇬🇧 ❤️ 1️⃣ and ✓ → ★", ENGLISH),
}
