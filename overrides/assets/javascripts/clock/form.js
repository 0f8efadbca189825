// The form of the clock page: which parts of it a limit needs, rows of days, and what is wrong.
self.ipClockForm = (root, fields, words, { rowRemoved }) => {
  const { fill, longDate, element } = self.ipShared
  const { form, ofRule, federal, isOwn, chosen, rowInputs } = fields
  const part = (name) => root.querySelector(`[data-ip-clock-${name}]`)
  const group = (name) => root.querySelector(`[data-ip-clock-part="${name}"]`)

  const addRow = (kind, values = {}) => {
    const copy = root.querySelector(`[data-ip-clock-row="${kind}"]`).content.cloneNode(true)
    const row = copy.firstElementChild
    const [first, last] = rowInputs(row)
    first.value = values.first || ""
    if (last) last.value = values.last || ""
    const button = row.querySelector("[data-ip-take-out]")
    const name = () =>
      button.setAttribute("aria-label", fill(words.remove, first.value ? longDate(first.value) : words.the_day))
    first.addEventListener("change", name)
    name()
    button.addEventListener("click", () => {
      row.remove()
      root.querySelector(`[data-ip-clock-add="${kind}"]`).focus()
      rowRemoved()
    })
    root.querySelector(`[data-ip-clock-rows="${kind}"]`).append(row)
    return first
  }

  const units = ({ number, unit, breaks_out: breaks }) =>
    `${number} ${words.units[breaks ? "breaks" : unit][number === 1 ? 0 : 1]}`
  const lengthOf = (span) => (isOwn() ? units(span) : ofRule("long").textContent)

  const arrange = () => {
    const start = ofRule("start")
    part("start-label").textContent = start ? start.textContent : words.start
    part("federal").textContent = federal() ? fill(words.limit, ofRule("long").textContent) : words.none
    part("own").hidden = !isOwn()
    const { unit, breaks_out: breaks, holidays_count: holidaysCount } = chosen() ?? {}
    group("school").hidden = unit !== "school" && !breaks
    group("business").hidden = unit !== "business" || holidaysCount
    group("keep").hidden = group("school").hidden && group("business").hidden
    part("years").hidden = Boolean(breaks)
    part("school-legend").textContent = breaks ? words.breaks : words.school
    part("school-hint").textContent = breaks ? words.breaks_hint : words.school_hint
    part("result").hidden = true
    tell(null)
  }

  const tell = (error) => {
    if (!error) return self.ipShared.tell(form, part("problem"))
    const rough = error.rough ? [" ", element("span", error.rough)] : []
    self.ipShared.tell(form, part("problem"), error.input, fill(words.problems[error.code], about(error)), ...rough)
  }
  const about = ({ about: subject }) => (/^\d{4}-\d\d-\d\d$/.test(subject) ? longDate(subject) : subject)

  return { part, addRow, units, lengthOf, arrange, tell }
}
