// The PDF in the making: its objects, each under its number, and the tree that leads from what is
// drawn to its tags (ISO 32000-1, 14.7.4.4).
self.ipWholePdf = () => {
  const { Ref, dict } = self.ipPdf
  const objects = new Map()
  const parents = [] // pairs: a key, and its tag or tags
  let nextKey = 0

  const add = (value) => {
    objects.set(objects.size + 1, value)
    return new Ref(objects.size)
  }
  const held = (value) => (value instanceof Ref ? objects.get(value.number) : value)

  const newKey = () => nextKey++
  const setTags = (key, tags) => parents.push([key, tags])
  // Takes the keys of another file (key, tags, key, tags ...); returns what is added to each.
  const takeKeys = (numbers) => {
    const base = nextKey
    for (let index = 0; index < numbers.length; index += 2) {
      setTags(numbers[index] + base, numbers[index + 1])
      nextKey = Math.max(nextKey, numbers[index] + base + 1)
    }
    return base
  }
  // The root of all tags; `document` is their one element at the top.
  const addTagTree = (document) => {
    const sorted = [...parents].sort(([one], [other]) => one - other)
    return add(
      dict({
        Type: "/StructTreeRoot", K: [document], ParentTreeNextKey: nextKey,
        ParentTree: add(dict({ Nums: sorted.flat(1) })),
      }),
    )
  }
  return { objects, add, held, newKey, setTags, takeKeys, addTagTree }
}
