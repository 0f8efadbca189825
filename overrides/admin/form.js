// Reads and writes pages for the form editor, so that saving changes only the lines of what was
// changed: comments, quotes, lists and keys that the form does not show stay as they are.
// The editor itself would rewrite the whole block at the top.
//
// hooks/library/authoring/form_fields.py says what each kind of page needs; js-yaml handles YAML.
{
  const PAGE = /^---[ \t]*\n(?:([^]*?)\n)?---[ \t]*(?:\n([^]*))?$/
  const KEY = /^(["']?)([A-Za-z_][\w -]*)\1[ \t]*:(?:[ \t]|$)/
  const ITEM = /^( *)- +\S/
  const SOURCE = "_source" // carries a page's text from reading to writing
  const { load, dump, CORE_SCHEMA, YAML11_SCHEMA } = globalThis.jsyaml

  // What the block at the top says; days stay strings.
  const said = (head) => (head.trim() && load(head, { schema: CORE_SCHEMA })) || {}
  const bare = (body) => body.replace(/^\n+|\s+$/g, "")

  function read(text) {
    const [, head = "", body = ""] = PAGE.exec(text) ?? [text, "", text]
    return { ...said(head), body: bare(body), [SOURCE]: text }
  }

  const isEmpty = (value) =>
    value === undefined ||
    value === null ||
    (typeof value === "string" && !value.trim()) ||
    (Array.isArray(value) && value.every(isEmpty))

  // Whether form and file say the same: 3 is "3", one entry is a list of one, and a day is the same
  // day with a time.
  function isSame(old, now) {
    if (isEmpty(old) || isEmpty(now)) return isEmpty(old) && isEmpty(now)
    if (Array.isArray(now)) {
      const list = Array.isArray(old) ? old : [old]
      return list.length === now.length && list.every((entry, n) => isSame(entry, now[n]))
    }
    if (typeof now === "object") {
      const keys = new Set([...Object.keys(old), ...Object.keys(now)])
      return typeof old === "object" && [...keys].every((key) => isSame(old[key], now[key]))
    }
    return String(old) === String(now) || String(old).startsWith(`${now}T`)
  }

  // The lines of a block, split by key; what comes before the first key, and each comment at the
  // left edge, is a part without a key.
  function parts(head) {
    const found = []
    for (const line of head ? head.split("\n") : []) {
      const key = KEY.exec(line)?.[2]
      if (key || line.startsWith("#") || !found.length) found.push({ key, lines: [line] })
      else found.at(-1).lines.push(line)
    }
    return found
  }

  // PyYAML reads YAML 1.1, so words that it would take for something else need quotes; days do not.
  const written = (value, isDay) =>
    dump(value, { schema: isDay ? CORE_SCHEMA : YAML11_SCHEMA, lineWidth: -1, noRefs: true })
      .trimEnd()
      .split("\n")

  const inOneLine = (value) =>
    typeof value === "string" ? value.trim().replace(/\s*\n\s*/g, " ") : value

  // The lines of one key. List entries that are still there keep their lines.
  function linesOf(key, value, lines, isDay) {
    if (!Array.isArray(value)) return written({ [key]: inOneLine(value) }, isDay)
    const entries = value.filter((entry) => !isEmpty(entry)).map(inOneLine)
    const [first, ...items] = lines
    if (!items.length || !items.every((line) => ITEM.test(line)))
      return written({ [key]: entries }, isDay)
    const entryOf = (line) => String(load(line, { schema: CORE_SCHEMA })[0])
    const kept = new Map(items.map((line) => [entryOf(line), line]))
    const indent = ITEM.exec(items[0])[1]
    return [first, ...entries.map((entry) => kept.get(entry) ?? indent + written([entry])[0])]
  }

  function write({ order, days, needed }, { [SOURCE]: source = "", body = "", ...data }) {
    const empty = Object.keys(needed).filter((key) => isEmpty({ ...data, body }[key]))
    if (empty.length)
      refuse(`Nothing is saved yet. Please fill in: ${empty.map((key) => needed[key]).join(", ")}.`)
    const [, head = "", tail = ""] = PAGE.exec(source) ?? []
    const old = said(head)
    const found = parts(head).map((part) => {
      const value = data[part.key]
      if (!part.key || isSame(old[part.key], value)) return part
      const end = part.lines.findLastIndex((line) => line.trim()) + 1 // keep the blank lines
      const [lines, after] = [part.lines.slice(0, end), part.lines.slice(end)]
      const isGone = isEmpty(value) || value === false // a switch that is off is not written
      const now = isGone ? [] : linesOf(part.key, value, lines, days.includes(part.key))
      return { key: part.key, lines: [...now, ...after] }
    })
    for (const key of [...order, ...Object.keys(data)]) {
      if (key in old || isEmpty(data[key]) || data[key] === false) continue
      if (found.some((part) => part.key === key)) continue
      const before = order.slice(0, order.indexOf(key))
      const place = found.findLastIndex((part) => before.includes(part.key))
      const lines = linesOf(key, data[key], [], days.includes(key))
      found.splice(place + 1, 0, { key, lines })
    }
    const text = bare(body)
    const gap = bare(tail) ? /^\n*/.exec(tail)[0] : "\n"
    const top = found.flatMap((part) => part.lines).join("\n")
    return `---\n${top}\n---\n${text && `${gap}${text}\n`}`
  }

  // The editor shows the message of an error with this name, and saves nothing.
  function refuse(words) {
    throw new Error("saving_failed", { cause: new Error(words) })
  }

  const formats = JSON.parse(document.getElementById("formats").textContent)
  for (const [name, format] of Object.entries(formats))
    globalThis.CMS.registerCustomFormat(name, "md", {
      fromFile: read,
      toFile: (content) => write(format, content),
    })
}
