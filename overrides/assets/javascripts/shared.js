// What the scripts of several pages do the same way: fill in words, write a day, make an
// element, say what is wrong at a field, copy text.
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
  // What is wrong stands below its field, where the reader then is. Without a field, all is well.
  const tell = (form, message, input, ...content) => {
    for (const field of form.querySelectorAll("[aria-invalid]")) {
      field.removeAttribute("aria-invalid")
      field.removeAttribute("aria-describedby")
    }
    message.replaceChildren()
    if (!input) return
    input.closest("label").after(message)
    message.append(...content)
    const folded = input.closest("details")
    if (folded) folded.open = true
    input.setAttribute("aria-invalid", "true")
    input.setAttribute("aria-describedby", message.id)
    input.focus()
    message.scrollIntoView({ block: "nearest" })
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
  return { fill, named, today, longDate, element, make, say, tell, copy }
})()
