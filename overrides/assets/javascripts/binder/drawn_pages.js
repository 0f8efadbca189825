// Puts pages of text (text_pages.js) into the whole, with their tags and links.
self.ipDrawnPages = (whole, { contentOf, box }, font) => {
  const { Stream, dict, encode, HEIGHT } = self.ipPdf
  const { objects, add, held, newKey, setTags } = whole
  const PRINT = 4 // annotation flag 3, ISO 32000-1 table 165
  const LISTS = { LI: "L", TOCI: "TOC" } // the element around lines that belong together

  // A line of the contents: what is clicked, and what is read.
  const link = ({ body, to, said: name, box: rectangle }, line, element, notes) => {
    const reference = element("Reference", line, [])
    const made = element("Link", reference, [body])
    const key = newKey()
    const note = add(
      dict({
        Type: "/Annot", Subtype: "/Link", Rect: rectangle, Border: [0, 0, 0], F: PRINT, StructParent: key,
        Contents: encode(name), Dest: [to(), "/XYZ", 0, HEIGHT, 0],
      }),
    )
    held(made).K.push(dict({ Type: "/OBJR", Obj: note }))
    held(reference).K.push(made)
    setTags(key, made)
    notes.push(note)
    return reference
  }
  const listLine = (tag, list, element, notes) => {
    const line = element(tag.tag, list, [])
    held(list).K.push(line)
    if (tag.label !== null) held(line).K.push(element("Lbl", line, [tag.label]))
    if (tag.tag === "LI") held(line).K.push(element("LBody", line, [tag.body]))
    else held(line).K.push(link(tag, line, element, notes))
  }
  // Adds the tags of a page to `part`; `tags` gets the element of each piece of its content.
  const addTags = (page, ref, part, tags, notes) => {
    const element = (kind, parent, kids) => {
      const made = add(dict({ Type: "/StructElem", S: `/${kind}`, P: parent, Pg: ref, K: kids }))
      for (const kid of kids) if (typeof kid === "number") tags[kid] = made
      return made
    }
    let list = null
    for (const tag of page.tags) {
      const kind = LISTS[tag.tag]
      if (!kind) {
        list = null
        held(part).K.push(element(tag.tag, part, [tag.body]))
        continue
      }
      if (list?.kind !== kind) {
        list = { kind, ref: element(kind, part, []) }
        held(part).K.push(list.ref)
      }
      listLine(tag, list.ref, element, notes)
    }
  }
  const addPage = (page, part) => {
    const key = newKey()
    const tags = []
    const notes = []
    const ref = add(null) // its tags name it before it is made
    addTags(page, ref, part, tags, notes)
    setTags(key, Array.from(tags, (tag) => tag ?? null))
    const content = add(new Stream(dict(), contentOf(page)))
    objects.set(
      ref.number,
      dict({
        Type: "/Page", MediaBox: box(), Tabs: "/S", StructParents: key, Contents: content, Annots: notes,
        Resources: dict({ Font: dict({ IpText: font }) }),
      }),
    )
    return ref
  }
  return (laidOut, sheet) => {
    const part = add(dict({ Type: "/StructElem", S: "/Part", K: [] }))
    const pages = laidOut.map((page) => addPage(page, part))
    return { sheet, pages, part, fields: [], fonts: {}, marks: [] }
  }
}
