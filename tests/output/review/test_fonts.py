"""What is said where no font has some letters."""

from clipper.output.review.fonts import missing_letters

DIAGNOSTIC = """\
warning: unknown font family: noto serif
error: PDF/UA-1 error: the text `"港"` could not be displayed with font `"Libertinus Serif"`
 = hint: try using a different font

error: PDF/UA-1 error: the text `"ス"` could not be displayed with font `"Libertinus Serif"`
error: PDF/A-2a, PDF/UA-1 error: the text `"ไท"` could not be displayed with font `"Libertinus Serif"`
error: PDF/A-2a, PDF/UA-1 error: the text `"🌊"` could not be displayed with font `"Libertinus Serif"`
error: PDF/A-2a, PDF/UA-1 error: the text `"\\u{a015}"` could not be displayed with font `"Libertinus Serif"`
"""


def test_the_scripts_are_named_with_what_to_install() -> None:
    missing = missing_letters(DIAGNOSTIC)
    assert missing
    assert missing.message == (
        "no font has Chinese characters (“港”), Japanese (“ス”), Thai (“ไท”), Yi (“ꀕ”), emoji and other signs (“🌊”)"
    )
    assert "`apt install fonts-noto-cjk fonts-noto-color-emoji fonts-noto-core`" in missing.hint
    assert "--fonts" in missing.hint
    assert "--boxes" in missing.hint


def test_another_error_is_not_about_letters() -> None:
    assert missing_letters("error: unknown variable: x") is None
