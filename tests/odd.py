"""Texts on which counting and cutting go wrong first, by what is odd about them."""

ODD = {
    "empty": "",
    "plain": "Sticking door? Check three things before you plane it",
    "long": "words and more words " * 30,
    "long word": "Donaudampfschifffahrt" * 20,
    "emoji": "👩‍👩‍👧‍👦🏳️‍🌈👍🏽" * 60,
    "arabic": "كيف تظهر الروابط على الشبكات؟ " * 12,
    "chinese": "社交媒体上的链接预览。" * 20,
    "marks": "e\u0301o\u0308" * 60 + "กำ" * 60,
    "narrow": "il" * 100,
    "wide": "WM" * 40,
    "markup": "<b>&amp;</b> “quotes” " * 15,
    "spaces": "a " * 100,
}
