// Draws pages of text for a PDF: what is in the binder, a guide, a count of days. Black on Letter
// paper, tagged as it is read. `glyphs` are the numbers of the letters in the font that fields are
// written with, `widths` how wide each is: see library/sheets/field_font.py.
self.ipTextPages = ({ glyphs, widths }) => {
  const { WIDTH, HEIGHT, bytesOf } = self.ipPdf
  const [LEFT, RIGHT, TOP, BOTTOM] = [54, 558, 726, 66] // in points
  const STYLES = {
    H1: { size: 25, lead: 30, above: 0, bold: true },
    H2: { size: 15, lead: 20, above: 16, bold: true },
    H3: { size: 12.5, lead: 17, above: 10, bold: true },
    P: { size: 12, lead: 16.5, above: 7 },
    LI: { size: 12, lead: 16.5, above: 5, indent: 16 },
    TOCI: { size: 12.5, lead: 17, above: 9, indent: 30, end: 60 },
  }
  const BOLD = 0.028 // the width of the stroke that makes a letter bold, for its size
  // Letters that the font lacks lose their marks; other signs are left out.
  const encoded = (text) =>
    [...text.normalize("NFC")]
      .map((sign) => (glyphs.has(sign) ? sign : [...sign.normalize("NFD")].filter((part) => glyphs.has(part)).join("")))
      .join("")
  const hex = (glyph) => glyph.toString(16).padStart(4, "0")
  const shown = (text) => `<${[...text].map((sign) => hex(glyphs.get(sign))).join("")}>`
  const measure = (text, size) =>
    ([...text].reduce((sum, sign) => sum + (widths.get(glyphs.get(sign)) ?? 0), 0) * size) / 1000

  const lines = (text, size, room) => {
    const found = []
    let line = ""
    for (const word of text.split(/\s+/).map(encoded)) {
      const longer = line ? `${line} ${word}` : word
      if (line && measure(longer, size) > room) {
        found.push(line)
        line = word
      } else line = longer
    }
    return [...found, line]
  }
  const text = (words, x, y, size, bold, color = 0) => {
    const pen = bold ? `2 Tr ${(size * BOLD).toFixed(2)} w ${color} G` : "0 Tr"
    const place = `1 0 0 1 ${x.toFixed(2)} ${y.toFixed(2)} Tm`
    return `BT /IpText ${size} Tf ${pen} ${color} g ${place} ${shown(words)} Tj ET`
  }

  // Returns the pages: what each draws, its tags, and where its links are. A block is its tag and
  // its text, and of a line of the contents also its number and where it leads:
  // { tag: "TOCI", text, number, end, to }.
  const layOut = (blocks) => {
    const pages = []
    let page
    let y
    const turn = () => {
      page = { content: [], tags: [] }
      pages.push(page)
      y = TOP
    }
    turn()
    const part = (tag, drawn) => {
      page.content.push(`/${tag} <</MCID ${page.content.length}>> BDC ${drawn.join(" ")} EMC`)
      return page.content.length - 1
    }
    for (const [index, block] of blocks.entries()) {
      const { size, lead, above, indent = 0, end = 0, bold } = STYLES[block.tag]
      let left = lines(block.text, size, RIGHT - LEFT - indent - end)
      const next = blocks[index + 1]
      const needed = left.length * lead + above + (bold && next ? STYLES[next.tag].lead * 2 : 0)
      const isTop = y === TOP
      if (!isTop && y - Math.min(needed, TOP - BOTTOM) < BOTTOM) turn()
      else if (!isTop) y -= above
      let isFirst = true
      while (left.length) {
        const room = Math.max(1, Math.floor((y - BOTTOM) / lead))
        const here = left.slice(0, room)
        left = left.slice(room)
        const top = y
        const base = y - size
        const drawn = here.map((line, at) => text(line, LEFT + indent, base - at * lead, size, bold))
        const tag = { tag: block.tag }
        if (block.tag === "LI") tag.label = isFirst ? part("Lbl", [text("•", LEFT + 2, base, size)]) : null
        if (block.tag === "TOCI") {
          tag.label = part("Lbl", [text(encoded(block.number), LEFT, base, size, true)])
          const last = encoded(block.end)
          drawn.push(text(last, RIGHT - measure(last, size), base, size))
        }
        tag.body = part(block.tag === "TOCI" ? "Link" : block.tag === "LI" ? "LBody" : block.tag, drawn)
        y -= here.length * lead
        if (block.to) Object.assign(tag, { to: block.to, said: block.text, box: [LEFT, y, RIGHT, top] })
        page.tags.push(tag)
        isFirst = false
        if (left.length) turn()
      }
    }
    return pages
  }
  const contentOf = (page) => bytesOf(page.content.join("\n"))

  // Returns what stands at the edge of a page: its tab, and its number in the whole binder.
  const edge = ({ tab, tabs, page }) => {
    const last = encoded(page)
    const drawn = [text(last, 594 - measure(last, 10), 764, 10, false)]
    if (tab) {
      const [x, high, width] = [572, 34, 22]
      const step = Math.min(high + 4, (690 - high) / Math.max(1, tabs - 1))
      const y = 716 - (tab - 1) * step - high
      const name = String(tab)
      drawn.push(`0 g ${x} ${y.toFixed(2)} ${width} ${high} re f`)
      drawn.push(text(name, x + (width - measure(name, 13)) / 2, y + high / 2 - 4.5, 13, true, 1))
    }
    return `/Artifact <</Type /Pagination>> BDC q ${drawn.join(" ").replace(/\/IpText/g, "/IpEdge")} Q EMC`
  }
  const box = () => [0, 0, WIDTH, HEIGHT]
  return { layOut, contentOf, edge, lines, encoded, text, measure, box }
}
