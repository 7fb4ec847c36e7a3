"""What a signatory must say of the authority, and how it is told."""

import pytest
from django.utils import translation

from agreements.authority import Authority, Claim, Lack, lacks
from agreements.authority_text import in_words

LAW, DELEGATION, ABSENCE, UNSAID = Authority.LAW, Authority.DELEGATION, Authority.ABSENCE, Authority.UNSAID


@pytest.mark.parametrize(
    ("claim", "stands_in", "lack"),
    [
        (Claim("ordfører"), False, None),
        (Claim(" "), False, Lack.CAPACITY),
        (Claim(""), True, Lack.CAPACITY),
        (Claim("varaordfører"), True, Lack.KIND),
        (Claim("varaordfører", LAW), True, None),
        (Claim("varaordfører", ABSENCE), True, Lack.ABSENCE_OF_WHOM),
        (Claim("varaordfører", ABSENCE, note="ordføreren er syk"), True, None),
        (Claim("kommunedirektør", DELEGATION), True, Lack.CASE_NUMBER),
        (Claim("kommunedirektør", DELEGATION, "24/118"), True, None),
        (Claim("kommunedirektør", DELEGATION), False, Lack.CASE_NUMBER),
        (Claim("kommunedirektør", DELEGATION, "24/118"), False, None),
    ],
)
def test_authority_says_enough(claim: Claim, stands_in: bool, lack: Lack | None) -> None:
    assert lacks(claim, stands_in=stands_in) is lack


@pytest.mark.parametrize(
    ("claim", "words"),
    [
        (Claim("ordfører"), ""),
        (Claim("ordfører", UNSAID, note="som avtalt"), "som avtalt"),
        (Claim("ordfører", LAW), "etter lov"),
        (Claim("varaordfører", LAW, note="kommuneloven § 6-1"), "etter lov: kommuneloven § 6-1"),
        (Claim("direktør", DELEGATION, "24/118"), "delegasjonsvedtak, sak 24/118"),
        (Claim("direktør", DELEGATION, "24/118", "KST 12.3"), "delegasjonsvedtak, sak 24/118 (KST 12.3)"),
        (Claim("varaordfører", ABSENCE, note="permisjon"), "ved fravær: permisjon"),
    ],
)
def test_authority_in_words(claim: Claim, words: str) -> None:
    with translation.override("nb"):
        assert in_words(claim) == words
