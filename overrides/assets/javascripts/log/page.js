// The weekly log: minutes of help promised and given, row by row, with their sums. It stays on this
// device, in one entry; a file (CSV) takes it elsewhere, and is read back.
;(() => {
  const root = document.querySelector("[data-ip-log]")
  const words = JSON.parse(root.dataset.ipLog)
  const { KEYS, device, tab } = self.ipDevice
  const { named, longDate, tell } = self.ipShared
  const COLUMNS = ["week", "service", "promised", "given", "why"]
  const MOST = 99999 // minutes in a row

  const part = (name) => root.querySelector(`[data-ip-log-${name}]`)
  const [form, filled, rowsBody, sumsBody, file] = ["form", "filled", "rows", "sums", "file"].map(part)
  // Each thing is said where it is done, so that it is in sight.
  const say = (text, place = "status") => {
    tell(form, part("problem"))
    for (const name of ["status", "bound", "loaded"]) part(name).textContent = name === place ? text : ""
  }

  // ---- Rows ---------------------------------------------------------------------------------

  // A day as 2026-11-30; programs for tables turn it into 11/30/2026.
  const dayOf = (text) => {
    const [, month, date, year] = /^(\d{1,2})\/(\d{1,2})\/(\d{4})$/.exec(text) ?? []
    const day = month ? `${year}-${month.padStart(2, "0")}-${date.padStart(2, "0")}` : text
    const time = /^\d{4}-\d\d-\d\d$/.test(day) ? new Date(day) : NaN
    return time - 0 && time.toISOString().startsWith(day) ? day : ""
  }
  const minutesOf = (text) => (/^\d+$/.test(text) && Number(text) <= MOST ? Number(text) : NaN)
  // A row that counts, or null.
  const rowOf = (values) => {
    const [week, service, promised, given, why] = values.map((value) => String(value ?? "").trim())
    const row = { week: dayOf(week ?? ""), service, promised: minutesOf(promised), given: minutesOf(given), why: why ?? "" }
    return row.week && row.service && row.promised >= 0 && row.given >= 0 ? row : null
  }
  const valuesOf = (row) => COLUMNS.map((name) => row?.[name])
  const read = () => {
    const held = device.read(KEYS.log)
    return Array.isArray(held) ? held.map((row) => rowOf(valuesOf(row))).filter(Boolean) : []
  }
  let rows = read()
  const byWeek = (one, other) => (one.week < other.week ? -1 : one.week > other.week ? 1 : 0)
  const keep = (text, place) => {
    rows.sort(byWeek)
    say(device.write(KEYS.log, rows.length ? rows : null) ? text : words.not_kept, place)
    show()
  }
  const sums = () => {
    const found = new Map()
    for (const { week, service, promised, given } of rows) {
      const sum = found.get(service) ?? { service, promised: 0, given: 0, from: week, to: week }
      found.set(service, { ...sum, promised: sum.promised + promised, given: sum.given + given, to: week })
    }
    return [...found.values()].map((sum) => ({ ...sum, missing: Math.max(0, sum.promised - sum.given) }))
  }

  // ---- What is shown ------------------------------------------------------------------------

  const line = (body, values) => {
    const made = body.insertRow()
    for (const [index, value] of values.entries()) {
      const cell = document.createElement(index ? "td" : "th")
      if (!index) cell.scope = "row"
      cell.textContent = value
      if (index) cell.dataset.label = body.parentNode.tHead.rows[0].cells[index].textContent // on a phone
      made.append(cell)
    }
    return made
  }
  const show = () => {
    filled.hidden = !rows.length
    rowsBody.replaceChildren()
    sumsBody.replaceChildren()
    for (const row of rows) {
      const made = line(rowsBody, [longDate(row.week), row.service, row.promised, row.given, row.why])
      const button = part("out").content.cloneNode(true).firstElementChild
      button.setAttribute("aria-label", named(words.out, { service: row.service, week: longDate(row.week) }))
      button.addEventListener("click", () => {
        rows = rows.filter((one) => one !== row)
        keep(words.taken_out)
        ;(rowsBody.querySelector("button") ?? form.elements.week).focus()
      })
      made.insertCell().append(button)
    }
    for (const { service, promised, given, missing } of sums()) line(sumsBody, [service, promised, given, missing])
    part("services").replaceChildren(...sums().map(({ service }) => new Option(service)))
  }
  const backToForm = () => {
    form.elements.week.focus()
    part("status").scrollIntoView({ block: "nearest" })
  }
  form.addEventListener("submit", (event) => {
    event.preventDefault()
    const row = rowOf(COLUMNS.map((name) => form.elements[name].value))
    const wrong = COLUMNS.find((name) => name !== "why" && !rowOf(valuesOf({ ...BLANK, [name]: form.elements[name].value })))
    if (!row) {
      const isNumber = wrong === "promised" || wrong === "given"
      const text = isNumber && form.elements[wrong].value.trim() ? words.number : words.problem
      say("")
      return tell(form, part("problem"), form.elements[wrong], text)
    }
    rows.push(row)
    keep(words.kept)
    for (const name of ["given", "why"]) form.elements[name].value = ""
    backToForm() // the next row may be of another week
  })
  const BLANK = { week: "2026-01-05", service: "a", promised: 1, given: 1, why: "" }

  // ---- A file -------------------------------------------------------------------------------

  const cell = (value) => (/[",\r\n]/.test(value) ? `"${String(value).replace(/"/g, '""')}"` : String(value))
  const asCsv = () => {
    const lines = [words.columns, ...rows.map(valuesOf)]
    return `\ufeff${lines.map((values) => `${values.map(cell).join(",")}\r\n`).join("")}`
  }
  // Programs for tables write commas, semicolons or tabs between the cells.
  const cells = (text) => {
    const plain = text.replace(/^\ufeff/, "")
    const mark = [",", ";", "\t"].find((sign) => plain.split(/\r?\n/)[0].includes(sign)) ?? ","
    const found = [[""]]
    let isQuoted = false
    for (let at = 0; at < plain.length; at++) {
      const sign = plain[at]
      const last = found[found.length - 1]
      if (isQuoted && sign === '"' && plain[at + 1] === '"') last[last.length - 1] += plain[at++]
      else if (sign === '"') isQuoted = !isQuoted
      else if (!isQuoted && sign === mark) last.push("")
      else if (!isQuoted && sign === "\n") found.push([""])
      else if (isQuoted || sign !== "\r") last[last.length - 1] += sign
    }
    return found.filter((values) => values.some(Boolean))
  }
  part("save").addEventListener("click", () => self.ipSaveFile(root.dataset.name, "text/csv", [asCsv()]))
  file.addEventListener("change", async () => {
    const [chosen] = file.files
    if (!chosen) return
    const [first, ...others] = cells(await chosen.text())
    const lines = first && rowOf(first) ? [first, ...others] : others
    const found = lines.map(rowOf)
    const known = new Set(rows.map((row) => JSON.stringify(row)))
    const added = found.filter((row) => row && !known.has(JSON.stringify(row)))
    rows.push(...added)
    keep(named(words.read, { added: added.length, wrong: found.filter((row) => !row).length }), "loaded")
    file.value = ""
    part("loaded").scrollIntoView({ block: "nearest" })
  })

  // ---- Where it goes ------------------------------------------------------------------------

  const short = () => sums().filter(({ missing }) => missing)
  const sentences = () =>
    short().map((sum) => named(words.sentence, { ...sum, from: longDate(sum.from), to: longDate(sum.to) }))
  // carry.js takes it along. A letter that the parent keeps in this tab gets the new sums too.
  part("letter")?.addEventListener("click", (event) => {
    const letter = event.currentTarget
    const text = { [letter.dataset.field]: sentences().join(" ") }
    const services = new Set(short().map(({ service }) => service))
    // The first week without all of the help: the oldest row is the first.
    const { week } = rows.find((row) => services.has(row.service) && row.given < row.promised) ?? {}
    const day = week && letter.dataset.dayField ? { [letter.dataset.dayField]: "{start}" } : {}
    letter.dataset.ipCarry = JSON.stringify({ ...text, ...day })
    letter.dataset.ipDays = JSON.stringify({ start: week })
    const key = KEYS.letter(new URL(letter.href).pathname)
    const kept = tab.read(key)
    if (kept) tab.write(key, { ...kept, ...text })
  })
  part("binder")?.addEventListener("click", () => {
    const text = rows.map((row) => ["LI", named(words.line, { ...row, week: longDate(row.week) })])
    const total = sums().map((sum) => ["P", named(words.sentence, { ...sum, from: longDate(sum.from), to: longDate(sum.to) })])
    const sheet = { title: root.dataset.title, group: "logs", blocks: [...total, ...text] }
    say(self.ipBinder.put(sheet) ? words.in_binder : words.not_kept, "bound")
  })
  part("forget").addEventListener("click", () => {
    if (!confirm(words.sure)) return
    rows = []
    keep(words.forgotten)
    backToForm()
  })
  addEventListener("storage", () => {
    rows = read()
    show()
  })
  form.dataset.ipReady = ""
  show()
})()
