// What is typed on the clock page: the limit, the day to count from, the days that a school or a
// state leaves out. What cannot be read throws a problem (count.js), with the field it is about.
self.ipClockFields = (root) => {
  const { readDay, problem } = self.ipClock
  const { element } = self.ipShared
  const { spans, holidays } = JSON.parse(root.dataset.ipClock)
  const form = root.querySelector("[data-ip-clock-form]")
  const field = (name) => form.elements[name]

  // ---- The limit ---------------------------------------------------------------------------

  // All that are on the page, in their groups.
  const offer = () => {
    const select = field("clock")
    for (const each of root.querySelectorAll("[data-ip-clock-all] > :is(h3, details)"))
      if (each.tagName === "H3") select.append(element("optgroup", "", { label: each.textContent }))
      else {
        const name = each.querySelector("[data-ip-clock-name]").textContent
        select.lastChild.append(element("option", name, { value: each.dataset.ipClockRule }))
      }
    select.value = select.dataset.ipClockFirst
  }
  offer()

  const rule = () => root.querySelector(`[data-ip-clock-rule="${field("clock").value}"]`)
  const ofRule = (name) => rule().querySelector(`[data-ip-clock-${name}]`)
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
  const ownSource = () => field("source").value.trim()
  const checkSource = () => {
    if (isOwn() && !ownSource()) throw Object.assign(problem("no-source"), { input: field("source") })
  }

  // ---- Days --------------------------------------------------------------------------------

  const dayOf = (input) => {
    try {
      if (input.validity.badInput) throw problem("no-such-day")
      return readDay(input.value)
    } catch (error) {
      if (error.code && !error.input) error.input = input
      throw error
    }
  }
  const start = () => dayOf(field("start"))
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
  // The field for a problem that the count itself finds.
  const inputFor = (code) => {
    if (code === "no-number" || code === "number-too-high") return field("number")
    const years = yearInputs()
    if (code === "break-ends-first" || code === "no-school-days")
      return rows("off").length ? rowInputs(rows("off")[0])[0] : years[0][0]
    if (code === "school-year-over" || code === "school-years-cross") return years[1][0]
    return code.startsWith("school") || code.startsWith("no-school") ? years[0][0] : field("start")
  }

  return {
    form, field, ofRule, rule, federal, isOwn, chosen, ownSource, checkSource,
    start, rows, rowInputs, yearInputs, known, inputFor,
  }
}
