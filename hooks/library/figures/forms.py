"""The forms of pictures: what each takes, how it is drawn, and what it says in words.

A new form is a function that draws on a Canvas and returns how high the picture is, and an entry in
FORMS that names it. What it says to people who cannot see it is made of the same entries
(`words_of`). It also needs a picture in tests/sample/docs/guides/every-picture.md, and a place in
CONTRIBUTING.md, "A picture that explains"; tests ask for both. A new sign: icons.py.
"""

from __future__ import annotations

from collections.abc import Iterator

from library.figures.canvas import DETAIL, LABEL, WIDTH, Canvas, Lines, around, flow
from library.figures.icons import ICONS
from library.figures.source import Entry, Form, Picture, lines_of, sentence

SIGNS = tuple(ICONS)
HALF = 149  # the width of one of two columns
RIGHT = WIDTH - HALF  # where the second one starts
PAD = 10  # from the edge of a box to its words


def _steps(picture: Picture, canvas: Canvas) -> float:
    """Draw a road from top to bottom, with a stop for each entry; the last one is the goal."""
    stops: list[tuple[float, Lines, Lines]] = []
    top = 0.0
    for entry in picture.entries:
        label = flow(entry.part(0), LABEL, WIDTH - 58)
        detail = flow(entry.part(1), DETAIL, WIDTH - 58)
        stops.append((top, label, detail))
        top += max(58, label.height + detail.height + 22)
    canvas.path("road", f"M22 22V{stops[-1][0] + 22:.0f}")
    for number, (entry, (at, label, detail)) in enumerate(
        zip(picture.entries, stops, strict=True), 1
    ):
        last = number == len(stops)
        canvas.badge(entry.sign or str(number), 22, at + 22, 20, "family" if last else "stop")
        text_top = at + max(2, 22 - (label.height + detail.height) / 2)
        canvas.text(label, 56, text_top)
        canvas.text(detail, 56, text_top + label.height)
    end, label, detail = stops[-1]
    return end + max(44, label.height + detail.height + 6)


def _timeline(picture: Picture, canvas: Canvas) -> float:
    """Draw a line of time from top to bottom: when at its left, what happens at its right."""
    line, top, dots = 112, 4.0, []
    for entry in picture.entries:
        when = flow(entry.part(0), LABEL, 84)
        what = flow(entry.part(1), DETAIL, WIDTH - line - 20)
        high = max(when.height + 12, what.height)
        middle = top + high / 2
        canvas.box("when", 0, middle - when.height / 2 - 6, 94, when.height + 12)
        canvas.text(when, 47, middle - when.height / 2, middle=True)
        canvas.text(what, line + 20, middle - what.height / 2)
        dots.append(middle)
        top += high + 16
    canvas.path("road", f"M{line} {dots[0]:.1f}V{dots[-1]:.1f}")
    for middle in dots:
        canvas.circle("dot", line, middle, 8)
    return top - 12


def _compare(picture: Picture, canvas: Canvas) -> float:
    """Draw two columns under two heads, and above each row what is compared."""
    top = _heads(picture, canvas)
    for entry in picture.entries:
        topic = flow(entry.part(0), LABEL, WIDTH - 8)
        canvas.text(topic, WIDTH / 2, top, middle=True)
        top = _pair(
            entry.part(1), entry.part(2), canvas, top + topic.height + 4, ("strong", "strong")
        )
        top += 12
    return top - 10


def _change(picture: Picture, canvas: Canvas) -> float:
    """Draw before and after, with an arrow from each to each."""
    top = _heads(picture, canvas, left="when")
    for entry in picture.entries:
        end = _pair(entry.part(0), entry.part(1), canvas, top, ("loose", "strong"))
        middle = (top + end) / 2
        canvas.arrow((HALF + 2, middle), (RIGHT - 2, middle), point=5)
        top = end + 10
    return top - 8


def _heads(picture: Picture, canvas: Canvas, left: str = "stop") -> float:
    """Set the heads of two columns, and return where what is below them starts."""
    heads = [flow(picture.named.get(name, ""), LABEL, HALF - 12) for name in ("left", "right")]
    high = max(head.height for head in heads) + 12
    for head, x, kind in zip(heads, (0, RIGHT), (left, "stop"), strict=True):
        canvas.box(kind, x, 0, HALF, high)
        top = (high - head.height) / 2
        canvas.text(head, x + HALF / 2, top, middle=True, on="teal" if kind == "stop" else "")
    return high + 12


