// Counts the days of a time limit, and says whether each day counts, and why.
// The same as hooks/library/clock/count.py, which explains the rules; a test compares the two.
// Days are strings such as 2026-03-02. What cannot be counted throws, with a code and its subject.
self.ipClock = (() => {
  const LONGEST_AGO = 10 // years before today
  const FARTHEST_AHEAD = 3 // years after today
  const MOST = { calendar: 1000, business: 1000, school: 400, month: 120, year: 10 }
  const LONGEST_SCHOOL_YEAR = 366
  const LONGEST_SUMMER = 120 // a longer gap means that a school year was not typed
  const [MONDAY, FRIDAY, SATURDAY] = [0, 4, 5]
  const LAST = -1
  const LAST_YEAR = 9999

  const problem = (code, about = "") => Object.assign(new Error(code), { code, about })

  // Internally, a day is the number of days since 1970, the same in every time zone.
  const number = (year, month, day) => {
    const date = new Date(0)
    date.setUTCFullYear(year, month - 1, day)
    return date.getTime() / 864e5
  }
  const parts = (day) => {
    const date = new Date(day * 864e5)
    return [date.getUTCFullYear(), date.getUTCMonth() + 1, date.getUTCDate()]
  }
  const pad = (value, length) => String(value).padStart(length, "0")
  const written = (day) => {
    const [year, month, date] = parts(day)
    return `${pad(year, 4)}-${pad(month, 2)}-${pad(date, 2)}`
  }
  const read = (text) => number(...text.split("-").map(Number))
  const weekday = (day) => (((day + 3) % 7) + 7) % 7 // 1970 began on a Thursday; Monday is 0

  // A typed day, 2026-03-02 or 3/2/2026, as 2026-03-02.
  const readDay = (typed) => {
    const text = typed.trim()
    if (!text) throw problem("no-day")
    const iso = /^(\d{4})-(\d{1,2})-(\d{1,2})$/.exec(text)
    const american = /^(\d{1,2})\/(\d{1,2})\/(\d{4})$/.exec(text)
    if (!iso && !american) throw problem("not-a-day", text)
    const found = iso ? [iso[1], iso[2], iso[3]] : [american[3], american[1], american[2]]
    const [year, month, date] = found.map(Number)
    const day = number(year, month, date)
    const [sameYear, sameMonth, sameDate] = parts(day)
    const isReal = year > 0 && sameYear === year && sameMonth === month && sameDate === date
    if (!isReal) throw problem("no-such-day", text)
    return written(day)
  }

  const lengthOfMonth = (year, month) => parts(number(year, month + 1, 0))[2]
  const monthsOn = (day, months) => {
    const [year, month, date] = parts(day)
    const all = year * 12 + month - 1 + months
    const [newYear, newMonth] = [Math.floor(all / 12), (all % 12) + 1]
    return number(newYear, newMonth, Math.min(date, lengthOfMonth(newYear, newMonth)))
  }
  const yearsOn = (day, years) => {
    const year = parts(day)[0] + years
    return year < 1 || year > LAST_YEAR ? day : monthsOn(day, 12 * years)
  }

  const fallsOn = (holiday, day) => {
    const [year, month, date] = parts(day)
    if (month !== holiday.month || year < holiday.since) return false
    if (holiday.day) return date === holiday.day
    if (weekday(day) !== holiday.weekday) return false
    if (holiday.nth === LAST) return parts(day + 7)[1] !== month
    return Math.floor((date - 1) / 7) === holiday.nth - 1
  }
  // The holiday observed on a workday: its own day, or the workday next to a weekend.
  const keptOn = (day, holidays) => {
    const own = holidays.find((holiday) => fallsOn(holiday, day))
    if (own) return { name: own.name, moved: false }
    const beside = { [FRIDAY]: 1, [MONDAY]: -1 }[weekday(day)]
    if (!beside) return null
    const moved = holidays.find((holiday) => fallsOn(holiday, day + beside))
    return moved ? { name: moved.name, moved: true } : null
  }

  const within = (day, { first, last }) => first <= day && day <= last
  const isDayOff = (day, known) => known.no_school.some((off) => within(day, off))
  const off = (day, known) => {
    if (!known.school_years.some((year) => within(day, year))) return "no-school-year"
    return isDayOff(day, known) ? "no-school" : null
  }

  const checkStart = (start, today) => {
    if (start < yearsOn(today, -LONGEST_AGO)) throw problem("too-long-ago", written(start))
    if (start > yearsOn(today, FARTHEST_AHEAD)) throw problem("too-far-off", written(start))
  }
  const checkSpan = (span) => {
    if (!(span.number >= 1)) throw problem("no-number")
    if (span.number > MOST[span.unit]) throw problem("number-too-high", String(MOST[span.unit]))
  }
  const checkDaysOff = (known) => {
    for (const { first, last } of known.no_school)
      if (last < first) throw problem("break-ends-first", written(last))
  }
  const checkSchool = (known) => {
    if (!known.school_years.length) throw problem("no-school-year")
    let before = null
    let hasSchool = false
    for (const { first, last } of known.school_years) {
      if (last < first) throw problem("school-ends-first", written(last))
      if (last - first > LONGEST_SCHOOL_YEAR) throw problem("school-too-long", written(last))
      if (before !== null && first <= before) throw problem("school-years-cross", written(first))
      before = last
      for (let day = first; day <= last && !hasSchool; day++)
        hasSchool = weekday(day) < SATURDAY && !off(day, known)
    }
    if (!hasSchool) throw problem("no-school-days")
  }
  const checkWithinSchool = (day, start, known) => {
    const first = known.school_years[0].first
    const last = known.school_years[known.school_years.length - 1].last
    if (day > last) throw problem("school-year-over", written(last))
    if (day < first && (day < start || first - start > LONGEST_SUMMER))
      throw problem("school-year-later", written(first))
  }

  const entry = (on, why, value = null, holiday = "", moved = false) => ({
    on,
    why,
    number: value,
    holiday,
    moved,
  })
  const judged = (span, day, known) => {
    if (span.unit === "calendar")
      return entry(day, span.breaks_out && isDayOff(day, known) ? "no-school" : "counts")
    if (weekday(day) >= SATURDAY) return entry(day, "weekend")
    const kept = keptOn(day, known.holidays)
    const { name, moved } = kept || { name: "", moved: false }
    if (span.unit === "school") {
      const why = off(day, known)
      return why ? entry(day, why) : entry(day, "counts", null, name, moved)
    }
    if (span.holidays_count) return entry(day, "counts")
    if (kept) return entry(day, "federal-holiday", null, name, moved)
    return entry(day, known.state_holidays.includes(day) ? "state-holiday" : "counts")
  }

  const countDays = (span, start, known) => {
    const step = span.way === "after" ? 1 : -1
    const days = span.first_counts ? [] : [entry(start, "start", 0)]
    let day = span.first_counts ? start : start + step
    let counted = 0
    while (counted < span.number) {
      if (span.unit === "school") checkWithinSchool(day, start, known)
      const found = judged(span, day, known)
      if (found.why === "counts") found.number = ++counted
      days.push(found)
      day += step
    }
    return days
  }
  const isInMonths = ({ unit }) => unit === "month" || unit === "year"
  const countMonths = (span, start) => {
    const size = (span.unit === "year" ? 12 : 1) * (span.way === "after" ? 1 : -1)
    const days = [entry(start, "start", 0)]
    for (let each = 1; each <= span.number; each++)
      days.push(entry(monthsOn(start, size * each), "counts", each))
    return days
  }
  const notesOf = (span, days, known) => {
    const [start, due] = [days[0].on, days[days.length - 1].on]
    const skipsHolidays = span.unit === "business" || span.unit === "school"
    const isWeekend = weekday(due) >= SATURDAY
    return [
      isWeekend && "due-weekend",
      !isWeekend && !skipsHolidays && keptOn(due, known.holidays) && "due-holiday",
      isInMonths(span) && parts(due)[2] !== parts(start)[2] && "shorter-month",
      days.some((day) => day.moved && day.why === "federal-holiday") && "moved-holiday",
      days.some((day) => day.holiday && day.why === "counts") && "school-holiday",
    ].filter(Boolean)
  }

  // Counts a limit from a day. `known` is what is known about the days: holidays, state_holidays,
  // school_years and no_school, the last two as { first, last }.
  const count = (span, startText, knownTexts, todayText) => {
    const start = read(startText)
    const range = ({ first, last }) => ({ first: read(first), last: read(last) })
    const known = {
      holidays: knownTexts.holidays,
      state_holidays: knownTexts.state_holidays.map(read),
      school_years: knownTexts.school_years.map(range),
      no_school: knownTexts.no_school.map(range),
    }
    checkStart(start, read(todayText))
    checkSpan(span)
    const inMonths = isInMonths(span)
    if (!inMonths && (span.unit === "school" || span.breaks_out)) checkDaysOff(known)
    if (span.unit === "school") checkSchool(known)
    const days = inMonths ? countMonths(span, start) : countDays(span, start, known)
    return {
      start: written(days[0].on),
      due: written(days[days.length - 1].on),
      days: days.map((day) => ({ ...day, on: written(day.on) })),
      notes: notesOf(span, days, known),
    }
  }

  const shifted = (text, days) => written(read(text) + days)
  const weekdayOf = (text) => (weekday(read(text)) + 1) % 7 // as on a wall calendar: Sunday is 0
  return { readDay, count, isInMonths, problem, shifted, weekdayOf, lengthOfMonth }
})()
