// The result on the clock page: the last day, how it was counted, and what the law says about it.
self.ipClockResult = (root, fields, { part, units, lengthOf }, words) => {
  const { count, isInMonths } = self.ipClock
  const { fill, named, longDate, element, today } = self.ipShared
  const { ofRule, rule, federal, isOwn, ownSource, start, known } = fields
  const days = self.ipClockDays(part, units, words)

  const nameOf = () => ofRule("name").textContent
  const titleOf = (span) => {
    if (isInMonths(span)) return words.until
    if (span.first_counts) return words.last
    return span.way === "before" ? words.until : words.due
  }
  const lastDay = (span, due) => named(titleOf(span), { number: span.number, day: days.full(due) })
  const counted = (span) => count(span, start(), known(span), today())

  const showFacts = (limit, found) => {
    // The start is in the form already; what to ask where no number is known, only then.
    const left = isOwn() ? "[data-ip-clock-start], [data-ip-clock-ask]" : "[data-ip-clock-start]"
    const facts = [...rule().querySelectorAll("dl > div")].filter((fact) => !fact.querySelector(left))
    part("facts").replaceChildren(...facts.map((fact) => fact.cloneNode(true)))
    if (!found) return
    const said = part("facts").querySelector("[data-ip-clock-say]")
    const values = { start: longDate(found.start), due: longDate(found.due), limit }
    if (isOwn()) said.textContent = fill(words.quote, named(words.say_own, values))
    else for (const slot of said.querySelectorAll("[data-day]")) slot.textContent = values[slot.dataset.day]
    const letter = part("facts").querySelector("[data-ip-carry]")
    if (letter) letter.dataset.ipDays = JSON.stringify({ start: found.start, due: found.due })
  }
  // The federal day is shown next to the state's own; the reader decides which one applies.
  const federalDay = () => {
    try {
      return isOwn() && federal() ? counted(federal()).due : null
    } catch {
      return null // not all school days for the federal limit are typed
    }
  }
  const showComparison = () => {
    const other = federalDay()
    part("compare").hidden = !other
    part("federal-facts").hidden = !isOwn()
    part("compare").textContent = other ? fill(words.compare, longDate(other)) : ""
  }
  const showParts = (isShown) => {
    part("shown").hidden = !isShown
    for (const buttons of root.querySelectorAll("[data-ip-clock-buttons]")) buttons.hidden = !isShown
  }

  const schoolHolidays = ({ days: all }) =>
    all
      .filter(({ why, holiday }) => why === "counts" && holiday)
      .map(({ on, holiday }) => `${holiday} (${longDate(on)})`)
      .join("; ")

  // Returns what the buttons need.
  const show = (span) => {
    const found = counted(span)
    const limit = lengthOf(span)
    part("which").textContent = nameOf()
    part("due").textContent = lastDay(span, found.due)
    part("under").textContent = isOwn()
      ? named(words.under_own, { limit, source: ownSource() })
      : fill(words.under_federal, limit)
    showComparison()
    part("notes").replaceChildren(...found.notes.map((note) => element("li", fill(words.notes[note], schoolHolidays(found)))))
    showFacts(limit, found)
    days.show(span, found)
    showParts(true)
    return { limit, found }
  }
  const showNone = () => {
    part("which").textContent = nameOf()
    part("due").textContent = words.none
    for (const name of ["under", "compare", "notes"]) part(name).textContent = ""
    part("federal-facts").hidden = true
    showFacts(null, null)
    showParts(false)
  }
  // Without the school's calendar, the nearest that can be counted: its days off are not known.
  const roughDay = (span) => {
    const { due } = count(Object.assign({}, span, { unit: "business" }), start(), known(span), today())
    return fill(words.rough, lastDay(span, due))
  }

  // As text, for the binder: what is shown, and when it was counted.
  const asText = () => {
    const text = (node) => node.innerText.trim().replace(/\s+/g, " ")
    const shownOf = (names) => names.map(part).filter((node) => !node.hidden && text(node))
    const items = (name) => [...part(name).children].map((item) => ["LI", text(item)])
    return [
      ...shownOf(["due"]).map((node) => ["H2", text(node)]),
      ...shownOf(["under", "compare"]).map((node) => ["P", text(node)]),
      ...items("notes"),
      ["P", fill(words.counted_on, longDate(today()))],
      ...[...part("facts").children].map((row) => ["P", text(row)]),
      ...(part("left").hidden ? [] : [["H2", words.left_out], ...items("skipped")]),
    ]
  }
  return { nameOf, show, showNone, roughDay, asText }
}