def _pair(left: str, right: str, canvas: Canvas, top: float, kinds: tuple[str, str]) -> float:
    """Draw two boxes of the same height, side by side, and return where they end."""
    both = [flow(words, DETAIL, HALF - 2 * PAD) for words in (left, right)]
    high = max(words.height for words in both) + 14
    for words, x, kind in zip(both, (0, RIGHT), kinds, strict=True):
        canvas.box(kind, x + 1, top + 1, HALF - 2, high - 2)
        canvas.text(words, x + PAD, top + (high - words.height) / 2)
    return top + high


def _people(picture: Picture, canvas: Canvas) -> float:
    """Draw a table from above, a numbered seat for each entry, and below who sits there."""
    middle = (WIDTH / 2, 136.0)
    count = len(picture.entries)
    for at, entry in enumerate(picture.entries):
        x, y, angle = around(at / count, 104, middle)
        canvas.person(str(at + 1), x, y, angle, entry.sign or "stop")
    canvas.circle("table", *middle, 74)
    words = flow(picture.named.get("table", ""), LABEL, 104)
    canvas.text(words, middle[0], middle[1] - words.height / 2, middle=True)
    return _legend(picture, canvas, 2 * middle[1] + 4)


def _cycle(picture: Picture, canvas: Canvas) -> float:
    """Draw a ring of stations with arrows from each to the next, and below what each one is."""
    middle, radius, count = (WIDTH / 2, 112.0), 84, len(picture.entries)
    for at, entry in enumerate(picture.entries):
        x, y, _ = around(at / count, radius, middle)
        x1, y1, _ = around(at / count + 0.055, radius, middle)
        x2, y2, turn = around((at + 1) / count - 0.052, radius, middle)
        canvas.path("arrow", f"M{x1:.1f} {y1:.1f}A{radius} {radius} 0 0 1 {x2:.1f} {y2:.1f}")
        canvas.parts.append(
            f'<path class="ip-picture-arrow" d="M-8 -7L0 0L-8 7" '
            f'transform="translate({x2:.1f} {y2:.1f}) rotate({turn:.0f})"/>'
        )
        canvas.badge(entry.sign or str(at + 1), x, y, 22, "family" if at == 0 else "stop")
    words = flow(picture.named.get("middle", ""), LABEL, 104)
    canvas.text(words, middle[0], middle[1] - words.height / 2, middle=True)
    return _legend(picture, canvas, 2 * middle[1] + 6, first="family")


def _legend(picture: Picture, canvas: Canvas, top: float, first: str = "stop") -> float:
    rows = []
    for number, entry in enumerate(picture.entries, 1):
        seat = first if number == 1 else "stop"
        seat = entry.sign if entry.sign in ("family", "invited") else seat
        sign = entry.sign if entry.sign in ICONS else str(number)
        rows.append((sign, seat, entry.part(0), entry.part(1)))
    return canvas.legend(rows, top) - 4


def _decision(picture: Picture, canvas: Canvas) -> float:
    """Draw questions from top to bottom: one answer leads out of the road, the other one on."""
    top, last = 0.0, picture.entries[-1]
    for entry in picture.entries:
        question = flow(entry.part(0), LABEL, WIDTH - 28)
        canvas.box("question", 1, top + 1, WIDTH - 2, question.height + 18)
        canvas.text(question, WIDTH / 2, top + 10, middle=True)
        top += question.height + 20
        answers = dict(_answers(entry))
        ends = [top]
        for word, x in (("yes", 0), ("no", RIGHT)):
            said = flow(word.capitalize(), LABEL, 40)
            middle = x + HALF / 2
            canvas.text(said, middle + 10, top + 5)
            if word not in answers:
                continue
            canvas.arrow((middle, top), (middle, top + 28))
            words = flow(answers[word], DETAIL, HALF - 2 * PAD)
            canvas.box("strong", x + 1, top + 31, HALF - 2, words.height + 14)
            canvas.text(words, x + PAD, top + 38)
            ends.append(top + 46 + words.height)
        if entry is not last:
            middle = (RIGHT if "yes" in answers else 0) + HALF / 2
            canvas.arrow((middle, top), (middle, max(ends) + 12))
        top = max(ends) + 14
    return top - 12


