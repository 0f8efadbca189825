"""What was found in a text is found once, and kept as long as somebody asks for it."""

from __future__ import annotations

from library.common.text_memo import TextMemo


def test_what_was_found_is_kept_under_the_text_and_the_name() -> None:
    asked: list[tuple[str, str]] = []

    def ask(memo: TextMemo, text: str, name: str) -> str:
        def find(text: str) -> str:
            asked.append((text, name))
            return text + name

        return memo.of(text, name, find)

    first = TextMemo()
    assert [ask(first, *each) for each in (("a", "1"), ("a", "2"), ("b", "1"), ("a", "1"))] == [
        *("a1", "a2", "b1", "a1")
    ]
    assert asked == [("a", "1"), ("a", "2"), ("b", "1")], "each once"
    second = TextMemo(first.to_keep())
    assert [ask(second, "a", "1"), ask(second, "b", "2")] == ["a1", "b2"]
    assert asked[3:] == [("b", "2")]
    third = TextMemo(second.to_keep())
    assert [ask(third, "a", "1"), ask(third, "a", "2")] == ["a1", "a2"]
    assert asked[4:] == [("a", "2")], "nobody had asked for it, so it was forgotten"


def test_nothing_found_is_found_too() -> None:
    first = TextMemo()
    assert first.of("text", "strange", lambda _: "") == ""
    assert TextMemo(first.to_keep()).of("text", "strange", lambda _: "strange") == ""
