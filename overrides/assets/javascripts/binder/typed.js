// Puts what the parent has ticked and typed into the fields of a PDF.
self.ipTyped = ({ add, held }, { lines, encoded, text, measure }, font) => {
  const { Stream, dict, bytesOf, encode, decode } = self.ipPdf
  const MULTILINE = 1 << 12 // field flag 13, ISO 32000-1 table 228

  // As large as fits, as a reader of PDF files would show it (ISO 32000-1, 12.7.3.3).
  const drawn = (value, [left, bottom, right, top], isLong) => {
    const [wide, high] = [Math.abs(right - left) - 4, Math.abs(top - bottom)]
    let size = 12
    const fits = () =>
      isLong ? lines(value, size, wide).length * size * 1.25 <= high - 2 : measure(encoded(value), size) <= wide
    while (size > 4 && !fits()) size -= 0.5
    const rows = isLong ? lines(value, size, wide) : [encoded(value)]
    const base = isLong ? high - 1 - size : 3.5
    return rows.map((row, at) => text(row, 2, base - at * size * 1.25, size, false)).join(" ")
  }
  const typeIn = (field, value) => {
    field.V = encode(value)
    for (const place of (field.Kids ?? [field]).map(held)) {
      const code = `/Tx BMC q ${drawn(value, place.Rect, (field.Ff & MULTILINE) !== 0)} Q EMC`
      const about = dict({ ...held(place.AP.N).dict, Resources: dict({ Font: dict({ IpText: font }) }) })
      delete about.Filter
      place.AP.N = add(new Stream(about, bytesOf(code)))
    }
  }
  // The boxes of a sheet are in the order of its page.
  const tick = (boxes, ticks) => {
    if (ticks.length !== boxes.length) return
    boxes.forEach((box, place) => (box.V = box.AS = ticks[place] ? "/Yes" : "/Off"))
  }
  const plain = (label) => label.toLowerCase().replace(/[^\p{L}\p{N}]/gu, "")
  const answer = (fields, { ticks, texts }) => {
    const ofKind = (wanted) => fields.map(held).filter(({ FT: kind }) => kind === wanted)
    tick(ofKind("/Btn"), ticks)
    const values = new Map(texts.map(({ label, value }) => [plain(label), value]))
    for (const field of ofKind("/Tx")) {
      const value = values.get(plain(decode(field.TU)))
      if (value) typeIn(field, value)
    }
  }
  return { typeIn, answer }
}
