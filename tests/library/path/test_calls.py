"""The numbers to tap in what cannot wait."""

from __future__ import annotations

from library.path.calls import with_calls


def test_a_number_to_call_is_a_link_with_the_words_before_it_and_other_numbers_are_none() -> None:
    assert with_calls("In danger? Call 911. Talk of dying? Call or text 988, or call 911.") == (
        'In danger? <a href="tel:911">Call 911</a>. Talk of dying? '
        '<a href="tel:988">Call or text 988</a>, or <a href="tel:911">call 911</a>.'
    )
    assert with_calls("988 or 911") == '<a href="tel:988">988</a> or <a href="tel:911">911</a>'
    assert with_calls("Room 9114, 1988.") == "Room 9114, 1988."
