// Each day of a count: months as tables, or the steps of months and years; and the days left out.
self.ipClockDays = (part, units, words) => {
  const { isInMonths, weekdayOf, lengthOfMonth } = self.ipClock
  const { fill, named, longDate, element } = self.ipShared
  const { lang } = document.documentElement
  const format = (options) => new Intl.DateTimeFormat(lang, { ...options, timeZone: "UTC" })
  const [FULL, MONTH, WEEKDAY, SHORT_WEEKDAY] = [
    { weekday: "long", year: "numeric", month: "long", day: "numeric" },
    { year: "numeric", month: "long" },
    { weekday: "long" },
    { weekday: "short" },
  ].map(format)
  const shown = (day, style = FULL) => style.format(new Date(day))

  const reasonOf = (day) => {
    if (day.why !== "federal-holiday") return words.why[day.why]
    const name = fill(words.why["federal-holiday"], day.holiday)
    return day.moved ? fill(words.why.moved, name) : name
  }

  // ---- A month -----------------------------------------------------------------------------

  const addWeekdays = (table) => {
    const head = table.createTHead().insertRow()
    for (let day = 0; day < 7; day++) {
      const sunday = `2023-01-0${day + 1}` // a Sunday, and the days after it
      head.append(element("th", shown(sunday, SHORT_WEEKDAY).slice(0, 2), { scope: "col", abbr: shown(sunday, WEEKDAY) }))
    }
  }
  const month = (name, days, due) => {
    const [year, number] = name.split("-").map(Number)
    const table = element("table", "", { class: "ip-clock-month" })
    table.append(element("caption", shown(`${name}-01`, MONTH)))
    addWeekdays(table)
    const body = table.createTBody()
    let week = body.insertRow()
    for (let blank = weekdayOf(`${name}-01`); blank > 0; blank--) week.insertCell()
    for (let date = 1; date <= lengthOfMonth(year, number); date++) {
      const on = `${name}-${String(date).padStart(2, "0")}`
      if (weekdayOf(on) === 0 && date > 1) week = body.insertRow()
      week.append(cell(date, days.get(on), on === due))
    }
    return table
  }
  const cell = (date, day, isDue) => {
    const made = element("td")
    made.append(element("span", date, { class: "ip-clock-date" }))
    if (!day) return made
    const isCounted = day.number !== null && day.why !== "start"
    const kind = day.why === "start" ? "start" : isDue ? "due" : isCounted ? "counts" : "out"
    made.className = `ip-clock-${kind}`
    if (day.why === "start") made.append(element("b", words.zero))
    else if (isCounted) made.append(element("b", day.number))
    else {
      made.append(element("b", "–", { "aria-hidden": "true" }))
      made.append(element("span", reasonOf(day), { class: "ip-clock-spoken" }))
    }
    return made
  }

  // ---- Days that do not count ----------------------------------------------------------------

  // Consecutive ones with the same reason are grouped, weekends left out.
  const leftOut = (days) => {
    const groups = []
    for (const day of days) {
      if (day.number !== null || day.why === "weekend") continue
      const last = groups[groups.length - 1]
      const reason = reasonOf(day)
      if (last && last.reason === reason && day.holiday === "" && gap(last.to, day.on, days)) last.to = day.on
      else groups.push({ reason, from: day.on, to: day.on })
    }
    return groups
  }
  const gap = (from, to, days) =>
    days.every(({ on, number }) => on <= from || on >= to || number === null)
  const showLeftOut = (days) => {
    const groups = leftOut(days)
    part("left").hidden = !groups.length
    part("skipped").replaceChildren(
      ...groups.map(({ reason, from, to }) =>
        element("li", `${from === to ? longDate(from) : fill(words.range, longDate(from), longDate(to))}: ${reason}`),
      ),
    )
  }

  // ---- All of them ---------------------------------------------------------------------------

  const showMonths = (days, due) => {
    const byDay = new Map(days.map((day) => [day.on, day]))
    const names = [...new Set(days.map(({ on }) => on.slice(0, 7)))]
    part("months").replaceChildren(...names.map((name) => month(name, byDay, due)))
  }
  const showSteps = (days, span) =>
    part("steps").replaceChildren(
      ...days.map(({ on, number }) =>
        element("li", `${shown(on)}: ${number ? units(Object.assign({}, span, { number })) : words.zero}`),
      ),
    )
  const showSum = (days) => {
    const counted = days.filter(({ number }) => number).length
    const skipped = days.filter(({ number }) => number === null).length
    part("sum").textContent = named(skipped ? words.counted : words.counted_all, { counted, skipped })
  }
  const show = (span, found) => {
    const inMonths = isInMonths(span)
    const days = [...found.days].sort((one, other) => (one.on < other.on ? -1 : 1))
    showMonths(inMonths ? [] : days, found.due)
    showSteps(inMonths ? days : [], span)
    showSum(days)
    for (const name of ["months", "legend", "sum"]) part(name).hidden = inMonths
    showLeftOut(days)
  }
  return { show, full: shown }
}
