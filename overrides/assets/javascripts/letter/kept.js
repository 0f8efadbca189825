// What is in the form before the parent types: today, what the page before knew (carry.js), and
// what this tab was asked to keep. On a library computer, the next family would find a letter that
// is stored, so it is kept only if the parent says so.
self.ipLetterKept = ({ part, form, fields, fieldNamed, labelOf }, changed) => {
  const { KEYS, tab } = self.ipDevice
  const { fill, longDate, today } = self.ipShared
  const DAYS = /\{(start|due)\}/g // in what a page gives a field: a day that it counted
  const key = KEYS.letter(location.pathname)
  const [keep, note] = ["keep", "carried"].map(part)
  const named = fieldNamed("date")
  const dated = named?.type === "date" ? named : null // the day of the letter; nobody has typed it
  let carried = new Map() // the value given to each field

  const date = () => {
    if (dated) dated.value = today()
  }
  const isGiven = (field) => field.value === carried.get(field) || (field === dated && field.value === today())
  const typed = () => fields.some((field) => field.value && !isGiven(field))

  const remember = () => {
    const values = Object.fromEntries(fields.map(({ dataset, value }) => [dataset.field, value]))
    if (!tab.write(key, keep.checked && typed() ? values : null)) keep.checked = false // full
  }
  const recall = () => {
    const values = tab.read(key)
    if (!values || typeof values !== "object") return
    keep.checked = true
    for (const field of fields) {
      const value = values[field.dataset.field]
      if (typeof value === "string") field.value = value // anything else is damaged
    }
  }

  // It fills empty fields, and can be taken out.
  const takeAlong = () => {
    const given = tab.read(KEYS.carried)
    if (given?.to !== location.pathname) return
    for (const field of fields) carry(field, given)
    if (carried.size) showCarried(given)
  }
  const carry = (field, { texts, days }) => {
    const text = texts[field.dataset.field]
    if (!text || (field.value && !isGiven(field))) return
    const needed = [...text.matchAll(DAYS)].map(([, name]) => name)
    if (needed.some((name) => !days[name])) return // a day that the page before did not know
    field.value = text.replace(DAYS, (_, name) => (field.type === "date" ? days[name] : longDate(days[name])))
    carried.set(field, field.value)
  }
  const showCarried = ({ from, back }) => {
    const labels = [...carried.keys()].map(labelOf)
    const [said, link] = note.children
    said.textContent = fill(said.textContent, labels.join(", "))
    link.textContent = from
    link.href = back
    note.hidden = false
  }
  const leaveCarried = () => {
    carried = new Map()
    note.hidden = true
    tab.write(KEYS.carried, null)
  }
  const takeOut = () => {
    for (const [field, value] of carried) if (field.value === value) field.value = ""
    leaveCarried()
    if (!dated?.value) date()
    changed()
    form.querySelector("[data-field]").focus()
  }

  if (!tab.isThere()) keep.closest("p").hidden = true // this browser keeps nothing
  note.querySelector("button").addEventListener("click", takeOut)
  const start = () => {
    date()
    recall()
    takeAlong()
  }
  const clear = () => {
    leaveCarried()
    date()
  }
  return { keep, typed, remember, start, clear }
}
