"""Syllables are counted well enough for a mean: almost every word rightly, none by more than one, the sum within 2%."""

from proofreading.syllables import syllables

TABLE = {
    1: "the share shares shared clicks works named there where rules worked posts reach paid cost times voice choose "
    "goods judged bought asked passed through straight reads coach real queue vague league our hour guide build "
    "tried tries juice can't it's you'll whose else once comes rates sites types months goes does shoes",
    2: "table sharing title titles picture network networks decide wanted posted added answer careful useful being "
    "doing only reader budget badges cases uses language little simple middle trouble poet going quiet social "
    "adverts campaign business every something sometimes homepage website websites therefore statement measure "
    "measured figures total tested basic reason client clients headline timeline guideline likely safety moment "
    "judgement achieve million question session user value values valued unique technique schedule handled "
    "settled needed centre metre colour hashtag preview viewer power special trial royal seeing agreed trying "
    "copied applied copies replies series equal fluid ruin building doesn't isn't haven't wouldn't elsewhere "
    "themselves ourselves becomes sentence sources faces places changes searches wishes boxes sizes phrases "
    "profiles measures thousand hundred seven euro zero buyers science lion giant conscience patience patient "
    "ancient network's people biscuit crucial",
    3: "media example agency however influence audience period radio video idea area companies studio industry "
    "decided impression conversion beginner another important images created marketing different library "
    "description everyone somebody limited edited invited management engagement announcement curious various "
    "previous obvious serious opinion attention continue analyse visible possible articles reaction reactions "
    "employer official essential efficient sufficient denial museum genuine gradual annual manual usual quality "
    "equation sentences services messages examples eleven catalogue dialogue commercial audio agreeing initial",
    4: "optimising society advertising definition visualise priority necessary original variable conversation "
    "advertisement appropriate analysis analytics kilometre material usually experience ingredient variety "
    "anxiety coordinate associate graduating obedience convenience algorithm",
    5: "optimisation imagination university organisation opportunity communication imaginary",
    6: "responsibility reliability visualisation sustainability",
}
WORDS = {word: count for count, words in TABLE.items() for word in words.split()}


def test_most_words_are_right():
    """At least 19 words of 20 have as many syllables as they are spoken with."""
    wrong = {word: syllables(word) for word, count in WORDS.items() if syllables(word) != count}

    assert len(WORDS) > 250
    assert len(wrong) <= len(WORDS) / 20, wrong


def test_none_is_far_off():
    """No word is off by more than one."""
    assert {word: syllables(word) for word, count in WORDS.items() if abs(syllables(word) - count) > 1} == {}


def test_the_sum_is_right():
    """Faults even out: the sum is within 2%."""
    assert abs(sum(map(syllables, WORDS)) / sum(WORDS.values()) - 1) < 0.02
