// Puts sheets together to one PDF that keeps what each has: tags, fields to fill in, headings. The
// tags of all hang in one tree (ISO 32000-1, 14.7), as PDF/UA asks. What the parent has ticked and
// typed is in the fields.
self.ipMergePdf = (() => {
  const { Stream, dict, HEIGHT, bytesOf, encode, decode, textOf, write } = self.ipPdf
  const FONTS = ["IpText", "Wingdings"] // what fields are written with: library/sheets/field_font.py

  // Which glyph of the font is which letter, and how wide each is.
  const metricsOf = ({ held }, { ToUnicode: meanings, DescendantFonts: fonts }) => {
    const pairs = [...textOf(held(meanings)).matchAll(/<([0-9a-f]{4})> <([0-9a-f]{4})>/g)]
    const code = (hex) => parseInt(hex, 16)
    const glyphs = new Map(pairs.map(([, glyph, meaning]) => [String.fromCharCode(code(meaning)), code(glyph)]))
    const runs = held(held(held(fonts)[0]).W)
    const widths = new Map()
    for (let index = 0; index < runs.length; index += 2)
      held(runs[index + 1]).forEach((width, place) => widths.set(runs[index] + place, width))
    return { glyphs, widths }
  }

  // The contents, laid out. How many pages they take decides on which page each sheet begins.
  const layOutContents = ({ layOut }, parts, pagesBefore, words) => {
    const after = (ownPages) => {
      let page = pagesBefore + ownPages + 1
      const entries = parts.map(({ sheet, pages }, index) => {
        const end = words.page.replace("{}", page)
        page += pages.length
        return { tag: "TOCI", text: sheet.title, number: String(index + 1), end, to: () => pages[0] }
      })
      return layOut([{ tag: "H1", text: words.contents }, ...entries])
    }
    return after(after(1).length)
  }

  // The tree of pages; all but the cover and letters get a tab and a number at their edge.
  const addPages = ({ add, held }, all, stampOf, font) => {
    const root = dict({ Type: "/Pages", Kids: all.flatMap(({ pages }) => pages) })
    const ref = add(root)
    root.Count = root.Kids.length
    root.Kids.forEach((kid, index) => {
      const page = held(kid)
      page.Parent = ref
      const place = all.findIndex(({ pages }) => pages.includes(kid))
      // The cover needs no number; a letter goes to the school, with nothing of ours on it.
      if (place && !all[place].sheet?.isLetter) stamp({ add, held }, page, stampOf(place - 1, index + 1), font)
    })
    return ref
  }
  const stamp = ({ add, held }, page, code, font) => {
    const resources = held(page.Resources)
    const fonts = held(resources.Font) ?? (resources.Font = dict())
    fonts.IpEdge = font
    const stream = (text) => add(new Stream(dict(), bytesOf(text)))
    page.Contents = [stream("q\n"), ...[page.Contents].flat(), stream(`\nQ\n${code}\n`)]
  }

  const addTags = (whole, all) => {
    const { add, held } = whole
    const document = add(dict({ Type: "/StructElem", S: "/Document", K: all.map(({ part }) => part) }))
    for (const { part } of all) held(part).P = document
    const tree = whole.addTagTree(document)
    held(document).P = tree
    return tree
  }

  // Two sheets never share a field: each name begins with its sheet's.
  const nameFields = ({ held }, all) => {
    const names = new Set()
    const unique = (name) => {
      let found = name
      for (let count = 2; names.has(found); count++) found = `${name} (${count})`
      names.add(found)
      return found
    }
    return all.flatMap(({ sheet, fields }) => {
      const start = sheet ? `${sheet.title.replace(/\./g, " ")}: ` : ""
      for (const field of fields.map(held)) field.T = encode(unique(start + decode(field.T)))
      return fields
    })
  }
  const fontsOf = (all) => {
    const used = dict()
    for (const name of FONTS) {
      const owner = all.find(({ fonts }) => fonts[name])
      if (owner) used[name] = owner.fonts[name]
    }
    return used
  }

  // A sheet without bookmarks of its own gets one.
  const addOutline = ({ add, held }, all, words) => {
    const outline = dict({ Type: "/Outlines" })
    const ref = add(outline)
    const titled = ({ pages, sheet }) =>
      add(dict({ Title: encode(sheet ? sheet.title : words.contents), Dest: [pages[0], "/XYZ", 0, HEIGHT, 0] }))
    const marks = all.flatMap((one) => (one.marks.length ? one.marks : [titled(one)]))
    marks.forEach((one, index) => {
      const mark = held(one)
      mark.Parent = ref
      mark.Prev = marks[index - 1]
      mark.Next = marks[index + 1]
      if (!mark.Prev) delete mark.Prev
      if (!mark.Next) delete mark.Next
    })
    outline.First = marks[0]
    outline.Last = marks[marks.length - 1]
    outline.Count = marks.reduce((sum, one) => sum + 1 + Math.max(0, held(one).Count ?? 0), 0)
    return ref
  }

  // Returns the file, in parts, and its number of pages.
  return ({ cover, sheets, title, language, producer, words }) => {
    const whole = self.ipWholePdf()
    const { objects, add, held } = whole
    const first = self.ipTakePdf(whole, cover.pdf, null)
    const font = first.fonts.IpText
    const draw = self.ipTextPages(metricsOf(whole, held(font)))
    const drawnPages = self.ipDrawnPages(whole, draw, font)
    const parts = sheets.map((sheet) =>
      sheet.pdf ? self.ipTakePdf(whole, sheet.pdf, sheet) : drawnPages(draw.layOut(sheet.blocks), sheet),
    )
    const contents = drawnPages(layOutContents(draw, parts, first.pages.length, words), null)
    const all = [first, contents, ...parts]

    const stampOf = (tab, number) =>
      draw.edge({ tab, tabs: sheets.length, page: words.page.replace("{}", number) })
    const pages = addPages(whole, all, stampOf, font)
    const tags = addTags(whole, all)
    const fields = nameFields(whole, all)
    const { typeIn, answer } = self.ipTyped(whole, draw, font)
    if (cover.value) typeIn(held(first.fields[0]), cover.value)
    for (const { sheet, fields: own } of parts) if (sheet.answers) answer(own, sheet.answers)

    const catalog = dict({
      Type: "/Catalog", Pages: pages, StructTreeRoot: tags, Outlines: addOutline(whole, all, words),
      MarkInfo: dict({ Marked: true }), Lang: encode(language), ViewerPreferences: dict({ DisplayDocTitle: true }),
      Metadata: first.metadata, // says that it is PDF/UA, and the title, which is the cover's
      AcroForm: dict({ Fields: fields, DR: dict({ Font: fontsOf(all) }) }),
    })
    const info = dict({ Title: encode(title), Producer: encode(producer) })
    return { parts: write(objects, add(catalog), add(info)), pages: held(pages).Count }
  }
})()
