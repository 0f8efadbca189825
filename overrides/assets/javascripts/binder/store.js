// What is in the binder: one entry on this device. A sheet is a page of the site, by its address
// below the site, or what a page has made (a count of days, a log): its title and its text.
self.ipBinder = (() => {
  const { KEYS, device } = self.ipDevice
  const text = (value) => (typeof value === "string" ? value : "")
  const blocks = (value) =>
    (Array.isArray(value) ? value : [])
      .filter((block) => Array.isArray(block) && block.every((part) => typeof part === "string"))
      .map(([kind, said]) => [kind, text(said)])
  const sheet = (value) =>
    text(value?.page)
      ? { page: value.page }
      : text(value?.title) && { title: value.title, group: text(value.group), blocks: blocks(value.blocks) }

  const read = () => {
    const held = device.read(KEYS.binder)
    const sheets = Array.isArray(held?.sheets) ? held.sheets.map(sheet).filter(Boolean) : []
    return { initials: text(held?.initials), large: held?.large === true, sheets }
  }
  // Returns whether the browser keeps it. An empty binder leaves nothing behind.
  const write = (binder) => device.write(KEYS.binder, binder.sheets.length || binder.initials ? binder : null)
  const isSame = (one, other) => (one.page ? one.page === other.page : one.title === other.title)
  const has = (wanted) => read().sheets.some((one) => isSame(one, wanted))
  // Puts a sheet in, at the end; one with the same name is replaced where it is.
  const put = (wanted) => {
    const binder = read()
    const place = binder.sheets.findIndex((one) => isSame(one, wanted))
    if (place < 0) binder.sheets.push(wanted)
    else binder.sheets[place] = wanted
    return write(binder)
  }
  const takeOut = (unwanted) => {
    const binder = read()
    binder.sheets = binder.sheets.filter((one) => !isSame(one, unwanted))
    return write(binder)
  }
  return { read, write, has, put, takeOut }
})()