def _answers(entry: Entry) -> Iterator[tuple[str, str]]:
    for part in entry.parts[1:]:
        word, colon, then = part.partition(":")
        if colon and word.strip().lower() in ("yes", "no") and then.strip():
            yield word.strip().lower(), then.strip()


def _ways_out(picture: Picture) -> Iterator[tuple[Entry, str]]:
    """Yield what is wrong with the answers: the last question has both, all others have one."""
    for entry in picture.entries:
        both = entry is picture.entries[-1]
        found = [word for word, _ in _answers(entry)]
        if sorted(found) != ["no", "yes"][: len(found)] and found != ["yes"]:
            found = []
        if len(found) != (2 if both else 1) or len(entry.parts) != len(found) + 1:
            need = "both answers, yes: and no:" if both else "one answer, yes: or no:"
            rest = "" if both else "; the other answer leads to the next question"
            where = "The last question" if both else "A question before the last one"
            yield entry, f"{where} has {need}{rest}. For example: {FORMS['decision'].example}"


def _page(picture: Picture, canvas: Canvas) -> float:
    """Draw a sheet with lines of a form, numbered, and below what to look for in each."""
    head = flow(picture.named.get("sheet", ""), LABEL, WIDTH - 60)
    rows = [flow(entry.part(0), DETAIL, WIDTH - 66) for entry in picture.entries]
    bottom = 14 + head.height + 12 + sum(row.height + 16 for row in rows) + 6
    canvas.path("sheet", f"M1 1H{WIDTH - 29}L{WIDTH - 1} 29V{bottom:.1f}H1Z")
    canvas.path("sheet", f"M{WIDTH - 29} 1V29H{WIDTH - 1}")
    canvas.text(head, 14, 12)
    top = 14 + head.height + 12
    for number, row in enumerate(rows, 1):
        canvas.box("bright", 44, top - 3, WIDTH - 56, row.height + 6, 4)
        canvas.text(row, 50, top)
        canvas.badge(str(number), 24, top + row.height / 2, 14)
        top += row.height + 16
    top = bottom + 14
    for number, entry in enumerate(picture.entries, 1):
        lines = flow(entry.part(1), DETAIL, WIDTH - 50)
        canvas.badge(str(number), 24, top + 14, 14)
        canvas.text(lines, 50, top + max(0, 14 - lines.height / 2))
        top += max(28, lines.height) + 8
    return top - 4


def _talk(picture: Picture, canvas: Canvas) -> float:
    """Draw what one says at the left, and what the other can answer at the right, as bubbles."""
    top, wide = 0.0, 264
    heads = [flow(picture.named.get(name, ""), LABEL, HALF) for name in ("left", "right")]
    canvas.text(heads[0], 4, top)
    canvas.text(heads[1], WIDTH - HALF / 2, top, middle=True)
    top += max(head.height for head in heads) + 6
    for entry in picture.entries:
        for part, x, kind, on in ((0, 0, "plain", ""), (1, WIDTH - wide, "stop", "teal")):
            words = flow(entry.part(part), DETAIL, wide - 2 * PAD - 4)
            high = words.height + 16
            tail = x + 22 if part == 0 else x + wide - 22
            lean = -10 if part == 0 else 10
            end = top + high - 1
            canvas.path(
                kind,
                f"M{x + 9} {top + 1:.0f}H{x + wide - 9}a8 8 0 0 1 8 8V{end - 8:.0f}a8 8 0 0 1 -8 8"
                f"H{tail + 8}L{tail + lean} {end + 10:.0f}L{tail - 8} {end:.0f}"
                f"H{x + 9}a8 8 0 0 1 -8 -8V{top + 9:.0f}a8 8 0 0 1 8 -8Z",
            )
            canvas.text(words, x + PAD + 2, top + 8, on=on)
            top += high + 14
        top += 6
    return top - 8


