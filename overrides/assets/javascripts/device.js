// What the site keeps on the reader's device, and nowhere else: the name of each entry, and how it
// is read and written. The page about privacy (privacy.html) lists the same entries.
self.ipDevice = (() => {
  const KEYS = {
    reading: "ip-reading",
    state: "ip-state",
    binder: "ip-binder",
    log: "ip-log",
    school: "ip-clock-days",
    offline: "ip-offline",
    ticks: (page) => `ip-ticks:${page}`,
    // In the tab, until it is closed:
    letter: (path) => `ip-letter:${path}`,
    carried: "ip-carried",
  }

  // A browser may deny its storage: then reading gives null, and writing false.
  const area = (name) => {
    const tried = (work, otherwise) => {
      try {
        return work(self[name])
      } catch {
        return otherwise
      }
    }
    const readText = (key) => tried((storage) => storage.getItem(key), null)
    const writeText = (key, text) =>
      tried((storage) => {
        if (text === null) storage.removeItem(key)
        else storage.setItem(key, text)
        return true
      }, false)
    return {
      isThere: () => tried(Boolean, false),
      readText,
      writeText, // null removes the entry
      read: (key) => tried(() => JSON.parse(readText(key)), null), // null if damaged, too
      write: (key, value) => writeText(key, value === null ? null : JSON.stringify(value)),
    }
  }
  return { KEYS, device: area("localStorage"), tab: area("sessionStorage") }
})()
