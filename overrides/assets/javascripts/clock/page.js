// The clock page: choose a limit, type a day, see each day counted. Nothing is sent.
;(() => {
  const root = document.querySelector("[data-ip-clock]")
  const { spans, holidays } = JSON.parse(root.dataset.ipClock)
  const words = JSON.parse(root.dataset.ipWords)
  const { readDay, count, problem, shifted, weekdayOf, lengthOfMonth } = self.ipClock
  const KEY = "ip-clock-days"
  const TWO_WEEKS = 14

  const part = (name) => root.querySelector(`[data-ip-clock-${name}]`)
  const form = part("form")
  const result = part("result")
  const field = (name) => form.elements[name]
  const lang = document.documentElement.lang
  const format = (options) => new Intl.DateTimeFormat(lang, { ...options, timeZone: "UTC" })
  const [LONG, FULL, MONTH, WEEKDAY, SHORT_WEEKDAY] = [
    { year: "numeric", month: "long", day: "numeric" },
    { weekday: "long", year: "numeric", month: "long", day: "numeric" },
    { year: "numeric", month: "long" },
    { weekday: "long" },
    { weekday: "short" },
  ].map(format)
  const shown = (day, style = LONG) => style.format(new Date(`${day}T00:00:00Z`))
  const fill = (text, ...values) => values.reduce((filled, value) => filled.replace("{}", () => value), text)
  const named = (text, values) => text.replace(/\{(\w+)\}/g, (_, name) => values[name])
  const element = (name, text = "", attributes = {}) => {
    const made = document.createElement(name)
    made.textContent = text
    for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value)
    return made
  }

  const today = () => {
    const now = new Date()
    return [now.getFullYear(), now.getMonth() + 1, now.getDate()]
      .map((value) => String(value).padStart(2, "0"))
      .join("-")
  }

  // ---- Input -----------------------------------------------------------------------

  const rule = () => document.getElementById(field("clock").value).closest("[data-ip-clock-rule]")
  const federal = () => spans[field("clock").value]
  const isOwn = () => form.querySelector("[name=limit]:checked").value === "1"
  const ownSpan = () => {
    const unit = field("unit").value
    return {
      number: /^\s*\d+\s*$/.test(field("number").value) ? Number(field("number").value) : NaN,
      unit: unit === "breaks" ? "calendar" : unit,
      way: federal() ? federal().way : "after",
      holidays_count: false,
      first_counts: false,
      breaks_out: unit === "breaks",
    }
  }
  const chosen = () => (isOwn() ? ownSpan() : federal())

  // A problem, and the field it is about.
  const at = (input, work) => {
    try {
      return work()
    } catch (error) {
      if (error.code && !error.input) error.input = input
      throw error
    }
  }
  const dayOf = (input) =>
    at(input, () => {
      if (input.validity.badInput) throw problem("no-such-day")
      return readDay(input.value)
    })
  const isEmpty = (...inputs) => inputs.every((input) => !input.value && !input.validity.badInput)
  const rangeOf = (first, last) => {
    if (isEmpty(first, last)) return null
    const from = dayOf(first)
    return { first: from, last: !last || isEmpty(last) ? from : dayOf(last) }
  }
  const rows = (kind) => [...root.querySelector(`[data-ip-clock-rows="${kind}"]`).children]
  const rowInputs = (row) => [row.querySelector("[data-ip-first]"), row.querySelector("[data-ip-last]")]
  const rangesOf = (kind) =>
    rows(kind)
      .map((row) => {
        const [first, last] = rowInputs(row)
        return last ? rangeOf(first, last) : isEmpty(first) ? null : rangeOf(first)
      })
      .filter(Boolean)
  const yearInputs = () => {
    const [firsts, lasts] = ["first", "last"].map((end) => [
      ...form.querySelectorAll(`[data-ip-year-${end}]`),
    ])
    return firsts.map((first, index) => [first, lasts[index]])
  }
  const schoolYears = () =>
    yearInputs()
      .filter(([first, last]) => !isEmpty(first, last))
      .map(([first, last]) => ({ first: dayOf(first), last: dayOf(last) }))
  const known = (span) => ({
    holidays,
    state_holidays: span.unit === "business" ? rangesOf("state").map(({ first }) => first) : [],
    school_years: span.unit === "school" ? schoolYears() : [],
    no_school: span.unit === "school" || span.breaks_out ? rangesOf("off") : [],
  })

  // ---- The form ----------------------------------------------------------------------------

  const addRow = (kind, values = {}) => {
    const copy = root.querySelector(`[data-ip-clock-row="${kind}"]`).content.cloneNode(true)
    const row = copy.firstElementChild
    const [first, last] = rowInputs(row)
    first.value = values.first || ""
    if (last) last.value = values.last || ""
    const button = row.querySelector("[data-ip-take-out]")
    const name = () =>
      button.setAttribute("aria-label", fill(words.remove, first.value ? shown(first.value) : words.the_day))
    first.addEventListener("change", name)
    name()
    button.addEventListener("click", () => {
      row.remove()
      root.querySelector(`[data-ip-clock-add="${kind}"]`).focus()
      save()
    })
    root.querySelector(`[data-ip-clock-rows="${kind}"]`).append(row)
    return first
  }
  const show = (name, isShown) => {
    root.querySelector(`[data-ip-clock-part="${name}"]`).hidden = !isShown
  }
  const units = ({ number, unit, breaks_out: breaks }) =>
    `${number} ${words.units[breaks ? "breaks" : unit][number === 1 ? 0 : 1]}`
  const lengthOf = (entry) => entry.querySelector("[data-ip-clock-long]").textContent

  const arrange = () => {
    const start = rule().querySelector("[data-ip-clock-start]")
    part("start-label").textContent = start ? start.textContent : words.start
    const hasNumber = Boolean(federal())
    part("federal").textContent = hasNumber ? fill(words.limit, lengthOf(rule())) : words.none
    part("own").hidden = !isOwn()
    const span = chosen()
    const breaks = Boolean(span && span.breaks_out)
    show("school", Boolean(span) && (span.unit === "school" || breaks))
    show("business", Boolean(span) && span.unit === "business" && !span.holidays_count)
    show("keep", !root.querySelector("[data-ip-clock-part=school]").hidden || !root.querySelector("[data-ip-clock-part=business]").hidden)
    part("years").hidden = breaks
    part("school-legend").textContent = breaks ? words.breaks : words.school
    part("school-hint").textContent = breaks ? words.breaks_hint : words.school_hint
    result.hidden = true
    tell(null)
  }
  // What is wrong stands below its field, where the reader then is.
  const tell = (error) => {
    for (const input of form.querySelectorAll("[aria-invalid]")) {
      input.removeAttribute("aria-invalid")
      input.removeAttribute("aria-describedby")
    }
    const message = part("problem")
    message.textContent = ""
    if (!error) return
    const { input } = error
    input.closest("label").after(message)
    message.textContent = fill(words.problems[error.code], about(error))
    if (error.rough) message.append(" ", element("span", error.rough))
    const folded = input.closest("details")
    if (folded) folded.open = true
    input.setAttribute("aria-invalid", "true")
    input.setAttribute("aria-describedby", "clock-problem")
    input.focus()
    message.scrollIntoView({ block: "nearest" })
  }
  const about = ({ about }) => (/^\d{4}-\d\d-\d\d$/.test(about) ? shown(about) : about)
  // The field for a problem that the count itself finds.
  const inputFor = (code) => {
    if (code === "no-number" || code === "number-too-high") return field("number")
    const years = yearInputs()
    if (code === "break-ends-first" || code === "no-school-days")
      return rows("off").length ? rowInputs(rows("off")[0])[0] : years[0][0]
    if (code === "school-year-over" || code === "school-years-cross") return years[1][0]
    return code.startsWith("school") || code.startsWith("no-school") ? years[0][0] : field("start")
  }

  // ---- The saved days ---------------------------------------------------------------

  const keepBox = part("keep")
  const say = (text) => (part("kept").textContent = text)
  const isKept = () => keepBox.checked
  const typedDays = () => {
    const pairs = (inputs) => inputs.map(([first, last]) => [first.value, last ? last.value : ""])
    return {
      years: pairs(yearInputs()),
      off: pairs(rows("off").map(rowInputs)),
      state: pairs(rows("state").map(rowInputs)),
    }
  }
  const save = () => {
    if (!isKept()) return
    try {
      localStorage.setItem(KEY, JSON.stringify(typedDays()))
      say(words.kept)
      part("forget").hidden = false
    } catch {
      say(words.not_kept)
    }
  }
  const forget = () => {
    keepBox.checked = false
    try {
      localStorage.removeItem(KEY)
    } catch {
      // Storage is denied, so nothing was saved.
    }
    part("forget").hidden = true
    say(words.forgotten)
  }
  const restore = () => {
    let kept
    try {
      kept = JSON.parse(localStorage.getItem(KEY))
    } catch {
      // Storage is denied or damaged, so nothing is saved.
    }
    const pairs = (list) => (Array.isArray(list) ? list.filter(Array.isArray).map((pair) => pair.map(String)) : [])
    const { years, off, state } = kept || {}
    yearInputs().forEach(([first, last], index) => {
      const [from, to] = pairs(years)[index] || ["", ""]
      first.value = from
      last.value = to
    })
    part("next-year").open = pairs(years).length > 1 && pairs(years)[1].some(Boolean)
    for (const [kind, list] of [["off", pairs(off)], ["state", pairs(state)]]) {
      for (const [first, last] of list) addRow(kind, { first, last })
      if (!list.length) addRow(kind)
    }
    if (!kept) return
    keepBox.checked = true
    part("forget").hidden = false
    say(words.kept)
  }

  // ---- The result ---------------------------------------------------------------------------

  const reasonOf = (day) => {
    if (day.why !== "federal-holiday") return words.why[day.why]
    const name = fill(words.why["federal-holiday"], day.holiday)
    return day.moved ? fill(words.why.moved, name) : name
  }
  const month = (name, days, due) => {
    const [year, number] = name.split("-").map(Number)
    const table = element("table", "", { class: "ip-clock-month" })
    table.append(element("caption", shown(`${name}-01`, MONTH)))
    const head = table.createTHead().insertRow()
    for (let day = 0; day < 7; day++) {
      const sunday = `2023-01-0${day + 1}` // a Sunday, and the days after it
      head.append(element("th", shown(sunday, SHORT_WEEKDAY).slice(0, 2), { scope: "col", abbr: shown(sunday, WEEKDAY) }))
    }
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
  // Days that do not count; consecutive ones with the same reason are grouped, weekends left out.
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

  const showFacts = (limit, found) => {
    const copies = [...rule().querySelectorAll("[data-ip-clock-told]")].map((fact) => fact.cloneNode(true))
    part("facts").replaceChildren(...copies)
    if (!found) return
    const said = part("facts").querySelector("[data-ip-clock-say]")
    const text = isOwn() ? words.say_own : said.dataset.ipClockSay
    const values = { start: shown(found.start), due: shown(found.due), limit }
    said.textContent = fill(words.quote, named(text, values))
    const letter = part("facts").querySelector("[data-ip-carry]")
    if (letter) letter.dataset.ipDays = JSON.stringify({ start: found.start, due: found.due })
  }
  const showDays = (span, found) => {
    const inMonths = span.unit === "month" || span.unit === "year"
    const days = [...found.days].sort((one, other) => (one.on < other.on ? -1 : 1))
    const byDay = new Map(days.map((day) => [day.on, day]))
    const months = [...new Set(days.map(({ on }) => on.slice(0, 7)))]
    part("months").replaceChildren(...(inMonths ? [] : months.map((name) => month(name, byDay, found.due))))
    const steps = inMonths ? days : []
    part("steps").replaceChildren(
      ...steps.map(({ on, number }) =>
        element("li", `${shown(on, FULL)}: ${number ? units(Object.assign({}, span, { number })) : words.zero}`),
      ),
    )
    part("months").hidden = part("legend").hidden = inMonths
    const counted = days.filter(({ number }) => number).length
    const skipped = days.filter(({ number }) => number === null).length
    part("sum").textContent = named(skipped ? words.counted : words.counted_all, { counted, skipped })
    part("sum").hidden = inMonths
    const groups = leftOut(days)
    part("left").hidden = !groups.length
    part("skipped").replaceChildren(
      ...groups.map(({ reason, from, to }) =>
        element("li", `${from === to ? shown(from) : fill(words.range, shown(from), shown(to))}: ${reason}`),
      ),
    )
  }
  const titleOf = ({ unit, way, first_counts: isFirst }) =>
    unit === "month" || unit === "year" ? words.until : isFirst ? words.last : way === "before" ? words.until : words.due
  let file = null
  const showResult = (span, found) => {
    const limit = isOwn() ? units(span) : lengthOf(rule())
    part("which").textContent = rule().querySelector("[data-ip-clock-name]").textContent
    part("due").textContent = named(titleOf(span), { number: span.number, day: shown(found.due, FULL) })
    part("under").textContent = isOwn()
      ? named(words.under_own, { limit, source: field("source").value.trim() })
      : fill(words.under_federal, limit)
    showComparison()
    part("notes").replaceChildren(...found.notes.map((note) => element("li", words.notes[note])))
    showFacts(limit, found)
    showDays(span, found)
    part("shown").hidden = false
    for (const buttons of root.querySelectorAll("[data-ip-clock-buttons]")) buttons.hidden = false
    file = () => fileOf(limit, found)
  }
  // The federal day is shown next to the state's own; the reader decides which one applies.
  const showComparison = () => {
    let other = null
    if (isOwn() && federal()) {
      const start = dayOf(field("start"))
      try {
        other = count(federal(), start, known(federal()), today()).due
      } catch {
        // Not all school days for the federal limit are typed.
      }
    }
    part("compare").hidden = !other
    part("federal-facts").hidden = !isOwn()
    part("compare").textContent = other ? fill(words.compare, shown(other)) : ""
  }
  const showNone = () => {
    part("which").textContent = rule().querySelector("[data-ip-clock-name]").textContent
    part("due").textContent = words.none
    for (const name of ["under", "compare", "notes"]) part(name).textContent = ""
    part("federal-facts").hidden = true
    showFacts(null, null)
    part("shown").hidden = true
    for (const buttons of root.querySelectorAll("[data-ip-clock-buttons]")) buttons.hidden = true
  }

  // Without the school's calendar, the nearest that can be counted: its days off are not known.
  const roughDay = (span, start) => {
    const { due } = count(Object.assign({}, span, { unit: "business" }), start, known(span), today())
    return fill(words.rough, named(titleOf(span), { number: span.number, day: shown(due, FULL) }))
  }

  const fileOf = (limit, found) => {
    const name = rule().querySelector("[data-ip-clock-name]").textContent
    const cites = rule().querySelector("[data-ip-clock-cites]").textContent.trim()
    const rules = isOwn() ? field("source").value.trim() : cites
    const about = named(words.file_about, { limit, start: shown(found.start), rules })
    const event = (kind, day, text) => ({
      id: `ip-${field("clock").value}-${found.due}-${kind}`,
      day,
      next: shifted(day, 1),
      summary: fill(text, name),
      about,
    })
    return self.ipCalendarFile(
      [
        event("before", shifted(found.due, -TWO_WEEKS), words.file_before),
        event("due", found.due, words.file_due),
        event("after", shifted(found.due, 1), words.file_after),
      ],
      new Date(),
    )
  }
  const download = () => self.ipSaveFile(`${field("clock").value}.ics`, "text/calendar", [file()])

  // The result as text, for the binder: what is shown, and when it was counted.
  const asText = () => {
    const text = (node) => node.innerText.trim().replace(/\s+/g, " ")
    const shownOf = (names) => names.map(part).filter((node) => !node.hidden && text(node))
    const facts = [...part("facts").children].map((row) => ["P", text(row)])
    const items = (name) => [...part(name).children].map((item) => ["LI", text(item)])
    const left = part("left").hidden ? [] : [["H2", words.left_out], ...items("skipped")]
    return [
      ...shownOf(["due"]).map((node) => ["H2", text(node)]),
      ...shownOf(["under", "compare"]).map((node) => ["P", text(node)]),
      ...items("notes"),
      ["P", fill(words.counted_on, shown(today()))],
      ...facts,
      ...left,
    ]
  }
  const putInBinder = () => {
    const name = rule().querySelector("[data-ip-clock-name]").textContent
    const isKept = self.ipBinder.put({ title: name, group: "dates", blocks: asText() })
    part("bound").textContent = isKept ? words.bound : words.not_bound
  }

  // ---- Putting it together -------------------------------------------------------------------------

  const submit = (event) => {
    event.preventDefault()
    result.hidden = true
    part("bound").textContent = ""
    tell(null)
    const span = chosen()
    try {
      if (!span) showNone()
      else {
        const start = dayOf(field("start"))
        if (isOwn() && !field("source").value.trim())
          at(field("source"), () => {
            throw problem("no-source")
          })
        showResult(span, count(span, start, known(span), today()))
      }
    } catch (error) {
      if (!error.code) throw error
      if (!error.input) error.input = inputFor(error.code)
      if (error.code === "no-school-year") error.rough = roughDay(span, dayOf(field("start")))
      return tell(error)
    }
    result.hidden = false
    part("due").focus()
  }
  // An address can name a clock: the reader comes to count, so it leads to the field for the day.
  const choose = () => {
    const name = decodeURIComponent(location.hash.slice(1))
    const isNamed = [...field("clock").options].some(({ value }) => value === name)
    if (isNamed) field("clock").value = name
    arrange()
    if (!isNamed) return
    form.scrollIntoView()
    field("start").focus()
  }

  field("clock").value = [...field("clock").options].map(({ value }) => value).find((id) => spans[id])
  restore()
  form.hidden = false
  choose()
  // A browser goes to what the address names once more when all is loaded.
  if (document.readyState !== "complete") addEventListener("load", () => document.activeElement === document.body && choose())
  form.addEventListener("submit", submit)
  // At the first letter: when the button is pressed, nothing above it may move it from a finger.
  form.addEventListener("input", () => tell(null))
  form.addEventListener("change", (event) => {
    if (event.target === keepBox) return isKept() ? save() : forget()
    save()
    if (event.target.closest("fieldset") && !event.target.name) return (result.hidden = true)
    arrange()
  })
  part("forget").addEventListener("click", () => {
    forget()
    keepBox.focus()
  })
  part("binder")?.addEventListener("click", putInBinder)
  part("save").addEventListener("click", download)
  for (const button of root.querySelectorAll("[data-ip-clock-add]"))
    button.addEventListener("click", () => addRow(button.dataset.ipClockAdd).focus())
  addEventListener("hashchange", choose)
})()
