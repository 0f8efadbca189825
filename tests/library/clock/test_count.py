"""What library.clock says about each day, and about what cannot be counted."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from clock_table import HOLIDAYS, sample_table

from library.clock.count import Calendar, Closed, Day, Span, count, read_day
from library.clock.holidays import Holiday, Kept, kept_on
from library.clock.problem import ClockProblem

TODAY = date(2026, 11, 29)
BARE = Calendar(HOLIDAYS)
SCHOOL = Calendar(
    HOLIDAYS,
    school_years=(Closed(date(2026, 9, 8), date(2027, 6, 24)),),
    no_school=(
        Closed(date(2026, 11, 26), date(2026, 11, 27)),
        Closed(date(2026, 12, 24), date(2027, 1, 1)),
    ),
)


def day(text: str) -> date:
    return date.fromisoformat(text)


def reasons(span: Span, start: str, known: Calendar = BARE) -> list[str]:
    """Return the days of a count, each with its number or the reason why it has none."""
    days = count(span, day(start), known, TODAY).days
    return [f"{each.on:%m-%d} {each.why if each.number is None else each.number}" for each in days]


def test_each_day_has_its_number_or_a_reason():
    state = replace(BARE, state_holidays=frozenset({date(2026, 11, 27)}))
    assert reasons(Span(3, "business"), "2026-11-25", state) == [
        "11-25 0",
        "11-26 federal-holiday",
        "11-27 state-holiday",
        "11-28 weekend",
        "11-29 weekend",
        "11-30 1",
        "12-01 2",
        "12-02 3",
    ]


def test_school_days_leave_out_breaks_and_what_is_outside_the_school_year():
    assert reasons(Span(2, "school"), "2026-11-25", SCHOOL) == [
        "11-25 0",
        "11-26 no-school",
        "11-27 no-school",
        "11-28 weekend",
        "11-29 weekend",
        "11-30 1",
        "12-01 2",
    ]
    assert "09-07 no-school-year" in reasons(Span(1, "school"), "2026-09-04", SCHOOL)


@pytest.mark.parametrize("unit", ["calendar", "month"])
def test_the_day_that_starts_a_count_is_told_as_its_start(unit):
    on = day("2026-11-24")
    assert count(Span(1, unit), on, BARE, TODAY).days[0] == Day(on, "start", 0)


def test_a_first_day_that_counts_is_day_1_and_there_is_no_day_0():
    assert reasons(Span(2, "school", first_counts=True), "2026-11-20", SCHOOL) == [
        "11-20 1",
        "11-21 weekend",
        "11-22 weekend",
        "11-23 2",
    ]


def test_a_count_backward_lists_the_days_as_they_are_counted():
    assert reasons(Span(2, "business", "before"), "2026-09-08") == [
        "09-08 0",
        "09-07 federal-holiday",
        "09-06 weekend",
        "09-05 weekend",
        "09-04 1",
        "09-03 2",
    ]


def test_breaks_that_a_state_leaves_out_do_not_count():
    counted = reasons(Span(2, "calendar", breaks_out=True), "2026-11-25", SCHOOL)
    assert counted == [
        "11-25 0",
        "11-26 no-school",
        "11-27 no-school",
        "11-28 1",
        "11-29 2",
    ]


def test_a_federal_holiday_that_is_a_school_day_counts_and_is_told():
    found = count(Span(1, "school"), day("2026-11-10"), SCHOOL, TODAY)
    assert found.days[-1] == Day(date(2026, 11, 11), "counts", 1, "Veterans Day")
    assert found.notes == ("school-holiday",)


def test_years_end_on_the_same_day_and_a_shorter_month_on_its_last():
    found = count(Span(2, "year"), day("2028-02-29"), BARE, TODAY)
    assert [each.on for each in found.days] == [
        date(2028, 2, 29),
        date(2029, 2, 28),
        date(2030, 2, 28),
    ]
    assert found.notes == ("shorter-month",)


@pytest.mark.parametrize(
    ("span", "start", "note"),
    [
        (Span(15, "calendar"), "2026-11-20", "due-weekend"),
        (Span(1, "year"), "2025-12-25", "due-holiday"),
        (Span(3, "business"), "2027-12-29", "moved-holiday"),
    ],
)
def test_what_a_reader_should_know_of_the_end_is_noted(span, start, note):
    assert count(span, day(start), BARE, TODAY).notes == (note,)


def test_a_holiday_on_a_weekend_is_kept_on_the_workday_beside_it():
    assert kept_on(date(2027, 12, 31), HOLIDAYS) == Kept("New Year's Day", moved=True)
    assert kept_on(date(2027, 7, 5), HOLIDAYS) == Kept("Independence Day", moved=True)
    assert kept_on(date(2026, 7, 3), HOLIDAYS) == Kept("Independence Day", moved=True)
    assert kept_on(date(2026, 7, 6), HOLIDAYS) is None


def test_a_holiday_beside_the_first_and_the_last_day_of_all_is_not_looked_for():
    holiday = Holiday("A", 7, 4)
    assert kept_on(date.min, [holiday]) is kept_on(date.max, [holiday]) is None


def test_a_holiday_has_a_first_year_and_the_last_weekday_is_found():
    assert kept_on(date(2020, 6, 19), HOLIDAYS) is None
    assert kept_on(date(2024, 6, 19), HOLIDAYS) == Kept("Juneteenth", moved=False)
    assert kept_on(date(2027, 5, 31), HOLIDAYS) == Kept("Memorial Day", moved=False)
    assert kept_on(date(2027, 5, 24), HOLIDAYS) is None


@pytest.mark.parametrize("typed", ["2026-03-02", "3/2/2026", " 03/02/2026 "])
def test_a_day_is_read_as_it_is_written_here(typed):
    assert read_day(typed) == date(2026, 3, 2)


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("", "no-day"),
        ("  ", "no-day"),
        ("soon", "not-a-day"),
        ("2/3/26", "not-a-day"),
        ("2026-02-31", "no-such-day"),
        ("2/29/2027", "no-such-day"),
        ("2026-13-01", "no-such-day"),
        ("0000-01-01", "no-such-day"),
    ],
)
def test_what_is_no_day_is_told_in_its_own_way(typed, code):
    with pytest.raises(ClockProblem) as told:
        read_day(typed)
    assert told.value.code == code


def school(*years: tuple[str, str], free: tuple[tuple[str, str], ...] = ()) -> Calendar:
    return Calendar(
        HOLIDAYS,
        school_years=tuple(Closed(day(first), day(last)) for first, last in years),
        no_school=tuple(Closed(day(first), day(last)) for first, last in free),
    )


@pytest.mark.parametrize(
    ("span", "start", "known", "code"),
    [
        (Span(1, "calendar"), "2046-11-29", BARE, "too-far-off"),
        (Span(1, "calendar"), "1999-11-29", BARE, "too-long-ago"),
        (Span(0, "calendar"), "2026-11-01", BARE, "no-number"),
        (Span(-3, "school"), "2026-11-01", BARE, "no-number"),
        (Span(1001, "business"), "2026-11-01", BARE, "number-too-high"),
        (Span(11, "year"), "2026-11-01", BARE, "number-too-high"),
        (Span(1, "school"), "2026-11-01", BARE, "no-school-year"),
        (
            Span(1, "school"),
            "2026-11-01",
            school(("2027-06-01", "2026-09-01")),
            "school-ends-first",
        ),
        (Span(1, "school"), "2026-11-01", school(("2026-09-01", "2028-06-01")), "school-too-long"),
        (
            Span(1, "school"),
            "2026-11-01",
            school(("2026-09-01", "2027-06-01"), ("2027-06-01", "2028-06-01")),
            "school-years-cross",
        ),
        (
            Span(1, "school"),
            "2026-11-01",
            school(("2026-09-01", "2027-06-01"), free=(("2026-12-30", "2026-12-20"),)),
            "break-ends-first",
        ),
        (
            Span(1, "calendar", breaks_out=True),
            "2026-11-01",
            school(free=(("2026-12-30", "2026-12-20"),)),
            "break-ends-first",
        ),
        (Span(1, "school"), "2026-11-01", school(("2026-11-28", "2026-11-29")), "no-school-days"),
        (
            Span(1, "school"),
            "2026-11-01",
            school(("2026-09-01", "2027-06-01"), free=(("2026-08-01", "2027-07-01"),)),
            "no-school-days",
        ),
        (Span(10, "school"), "2027-06-20", SCHOOL, "school-year-over"),
        (Span(1, "school"), "2027-07-20", SCHOOL, "school-year-over"),
        (Span(1, "school"), "2026-02-01", SCHOOL, "school-year-later"),
        (Span(3, "school", "before"), "2026-09-09", SCHOOL, "school-year-later"),
    ],
)
def test_what_cannot_be_counted_is_told_in_its_own_way(span, start, known, code):
    with pytest.raises(ClockProblem) as told:
        count(span, day(start), known, TODAY)
    assert told.value.code == code


def test_the_table_for_the_device_holds_every_limit_that_has_a_number():
    held = sample_table().for_device()
    assert held["spans"]["notice"] == {
        "number": 10,
        "unit": "business",
        "way": "before",
        "holidays_count": True,
        "first_counts": False,
        "breaks_out": False,
    }
    assert "answer" not in held["spans"]
    assert Holiday(**held["holidays"][0]) == HOLIDAYS[0]


def test_a_school_year_may_be_one_day_and_no_shorter() -> None:
    one = Closed(date(2026, 11, 30), date(2026, 11, 30))
    known = replace(BARE, school_years=(one,))
    assert count(Span(1, "school"), day("2026-11-29"), known, TODAY).due == one.last
    with pytest.raises(ClockProblem, match="school-ends-first"):
        count(
            Span(1, "school"),
            day("2026-11-29"),
            replace(BARE, school_years=(replace(one, last=date(2026, 11, 29)),)),
            TODAY,
        )


def test_a_day_to_count_from_is_at_most_three_years_ahead() -> None:
    assert count(Span(1, "calendar"), day("2029-11-29"), BARE, TODAY).due == date(2029, 11, 30)
    with pytest.raises(ClockProblem, match="too-far-off"):
        count(Span(1, "calendar"), day("2029-11-30"), BARE, TODAY)


def test_a_school_year_begins_within_120_days_or_one_before_it_is_missing() -> None:
    known = school(("2026-09-08", "2027-06-24"))
    today = date(2026, 5, 1)
    assert count(Span(1, "school"), day("2026-05-11"), known, today).due == date(2026, 9, 8)
    with pytest.raises(ClockProblem, match=r"^school-year-later: 2026-09-08$"):
        count(Span(1, "school"), day("2026-05-10"), known, today)


def test_a_problem_says_its_code_and_what_it_is_about() -> None:
    assert str(ClockProblem("no-day")) == "no-day"
    problem = ClockProblem("not-a-day", "soon")
    assert (str(problem), problem.code, problem.about) == ("not-a-day: soon", "not-a-day", "soon")
