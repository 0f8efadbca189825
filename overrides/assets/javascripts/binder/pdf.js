// Reads and writes the objects of a PDF (ISO 32000-1, 7.3 and 7.5). It reads what our own build
// writes: tables and streams of objects, without encryption and without later changes. A name is a
// string with its slash, a dictionary an object without a prototype, its keys without the slash.
self.ipPdf = (() => {
  const [WIDTH, HEIGHT] = [612, 792] // of US Letter, in points
  const SPACE = /(?:[\0\t\n\f\r ]+|%[^\r\n]*)*/y
  const NAME = /\/[^\0\t\n\f\r ()<>[\]{}/%]*/y
  const REF = /(\d+) (\d+) R(?![A-Za-z])/y
  const NUMBER = /[+-]?(?:\d+\.?\d*|\.\d+)/y
  const WORD = /true|false|null/y
  const HEX = /<([0-9A-Fa-f\s]*)>/y
  const HEAD = /\s*(\d+) \d+ obj/y
  const ESCAPES = { n: "\n", r: "\r", t: "\t", b: "\b", f: "\f" }

  class Ref {
    constructor(number) {
      this.number = number
    }
  }
  class Bytes { // a string of PDF, one character a byte
    constructor(text) {
      this.text = text
    }
  }
  class Stream {
    constructor(dict, data) {
      this.dict = dict
      this.data = data
    }
  }
  const dict = (entries) => Object.assign(Object.create(null), entries)
  const latin = (bytes) => {
    let text = ""
    for (let at = 0; at < bytes.length; at += 8192) text += String.fromCharCode(...bytes.subarray(at, at + 8192))
    return text
  }
  const bytesOf = (text) => Uint8Array.from(text, (sign) => sign.charCodeAt(0))

  // Text that people read, as a string of PDF and back: in UTF-16 where a byte is not enough.
  const encode = (text) =>
    new Bytes(
      /^[ -~]*$/.test(text)
        ? text
        : `\xfe\xff${[...Array(text.length).keys()]
            .map((at) => text.charCodeAt(at))
            .map((unit) => String.fromCharCode(unit >> 8, unit & 255))
            .join("")}`,
    )
  const decode = ({ text }) =>
    text.startsWith("\xfe\xff")
      ? text.slice(2).replace(/[^][^]/g, (two) => String.fromCharCode((two.charCodeAt(0) << 8) | two.charCodeAt(1)))
      : text

  // ---- Reading ----------------------------------------------------------------------------

  const reader = (text, start) => {
    let at = start
    const match = (pattern) => {
      pattern.lastIndex = at
      const found = pattern.exec(text)
      if (found) at = pattern.lastIndex
      return found
    }
    const literal = () => {
      let depth = 1
      let found = ""
      for (at++; depth; at++) {
        const sign = text[at]
        if (sign === undefined) throw new Error("a string does not end")
        if (sign === "\\") {
          const octal = /[0-7]{1,3}/y
          octal.lastIndex = at + 1
          const digits = octal.exec(text)
          at += digits ? digits[0].length : 1
          if (digits) found += String.fromCharCode(parseInt(digits[0], 8))
          else if (!/[\r\n]/.test(text[at])) found += ESCAPES[text[at]] ?? text[at]
          continue
        }
        if (sign === "(") depth++
        if (sign === ")") depth--
        if (depth) found += sign
      }
      return new Bytes(found)
    }
    const value = () => {
      match(SPACE)
      const sign = text[at]
      if (sign === "/") return match(NAME)[0]
      if (sign === "(") return literal()
      if (sign === "[") {
        const list = []
        for (at++; (match(SPACE), text[at] !== "]"); ) list.push(value())
        at++
        return list
      }
      if (text.startsWith("<<", at)) {
        const found = dict()
        for (at += 2; (match(SPACE), !text.startsWith(">>", at)); ) {
          const name = match(NAME)[0].slice(1)
          found[name] = value()
        }
        at += 2
        return found
      }
      const ref = match(REF)
      if (ref) return new Ref(Number(ref[1]))
      const number = match(NUMBER)
      if (number) return Number(number[0])
      const word = match(WORD)
      if (word) return { true: true, false: false, null: null }[word[0]]
      const hex = match(HEX)
      if (!hex) throw new Error(`nothing known at ${at}`)
      return new Bytes(hex[1].replace(/\s/g, "").replace(/..?/g, (two) => String.fromCharCode(parseInt(two.padEnd(2, "0"), 16))))
    }
    return { match, value, place: () => at }
  }

  const unpacked = ({ dict: about, data }) => {
    if (!about.Filter) return data
    if (about.Filter !== "/FlateDecode" || about.DecodeParms) throw new Error("packed in another way")
    return self.ipInflate(data)
  }
  const textOf = (stream) => latin(unpacked(stream))

  const read = (bytes) => {
    const text = latin(bytes)
    const objectAt = (place) => {
      const from = reader(text, place)
      if (!from.match(HEAD)) throw new Error(`no object at ${place}`)
      const found = from.value()
      const start = from.match(/\s*stream\r?\n/y)
      if (!start) return found
      return new Stream(found, bytes.subarray(from.place(), from.place() + found.Length))
    }
    const table = objectAt(Number(/startxref\s+(\d+)\s+%%EOF\s*$/.exec(text)[1]))
    const objects = new Map()
    const rows = unpacked(table)
    const widths = table.dict.W
    let at = 0
    const next = (width) => {
      let found = 0
      for (let byte = 0; byte < width; byte++) found = found * 256 + rows[at++]
      return found
    }
    const inside = new Set()
    const [first, count] = table.dict.Index ?? [0, table.dict.Size]
    for (let number = first; number < first + count; number++) {
      const [kind, place] = widths.map(next)
      if (kind === 1) objects.set(number, objectAt(place))
      if (kind === 2) inside.add(place)
    }
    for (const number of inside) {
      const { dict: about } = objects.get(number)
      const packed = textOf(objects.get(number))
      const heads = reader(packed, 0)
      const places = Array.from({ length: about.N }, () => [heads.value(), heads.value()])
      for (const [own, place] of places) objects.set(own, reader(packed, about.First + place).value())
    }
    return { objects, root: table.dict.Root }
  }

  // ---- Writing ----------------------------------------------------------------------------

  const number = (value) => (Number.isInteger(value) ? String(value) : value.toFixed(4).replace(/0+$/, ""))
  const escaped = (text) => text.replace(/[\\()\r]/g, (sign) => (sign === "\r" ? "\\r" : `\\${sign}`))

  // Returns the parts of a file with all that can be reached from its catalog, `root`.
  const write = (objects, root, info) => {
    const numbers = new Map() // old to new
    const waiting = []
    const numbered = (ref) => {
      if (!numbers.has(ref.number)) {
        numbers.set(ref.number, numbers.size + 1)
        waiting.push(ref.number)
      }
      return numbers.get(ref.number)
    }
    const written = (value) => {
      if (value instanceof Ref) return objects.has(value.number) ? `${numbered(value)} 0 R` : "null"
      if (value instanceof Bytes) return `(${escaped(value.text)})`
      if (Array.isArray(value)) return `[${value.map(written).join(" ")}]`
      if (typeof value === "number") return number(value)
      if (value === null || typeof value !== "object") return String(value)
      const entries = Object.keys(value).map((key) => `/${key} ${written(value[key])}`)
      return `<<${entries.join(" ")}>>`
    }
    const parts = []
    let size = 0
    const add = (...some) => {
      for (const one of some) {
        const part = typeof one === "string" ? bytesOf(one) : one
        parts.push(part)
        size += part.length
      }
    }
    add("%PDF-1.7\n%\xe2\xe3\xcf\xd3\n")
    const trailer = `/Root ${written(root)} /Info ${written(info)}`
    const offsets = []
    while (waiting.length) {
      const old = waiting.shift()
      const value = objects.get(old)
      offsets.push(size)
      add(`${numbers.get(old)} 0 obj\n`)
      if (value instanceof Stream) {
        const about = dict({ ...value.dict, Length: value.data.length })
        add(written(about), "\nstream\n", value.data, "\nendstream")
      } else add(written(value))
      add("\nendobj\n")
    }
    const start = size
    const rows = offsets.map((offset) => `${String(offset).padStart(10, "0")} 00000 n \n`).join("")
    const id = [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, "0")).join("")
    add(`xref\n0 ${offsets.length + 1}\n0000000000 65535 f \n${rows}`)
    add(`trailer\n<<${trailer} /Size ${offsets.length + 1} /ID [<${id}> <${id}>]>>\nstartxref\n${start}\n%%EOF\n`)
    return parts
  }
  return { WIDTH, HEIGHT, Ref, Bytes, Stream, dict, bytesOf, encode, decode, textOf, read, write }
})()
