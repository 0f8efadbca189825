// Reads and writes files for the form editor, so that saving changes only the lines of what was
// changed: comments, quotes, lists and keys that the form does not show stay as they are.
// The editor itself would rewrite the whole block at the top of a page, or a whole file of data.
//
// hooks/library/authoring/form_fields.py says what each kind of page needs, form_data.py what each
// file of data does; js-yaml handles YAML.
{
  const PAGE = /^---[ \t]*\n(?:([^]*?)\n)?---[ \t]*(?:\n([^]*))?$/
  const KEY = /^( *)(["']?)([A-Za-z_][\w -]*)\2[ \t]*:(?:[ \t]|$)/
  const ITEM = /^( *)-( +)\S/
  const BETWEEN = /^\s*(?:#|$)/ // a comment or a blank line
  const SOURCE = "_source" // carries a file's text from reading to writing
  const { load, dump, CORE_SCHEMA, YAML11_SCHEMA } = globalThis.jsyaml

  // What the block at the top says; days stay strings.
  const said = (head) => (head.trim() && load(head, { schema: CORE_SCHEMA })) || {}
  const bare = (body) => body.replace(/^\n+|\s+$/g, "")

  function readPage(text) {
    const [, head = "", body = ""] = PAGE.exec(text) ?? [text, "", text]
    return { ...said(head), body: bare(body), [SOURCE]: text }
  }
  const readData = (text) => ({ ...said(text), [SOURCE]: text })

  const isEmpty = (value) =>
    value === undefined ||
    value === null ||
    (typeof value === "string" && !value.trim()) ||
    (typeof value === "object" && Object.values(value).every(isEmpty))

  const isOff = (value) => isEmpty(value) || value === false // nothing is written of it

  // Whether form and file say the same: 3 is "3", one entry is a list of one, and a day is the same
  // day with a time.
  function isSame(old, now) {
    if (isOff(old) || isOff(now)) return isOff(old) && isOff(now)
    if (Array.isArray(now)) {
      const list = Array.isArray(old) ? old : [old]
      return list.length === now.length && list.every((entry, n) => isSame(entry, now[n]))
    }
    if (typeof now === "object") {
      if (typeof old !== "object") return false
      const keys = new Set([...Object.keys(old), ...Object.keys(now)])
      return [...keys].every((key) => isSame(old[key], now[key]))
    }
    return String(old) === String(now) || String(old).startsWith(`${now}T`)
  }

  // The lines of a block, split where `nameOf` finds the start of an entry and names it. What stands
  // between two entries leads the second one; what stands after the last one is the tail.
  function split(lines, nameOf) {
    const entries = []
    let lead = []
    for (const line of lines) {
      const name = nameOf(line)
      if (name !== undefined || (!entries.length && !BETWEEN.test(line))) {
        entries.push({ name, lead, lines: [line] })
        lead = []
      } else if (BETWEEN.test(line)) lead.push(line)
      else entries.at(-1).lines.push(...lead.splice(0), line)
    }
    return { entries, tail: lead }
  }
  // The lines of entries; what leads an entry that is gone leads the next one.
  function joined(entries, tail) {
    const lines = []
    let left = []
    for (const entry of entries) {
      if (entry.lines.length) lines.push(...withLead(left.splice(0), entry.lead), ...entry.lines)
      else left = withLead(left, entry.lead)
    }
    return [...lines, ...withLead(left, tail)]
  }
  function withLead(left, lead) {
    if (left.every((line) => !line.trim())) return lead
    const twice = !left.at(-1).trim() && lead.length && !lead[0].trim()
    return [...left, ...lead.slice(twice ? 1 : 0)]
  }

  const indentOf = (lines) => /^ */.exec(lines.find((line) => !BETWEEN.test(line)) ?? "")[0]

  // What is written of a value: no empty entries, no switches that are off, no breaks in a text.
  function shown(value) {
    if (typeof value === "string") return value.trim().replace(/\s*\n\s*/g, " ")
    if (Array.isArray(value)) return value.filter((entry) => !isEmpty(entry)).map(shown)
    if (typeof value !== "object") return value
    const filled = Object.entries(value).filter(([, entry]) => !isOff(entry))
    return Object.fromEntries(filled.map(([key, entry]) => [key, shown(entry)]))
  }

  // PyYAML reads YAML 1.1, so words that it would take for something else need quotes; days do not.
  const written = (value, indent, isDay = false) =>
    dump(shown(value), { schema: isDay ? CORE_SCHEMA : YAML11_SCHEMA, lineWidth: -1, noRefs: true })
      .trimEnd()
      .split("\n")
      .map((line) => indent + line)

  // The lines of a mapping that said `old`, and is to say `now`.
  function mapping(lines, old, now, order = Object.keys(now), days = []) {
    const indent = indentOf(lines)
    const { entries, tail } = split(lines, (line) => {
      const [, before, , key] = KEY.exec(line) ?? []
      return before === indent ? key : undefined
    })
    for (const entry of entries) {
      const { name } = entry
      const value = now[name]
      if (!name || isSame(old[name], value)) continue
      entry.lines = isOff(value) ? [] : linesOf(name, value, indent, days, entry.lines, old[name])
    }
    for (const key of [...order, ...Object.keys(now)]) {
      if (key in old || isOff(now[key])) continue
      if (entries.some(({ name }) => name === key)) continue
      const before = order.slice(0, order.indexOf(key))
      const place = entries.findLastIndex(({ name }) => before.includes(name))
      entries.splice(place + 1, 0, { name: key, lead: [], lines: linesOf(key, now[key], indent, days) })
    }
    return joined(entries, tail)
  }

  // The lines of one key of a mapping. List entries that are still there keep their lines.
  function linesOf(key, value, indent, days, lines = [], old = undefined) {
    const [first, ...items] = lines
    const kept = Array.isArray(value) && Array.isArray(old) && list(items, old, value)
    return kept ? [first, ...kept] : written({ [key]: value }, indent, days.includes(key))
  }

  // The lines of a list that said `old`, and is to say `values`; null if they are not one entry
  // after the other.
  function list(lines, old, values) {
    const indent = indentOf(lines)
    let { entries, tail } = split(lines, (line) => (ITEM.exec(line)?.[1] === indent ? "" : undefined))
    if (!entries.length || entries.length !== old.length) return null
    const spaced = entries.slice(1).some(({ lead }) => lead.includes(""))
    const now = values.filter((value) => !isEmpty(value))
    const from = sources(old, now)
    const made = now.map((value, place) => {
      const { lead = [], lines } = entries[from[place]] ?? {}
      const before = lead.some((line) => line.trim()) ? lead : place && spaced ? [""] : []
      if (!lines) return { lead: before, lines: written([value], indent) }
      if (isSame(old[from[place]], value)) return { lead: before, lines }
      return { lead: before, lines: changed(lines, old[from[place]], value, indent) }
    })
    // Comments above an entry that is gone stay where they were: above the one that follows.
    for (let place = entries.length - 1; place >= 0; place--) {
      if (from.includes(place)) continue
      const next = entries.findIndex((_, later) => later > place && from.includes(later))
      if (next < 0) tail = withLead(entries[place].lead, tail)
      else {
        const after = made[from.indexOf(next)]
        after.lead = withLead(entries[place].lead, after.lead)
      }
    }
    // What is first now has no blank line above it, unless it was first before.
    if (made.length && from[0] !== 0)
      made[0].lead = made[0].lead.slice(made[0].lead.findIndex((line) => line.trim()))
    return joined(made, tail)
  }

  // For each entry of a list, its place in the old one: of the same entry, else of the one with the
  // same id, else of the one at this place.
  function sources(old, now) {
    const from = now.map(() => -1)
    const take = (fits) =>
      now.forEach((value, place) => {
        if (from[place] >= 0) return
        from[place] = old.findIndex((entry, n) => !from.includes(n) && fits(entry, value, n, place))
      })
    take((entry, value) => isSame(entry, value))
    take((entry, value) => entry?.id && entry.id === value?.id)
    if (old.length === now.length) take((_, value, n, place) => n === place)
    return from
  }

  // The lines of an entry of a list that changed.
  function changed(lines, old, now, indent) {
    const block = [lines[0].replace(ITEM, (start) => start.replace("-", " ")), ...lines.slice(1)]
    if (typeof old !== "object" || !KEY.test(block[0])) return written([now], indent)
    const made = mapping(block, old, now)
    const first = made.findIndex((line) => !BETWEEN.test(line))
    made[first] = `${indent}-${made[first].slice(indent.length + 1)}`
    return made
  }

  function refuseEmpty(needed, data) {
    const empty = Object.keys(needed).filter((key) => isEmpty(data[key]))
    if (empty.length)
      refuse(`Nothing is saved yet. Please fill in: ${empty.map((key) => needed[key]).join(", ")}.`)
  }

  const linesIn = (text) => (text ? text.split("\n") : [])

  function writePage({ order, days, needed }, { [SOURCE]: source = "", body = "", ...data }) {
    refuseEmpty(needed, { ...data, body })
    const [, head = "", tail = ""] = PAGE.exec(source) ?? []
    const top = mapping(linesIn(head), said(head), data, order, days).join("\n")
    const text = bare(body)
    const gap = bare(tail) ? /^\n*/.exec(tail)[0] : "\n"
    return `---\n${top}\n---\n${text && `${gap}${text}\n`}`
  }

  function writeData({ order, days, needed }, { [SOURCE]: source = "", ...data }) {
    refuseEmpty(needed, data)
    return `${mapping(linesIn(source.trimEnd()), said(source), data, order, days).join("\n")}\n`
  }

  // The editor shows the message of an error with this name, and saves nothing.
  function refuse(words) {
    throw new Error("saving_failed", { cause: new Error(words) })
  }

  const formats = JSON.parse(document.getElementById("formats").textContent)
  for (const [name, format] of Object.entries(formats)) {
    const [read, write] = format.extension === "md" ? [readPage, writePage] : [readData, writeData]
    globalThis.CMS.registerCustomFormat(name, format.extension, {
      fromFile: read,
      toFile: (content) => write(format, content),
    })
  }
}
