// Takes a sheet's own PDF into the whole, with all it has: pages, tags, fields, bookmarks.
self.ipTakePdf = (whole, bytes, sheet) => {
  const { Ref, Bytes, Stream, dict, read } = self.ipPdf
  const { objects, held } = whole

  // All objects of the file, under new numbers; returns its catalog.
  const takeObjects = () => {
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
  const marksOf = (outlines) => {
    const found = []
    for (let mark = held(outlines)?.First; mark; mark = held(mark).Next) found.push(mark)
    return found
  }
  // Its keys become ours; a link to a place by name, which another sheet may have too, leads there.
  const followLinks = (page, base, places) => {
    page.StructParents += base
    for (const note of (held(page.Annots) ?? []).map(held)) {
      if (note.StructParent !== undefined) note.StructParent += base
      if (note.Dest instanceof Bytes) note.Dest = places.get(note.Dest.text)
      if (held(note.A)?.D instanceof Bytes) held(note.A).D = places.get(held(note.A).D.text)
    }
  }

  const root = takeObjects()
  const pages = pagesOf(root.Pages)
  const tree = held(root.StructTreeRoot)
  const base = whole.takeKeys(held(held(tree.ParentTree).Nums))
  const places = namedPlaces(held(root.Names)?.Dests)
  for (const ref of pages) followLinks(held(ref), base, places)
  const [document] = [tree.K].flat()
  held(document).S = "/Part"
  const form = held(root.AcroForm)
  return {
    sheet, pages, part: document, marks: marksOf(root.Outlines), metadata: root.Metadata,
    fields: held(form?.Fields) ?? [],
    fonts: held(held(form?.DR)?.Font) ?? {},
  }
}