def _stairs(picture: Picture, canvas: Canvas) -> float:
    """Draw stairs to climb: the first step at the bottom, each next one higher and to the right."""
    count, rise = len(picture.entries), 14
    steps = []
    for number, entry in enumerate(picture.entries):
        room = WIDTH - number * rise - 58
        steps.append((flow(entry.part(0), LABEL, room), flow(entry.part(1), DETAIL, room)))
    top = 2.0
    for number in range(count - 1, -1, -1):
        label, detail = steps[number]
        left, high = number * rise, max(48, label.height + detail.height + 18)
        canvas.box("question", left + 1, top, WIDTH - left - 2, high, 4)
        canvas.path("edge", f"M{left + 1} {top:.1f}H{WIDTH - 1}")
        canvas.badge(picture.entries[number].sign or str(number + 1), left + 26, top + high / 2, 17)
        start = top + (high - label.height - detail.height) / 2
        canvas.text(label, left + 52, start)
        canvas.text(detail, left + 52, start + label.height)
        top += high + 3
    return top


FORMS = {
    "steps": Form(
        _steps,
        ("what happens", "a detail"), (70, 110), (3, 11),
        "- (letter) You ask in writing | Keep a copy.", signs=SIGNS,
    ),
    "timeline": Form(
        _timeline,
        ("when", "what happens"), (34, 110), (2, 9),
        "- Within 60 days | The school evaluates your child.", needed=2,
    ),
    "compare": Form(
        _compare,
        ("what is compared", "the left side", "the right side"), (50, 90, 90), (2, 7),
        "- Who gets it | A child who needs special education | A child who needs changes",
        needed=3, names=("left", "right"),
    ),
    "change": Form(
        _change,
        ("before", "after"), (90, 90), (1, 6),
        "- Breaks as needed | A 3-minute walk after 20 minutes of desk work",
        needed=2, names=("left", "right"),
    ),
    "people": Form(
        _people,
        ("who", "what they bring"), (60, 90), (3, 8),
        "- (family) You, the parents | You know your child.",
        names=("table",), signs=("family", "invited"),
    ),
    "cycle": Form(
        _cycle,
        ("what happens", "a detail"), (60, 90), (3, 6),
        "- (pencil) The team writes the plan | You are part of it.", names=("middle",), signs=SIGNS,
    ),
    "decision": Form(
        _decision,
        ("the question", "yes: or no: and what then", "the other answer"), (90, 110, 110), (1, 4),
        "- Is your child in danger now? | yes: Call for help first. | no: Write down what you saw.",
        needed=2, also=_ways_out,
    ),
    "page": Form(
        _page,
        ("a line of the form", "what to look for"), (90, 110), (2, 7),
        "- Speech, 30 minutes, 2 times a week | Is there a number and a place?",
        needed=2, names=("sheet",),
    ),
    "talk": Form(
        _talk,
        ("what one says", "what you can answer"), (110, 130), (1, 5),
        '- "We do not do that here." | "Please show me where that is written."',
        needed=2, names=("left", "right"),
    ),
    "stairs": Form(
        _stairs,
        ("a step", "a detail"), (50, 90), (3, 7),
        "- (talk) Ask the teacher | Most things end here.", signs=SIGNS,
    ),
}  # fmt: skip


def words_of(picture: Picture) -> str:
    """Return what a picture says, in plain sentences."""
    left, right = picture.named.get("left", ""), picture.named.get("right", "")
    if picture.form == "compare":
        rows = [
            f"{entry.part(0)}. {left}: {sentence(entry.part(1))} {right}: {sentence(entry.part(2))}"
            for entry in picture.entries
        ]
        return " ".join(rows)
    if picture.form in ("change", "talk"):
        rows = [
            f"{left}: {sentence(entry.part(0))} {right}: {sentence(entry.part(1))}"
            for entry in picture.entries
        ]
        return " ".join(rows)
    if picture.form == "decision":
        return " ".join(
            f"{number}. {entry.part(0)} "
            + " ".join(f"If {word}: {sentence(then)}" for word, then in _answers(entry))
            for number, entry in enumerate(picture.entries, 1)
        )
    return lines_of(picture.entries)
