"""Nothing that a target sends is invisible, steers the text around it, or is longer than its place."""

from __future__ import annotations

import unicodedata

import pytest

from harness.reporting.visible import one_line, visible
from selftests.reporting.sample import HOSTILE


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("plain, ünï 漢字 שלום 🎖", "plain, ünï 漢字 שלום 🎖"),
        ("a\nb\tc\r\nd", "a\nb\tc\nd"),
        ("\x1b[31mred\x1b[0m\x07", "␛[31mred␛[0m␇"),
        ("a\rb\x7f\x85", "a␍b␡⟨U+0085⟩"),
        ("\u202egnp.exe", "⟨U+202E⟩gnp.exe"),
        ("a\u200bb\ufeffc\u2066d", "a⟨U+200B⟩b⟨U+FEFF⟩c⟨U+2066⟩d"),
        ("\ud800", "⟨U+D800⟩"),
        ("e\u0301", "e\u0301"),
        ("e" + "\u0301" * 50, "e" + "\u0301" * 3 + "⟨47 more marks⟩"),
    ],
)
def test_unseen_characters_are_shown(text, shown):
    assert visible(text) == shown


def test_a_cut_is_said_with_the_full_length():
    assert visible("x" * 5_000_000, 10) == "xxxxxxxxxx… ⟨cut: 5,000,000 characters in all⟩"


@pytest.mark.parametrize("text", HOSTILE)
def test_no_control_format_or_surrogate_character_is_left(text):
    shown = visible(text, 100_000)

    assert not {unicodedata.category(character) for character in shown} & {"Cf", "Cs", "Co"}
    assert {character for character in shown if unicodedata.category(character) == "Cc"} <= {"\n", "\t"}


def test_one_line_is_one_line():
    assert one_line("a\n\n b\u2028c\td") == "a b⟨U+2028⟩c d"
