"""Filters in many languages: what a reader would call the same word matches, and nothing else."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.people.filters import matches, parse, show, subject
from bot.core.text import fold
from bot.errors import FilterError

CASES = [
    # English: case, possessives, hyphens, dots, whole words
    ("Hostages", "HOSTAGES to be freed", True),
    ("envoy", "The envoy's plan", True),
    ("cease fire", "A cease-fire, says the council", True),
    ('"cease fire"', "Ceasefire in sight", False),
    ("ceasefire", "cease-fire in sight", False),
    ("U.N.", "UN envoy arrives", True),
    ("un", "Unity talks", False),
    ("war", "Warsaw warns", False),
    ("release*", "Releases begin", True),
    ("release*", "Prerelease notes", False),
    ("40", "A 40-day truce", True),
    ("40", "A 400-day truce", False),
    # French: accents, elision, ligature of letters
    ("libere", "La colline libère dix captifs", True),
    ("libère", "LA COLLINE LIBERE DIX CAPTIFS", True),
    ("otages", "Les otages d'hier", True),
    ("treve", "Une trêve de dix jours", True),
    ("trêve -vidéo", "Une trêve, en video", False),
    ("negoci*", "Les négociateurs reviennent", True),
    ("accord", "Un désaccord demeure", False),
    # Spanish, Portuguese, German, Turkish
    ("liberacion", "La liberación de los rehenes", True),
    ("rehén*", "Los rehenes vuelven", True),
    ("nino", "El niño vuelve", True),
    ("tregua OR cese", "El cese llega", True),
    ("refém OR reféns", "Refens voltam", True),
    ("geisel*", "Die Geiseln kehren zurück", True),
    ("zuruck", "Die Geiseln kehren zurück", True),
    ("strasse", "Die Straße nach Norden", True),
    ("rehineler", "REHİNELER SERBEST", True),
    ("müzakere*", "Muzakereler sürüyor", True),
    # Russian, Ukrainian, Greek
    ("перемирие", "ПЕРЕМИРИЕ объявлено", True),
    ("мир", "Перемирие объявлено", False),
    ("залож*", "Заложники вернулись", True),
    ("ещё", "Еще десять дней", True),
    ('"обмен пленными"', "Обмен пленными завершён", True),
    ("полонені", "Полонені повернулися", True),
    ("переговори -відео", "Переговори тривають", True),
    ("ομηροι", "Οι όμηροι επιστρέφουν", True),
    ("εκεχειρία", "ΕΚΕΧΕΙΡΙΑ δέκα ημερών", True),
    # Arabic: article, conjunctions and prepositions written on, alef forms, taa marbuta, tatweel, vowel points
    ("الرهائن", "عودة رهائن إلى المدينة", True),
    ("رهائن", "وبالرهائن تبدأ الصفقة", True),
    ("هدنة", "اتفاق للهدنة", True),
    ("الهدنه", "هُدْنَة جديدة", True),
    ("اسرى", "تبادل أسرى", True),
    ("أسرى", "الأسرى والمفاوضات", True),
    ("مفاوضات", "مفـــاوضات الدوحة", True),
    ("الدوحة", "من الدوحة إلى القاهرة", True),
    ('"تبادل الأسرى"', "بدء تبادل الأسرى", True),
    ('"تبادل الأسرى"', "الأسرى والتبادل", False),
    ("غزة OR رفح", "معبر رفح", True),
    ("غزة", "غزارة الأمطار", False),
    ("قطر -فيديو", "قطر تنشر فيديو", False),
    ("قطر", "اقطار بعيدة", False),
    # Hebrew: prefix letters, vowel points
    ("חטופים", "החטופים ישוחררו", True),
    ("עזה", "ומעזה נמסר", True),
    ("הסכם", "לקראת הסכם", True),
    ("הפסקת", "על הפסקת אש", True),
    ('"הפסקת אש"', "דיון בהפסקת אש", True),
    ("שלום", "שָׁלוֹם עכשיו", True),
    ("דוחא", "השיחות בדוחא", True),
    ("קטר", "מקטרת ישנה", False),
    # Persian, mixed scripts, other signs
    ("آتشبس", "آتش‌بس ده روزه", True),
    ("آتش", "آتش‌بس ده روزه", False),
    ("گروگان*", "گروگان‌ها آزاد شدند", True),
    ("Hamas OR حماس", "وحماس ترد", True),
    ("doha", "محادثات Doha", True),
    ("İstanbul", "ISTANBUL talks", True),
    ("人质", "人质 获释", True),
    ("naive", "A naïve plan", True),
    ("ﬁlter", "The filter holds", True),
    ("№5 OR 10", "Round 10", True),
]


def test_there_are_at_least_sixty_cases_in_many_scripts():
    assert len(CASES) >= 60
    assert len({(text, headline) for text, headline, _ in CASES}) == len(CASES)


@pytest.mark.parametrize(("text", "headline", "wanted"), CASES)
def test_a_filter_in_its_language(text, headline, wanted):
    assert matches(parse(text), subject(headline)) is wanted


@pytest.mark.parametrize(("text", "headline", "wanted"), CASES)
def test_a_filter_is_shown_so_that_it_means_the_same(text, headline, wanted):
    shown = show(parse(text))
    assert parse(shown) == parse(text)
    assert matches(parse(shown), subject(headline)) is wanted


LETTERS = "abcéñßDоЖпıİاأإآىةحماسـבעזהשλΩ漢字0123456789'’.-_ֿًّ‎‌"


@given(st.text(alphabet=LETTERS, min_size=1, max_size=12).filter(lambda word: any(one.isalnum() for one in fold(word))))
def test_a_word_finds_itself_in_any_script(word):
    node = parse(f'"{word}"')
    assert matches(node, subject(f"xx {word} yy"))
    assert parse(show(node)) == node


@given(st.text(max_size=80), st.text(max_size=200))
def test_anything_typed_is_a_filter_or_refused_at_a_place(text, headline):
    node = problem = None
    try:
        node = parse(text)
    except FilterError as found:
        problem = found
    if node is None:
        assert problem.at is None or 0 <= problem.at <= len(text)
    else:
        assert parse(show(node)) == node
        matches(node, subject(headline))
