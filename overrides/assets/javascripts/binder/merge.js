// Puts sheets together to one PDF that keeps what each has: tags, fields to fill in, headings. The
// tags of all hang in one tree (ISO 32000-1, 14.7), as PDF/UA asks. What the parent has ticked and
// typed is in the fields.
self.ipMergePdf = ({ cover, sheets, title, language, producer, words }) => {
  const { Ref, Bytes, Stream, dict, bytesOf, said, heard, textOf, read, write } = self.ipPdf
  const MULTILINE = 1 << 12 // field flag 13, ISO 32000-1 table 228
  const PRINT = 4 // annotation flag 3, ISO 32000-1 table 165
  const FONTS = ["IpText", "Wingdings"] // what fields are written with: library/sheets/field_font.py

  const objects = new Map()
  const add = (value) => {
    objects.set(objects.size + 1, value)
    return new Ref(objects.size)
  }
  const held = (value) => (value instanceof Ref ? objects.get(value.number) : value)

  // ---- A sheet's own PDF ------------------------------------------------------------------

  // Takes all objects of a file, under new numbers; returns its catalog.
  const take = (bytes) => {
    const file = read(bytes)
    const base = objects.size
    const highest = Math.max(...file.objects.keys())
    const moved = (value) => {
      if (value instanceof Ref) return new Ref(value.number + base)
      if (Array.isArray(value)) return value.map(moved)
      if (value instanceof Stream) return new Stream(moved(value.dict), value.data)
      if (value === null || typeof value !== "object" || value instanceof Bytes) return value
      return dict(Object.fromEntries(Object.entries(value).map(([key, one]) => [key, moved(one)])))
    }
    for (let number = 1; number <= highest; number++)
      objects.set(base + number, moved(file.objects.get(number) ?? null))
    return held(moved(file.root))
  }
  const pagesOf = (node) => (held(node).Kids ?? []).flatMap((kid) => (held(kid).Kids ? pagesOf(kid) : [kid]))
  const namedPlaces = (node, found = new Map()) => {
    const names = held(node)?.Names ?? []
    for (let index = 0; index < names.length; index += 2) found.set(names[index].text, held(names[index + 1]))
    for (const kid of held(node)?.Kids ?? []) namedPlaces(kid, found)
    return found
  }

  const parents = [] // the tree from content to tags: number, tags, number, tags ...
  let nextParent = 0
  const taken = (bytes, sheet) => {
    const root = take(bytes)
    const pages = pagesOf(root.Pages)
    const places = namedPlaces(held(root.Names)?.Dests)
    const tree = held(root.StructTreeRoot)
    const numbers = held(held(tree.ParentTree).Nums)
    const base = nextParent
    for (let index = 0; index < numbers.length; index += 2) {
      parents.push(numbers[index] + base, numbers[index + 1])
      nextParent = Math.max(nextParent, numbers[index] + base + 1)
    }
    for (const ref of pages) {
      const page = held(ref)
      page.StructParents += base
      for (const note of (held(page.Annots) ?? []).map(held)) {
        if (note.StructParent !== undefined) note.StructParent += base
        if (note.Dest instanceof Bytes) note.Dest = places.get(note.Dest.text)
        if (held(note.A)?.D instanceof Bytes) held(note.A).D = places.get(held(note.A).D.text)
      }
    }
    const [document] = [tree.K].flat()
    held(document).S = "/Part"
    const fields = held(held(root.AcroForm)?.Fields) ?? []
    const fonts = held(held(held(root.AcroForm)?.DR)?.Font) ?? {}
    return { sheet, pages, part: document, fields, fonts, marks: marksOf(root.Outlines), metadata: root.Metadata }
  }
  const marksOf = (outlines) => {
    const found = []
    for (let mark = held(outlines)?.First; mark; mark = held(mark).Next) found.push(mark)
    return found
  }

  // ---- Pages of text ----------------------------------------------------------------------

  const drawnPages = (laidOut, font) => {
    const part = dict({ Type: "/StructElem", S: "/Part", K: [] })
    const partRef = add(part)
    const pages = laidOut.map((page) => {
      const key = nextParent++
      const tags = []
      const notes = []
      const ref = add(null)
      const element = (kind, parent, kids) => {
        const made = add(dict({ Type: "/StructElem", S: `/${kind}`, P: parent, Pg: ref, K: kids }))
        for (const kid of kids) if (typeof kid === "number") tags[kid] = made
        return made
      }
      let list = null // of the lines that belong together
      for (const tag of page.tags) {
        const kind = { LI: "L", TOCI: "TOC" }[tag.tag]
        if (!kind) {
          list = null
          held(partRef).K.push(element(tag.tag, partRef, [tag.body]))
          continue
        }
        if (list?.kind !== kind) {
          list = { kind, ref: element(kind, partRef, []) }
          held(partRef).K.push(list.ref)
        }
        const line = element(tag.tag, list.ref, [])
        held(list.ref).K.push(line)
        if (tag.label !== null) held(line).K.push(element("Lbl", line, [tag.label]))
        if (kind === "L") held(line).K.push(element("LBody", line, [tag.body]))
        else held(line).K.push(link(tag, line, element, notes))
      }
      parents.push(key, Array.from(tags, (tag) => tag ?? null))
      const content = add(new Stream(dict(), contentOf(page)))
      objects.set(
        ref.number,
        dict({
          Type: "/Page", MediaBox: box(), Tabs: "/S", StructParents: key, Contents: content, Annots: notes,
          Resources: dict({ Font: dict({ IpText: font }) }),
        }),
      )
      return ref
    })
    return { pages, part: partRef }
  }
  // A line of the contents: what is clicked, and what is read.
  const link = ({ body, to, said: name, box: rectangle }, line, element, notes) => {
    const reference = element("Reference", line, [])
    const made = element("Link", reference, [body])
    const key = nextParent++
    const note = add(
      dict({
        Type: "/Annot", Subtype: "/Link", Rect: rectangle, Border: [0, 0, 0], F: PRINT, StructParent: key,
        Contents: said(name), Dest: [to(), "/XYZ", 0, 792, 0],
      }),
    )
    held(made).K.push(dict({ Type: "/OBJR", Obj: note }))
    held(reference).K.push(made)
    parents.push(key, made)
    notes.push(note)
    return reference
  }

  // ---- All together ---------------------------------------------------------------------------

  const first = taken(cover.pdf, null)
  const font = first.fonts.IpText
  const metricsOf = ({ ToUnicode: meanings, DescendantFonts: fonts }) => {
    const pairs = [...textOf(held(meanings)).matchAll(/<([0-9a-f]{4})> <([0-9a-f]{4})>/g)]
    const code = (hex) => parseInt(hex, 16)
    const glyphs = new Map(pairs.map(([, glyph, meaning]) => [String.fromCharCode(code(meaning)), code(glyph)]))
    const runs = held(held(held(fonts)[0]).W)
    const widths = new Map()
    for (let index = 0; index < runs.length; index += 2)
      held(runs[index + 1]).forEach((width, place) => widths.set(runs[index] + place, width))
    return { glyphs, widths }
  }
  const { layOut, contentOf, edge, lines, encoded, text, measure, box } = self.ipTextPages(metricsOf(held(font)))
  const parts = sheets.map((sheet) =>
    sheet.pdf
      ? taken(sheet.pdf, sheet)
      : { ...drawnPages(layOut(sheet.blocks), font), sheet, fields: [], fonts: {}, marks: [] },
  )
  const contents = (before) => {
    let page = first.pages.length + before + 1
    const entries = parts.map(({ sheet, pages }, index) => {
      const number = page
      page += pages.length
      const end = words.page.replace("{}", number)
      return { tag: "TOCI", text: sheet.title, number: String(index + 1), end, to: () => pages[0] }
    })
    return layOut([{ tag: "H1", text: words.contents }, ...entries])
  }
  const laidOut = contents(contents(1).length)
  const list = { ...drawnPages(laidOut, font), sheet: null, fields: [], fonts: {}, marks: [] }
  const all = [first, list, ...parts]

  const root = dict({ Type: "/Pages", Kids: all.flatMap(({ pages }) => pages) })
  const pagesRef = add(root)
  root.Count = root.Kids.length
  root.Kids.forEach((ref, index) => {
    const page = held(ref)
    const owner = all.findIndex(({ pages }) => pages.includes(ref)) - 1
    page.Parent = pagesRef
    // The cover needs no number; a letter goes to the school, with nothing of ours on it.
    if (owner < 0 || all[owner + 1].sheet?.isLetter) return
    const resources = held(page.Resources)
    const own = held(resources.Font)
    const fonts = own ?? (resources.Font = dict())
    fonts.IpEdge = font
    const stamp = edge({ tab: owner, tabs: sheets.length, page: words.page.replace("{}", index + 1) })
    const stream = (code) => add(new Stream(dict(), bytesOf(code)))
    page.Contents = [stream("q\n"), ...[page.Contents].flat(), stream(`\nQ\n${stamp}\n`)]
  })

  const documentRef = add(dict({ Type: "/StructElem", S: "/Document", K: all.map(({ part }) => part) }))
  for (const { part } of all) held(part).P = documentRef
  const pairs = []
  for (let index = 0; index < parents.length; index += 2) pairs.push([parents[index], parents[index + 1]])
  pairs.sort(([one], [other]) => one - other)
  const tree = add(
    dict({
      Type: "/StructTreeRoot", K: [documentRef], ParentTreeNextKey: nextParent,
      ParentTree: add(dict({ Nums: pairs.flat(1) })),
    }),
  )
  held(documentRef).P = tree

  // Two sheets never share a field: each name begins with its sheet's.
  const names = new Set()
  const named = (name) => {
    let unique = name
    for (let count = 2; names.has(unique); count++) unique = `${name} (${count})`
    names.add(unique)
    return said(unique)
  }
  const fields = all.flatMap(({ sheet, fields: own }) => {
    for (const field of own.map(held))
      field.T = named(sheet ? `${sheet.title.replace(/\./g, " ")}: ${heard(field.T)}` : heard(field.T))
    return own
  })
  const used = dict()
  for (const name of FONTS) {
    const owner = all.find(({ fonts }) => fonts[name])
    if (owner) used[name] = owner.fonts[name]
  }
  // ---- What the parent has ticked and typed ---------------------------------------------------

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
    field.V = said(value)
    for (const place of (field.Kids ?? [field]).map(held)) {
      const code = `/Tx BMC q ${drawn(value, place.Rect, (field.Ff & MULTILINE) !== 0)} Q EMC`
      const about = dict({ ...held(place.AP.N).dict, Resources: dict({ Font: dict({ IpText: font }) }) })
      delete about.Filter
      place.AP.N = add(new Stream(about, bytesOf(code)))
    }
  }
  const plain = (label) => label.toLowerCase().replace(/[^\p{L}\p{N}]/gu, "")
  if (cover.value) typeIn(held(first.fields[0]), cover.value)
  for (const { sheet, fields: own } of parts) {
    if (!sheet.answers) continue
    const texts = new Map(sheet.answers.texts.map(({ label, value }) => [plain(label), value]))
    const boxes = own.map(held).filter(({ FT: kind }) => kind === "/Btn")
    const { ticks } = sheet.answers
    if (ticks.length === boxes.length)
      boxes.forEach((box, place) => (box.V = box.AS = ticks[place] ? "/Yes" : "/Off"))
    for (const field of own.map(held).filter(({ FT: kind }) => kind === "/Tx")) {
      const value = texts.get(plain(heard(field.TU)))
      if (value) typeIn(field, value)
    }
  }

  const marks = dict({ Type: "/Outlines" })
  const marksRef = add(marks)
  const top = all.flatMap(({ marks: own, pages, sheet }) =>
    own.length ? own : [add(dict({ Title: said(sheet ? sheet.title : words.contents), Dest: [pages[0], "/XYZ", 0, 792, 0] }))],
  )
  top.forEach((ref, index) => {
    const mark = held(ref)
    mark.Parent = marksRef
    mark.Prev = top[index - 1]
    mark.Next = top[index + 1]
    if (!mark.Prev) delete mark.Prev
    if (!mark.Next) delete mark.Next
  })
  marks.First = top[0]
  marks.Last = top[top.length - 1]
  marks.Count = top.reduce((sum, ref) => sum + 1 + Math.max(0, held(ref).Count ?? 0), 0)

  const catalog = dict({
    Type: "/Catalog", Pages: pagesRef, StructTreeRoot: tree, Outlines: marksRef,
    MarkInfo: dict({ Marked: true }), Lang: said(language), ViewerPreferences: dict({ DisplayDocTitle: true }),
    Metadata: first.metadata, // says that it is PDF/UA, and the title, which is the cover's
    AcroForm: dict({ Fields: fields, DR: dict({ Font: used }) }),
  })
  const info = dict({ Title: said(title), Producer: said(producer) })
  return { parts: write(objects, add(catalog), add(info)), pages: root.Count }
}
