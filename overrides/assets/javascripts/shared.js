// What the scripts of several pages do the same way: fill in words, write a day, make an
// element, copy text.
self.ipShared = (() => {
  const { lang } = document.documentElement

  // A function, since "$&" in a plain replacement means something else.
  const fill = (text, ...values) => values.reduce((filled, value) => filled.replace("{}", () => value), text)
  const named = (text, values) => text.replace(/\{(\w+)\}/g, (_, name) => values[name])

  // Days are strings such as 2026-03-02, the same in every time zone.
  const today = () => {
    const now = new Date()
    return [now.getFullYear(), now.getMonth() + 1, now.getDate()]
      .map((value) => String(value).padStart(2, "0"))
      .join("-")
  }
  const longDate = (day) => new Date(day).toLocaleDateString(lang, { dateStyle: "long", timeZone: "UTC" })

  const element = (name, text = "", attributes = {}) => {
    const made = document.createElement(name)
    made.textContent = text
    for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value)
    return made
  }
  const make = (name, className, ...content) => {
    const made = document.createElement(name)
    if (className) made.className = className
    made.append(...content)
    return made
  }
  // Changes words only if they differ: a screen reader would say the same once more.
  const say = (where, text) => {
    if (where.textContent !== text) where.textContent = text
  }
  // Copies text; resolves to whether the browser let us.
  const copy = async (text) => {
    try {
      await navigator.clipboard.writeText(text)
      return true
    } catch {
      return copyTheOldWay(text) // denied, or not supported
    }
  }
  const copyTheOldWay = (text) => {
    const active = document.activeElement
    const box = element("textarea", text, { class: "ip-clipboard" })
    document.body.append(box)
    box.select()
    const done = document.execCommand("copy")
    box.remove()
    active.focus()
    return done
  }
  return { fill, named, today, longDate, element, make, say, copy }
})()
