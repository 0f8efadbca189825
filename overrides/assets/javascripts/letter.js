// A letter: what one types in the form appears in the letter. Nothing is stored, nothing is sent.
;(() => {
  const letter = document.querySelector("[data-ip-letter]")
  if (!letter) return

  // A cautious limit: the standard for mail links (RFC 6068) names none, but some mail programs
  // are started with one short line of text, and cut off what does not fit.
  const LONG_LINK = 2000

  const words = letter.dataset
  const part = (name) => letter.querySelector(`[data-ip-letter-${name}]`)
  const [form, subject, body, mail, status] = ["form", "subject", "body", "mail", "status"].map(part)
  const slots = [...letter.querySelectorAll(".ip-slot")].map((slot) => ({
    slot,
    label: slot.textContent,
    field: form.querySelector(`[data-field="${slot.dataset.field}"]`),
    stops: slot.nextSibling?.data?.startsWith("."),
  }))
  const fields = [...form.querySelectorAll("[data-field]")]

  // The form gives a day as 2026-11-24, the same in every time zone; so it must be written out.
  const longDate = (value) =>
    new Intl.DateTimeFormat(document.documentElement.lang, { dateStyle: "long", timeZone: "UTC" }).format(
      new Date(value),
    )
  const answer = (field) =>
    field.type === "date" && field.value ? longDate(field.value) : field.value.trim()

  const plain = (node) =>
    [...node.childNodes]
      .map((child) => (child.nodeName === "BR" ? "\n" : child.nodeType === 3 ? child.data : plain(child)))
      .join("")
  const item = (li) => `- ${plain(li).replaceAll("\n", "\n  ")}`
  const block = (element) =>
    element.nodeName === "UL" ? [...element.children].map(item).join("\n") : plain(element)
  const letterText = () => [...body.children].map(block).join("\n\n")

  const fill = () => {
    for (const { slot, label, field, stops } of slots) {
      // Where the letter has a full stop, the one that was typed would be a second.
      const text = stops ? answer(field).replace(/\.$/, "") : answer(field)
      slot.textContent = text || label
      slot.classList.toggle("ip-slot--filled", Boolean(text))
    }
    const lines = letterText().replaceAll("\n", "\r\n")
    mail.href = `mailto:?subject=${encodeURIComponent(plain(subject))}&body=${encodeURIComponent(lines)}`
    part("long").hidden = mail.href.length <= LONG_LINK
    status.textContent = ""
  }

  const toClipboard = async (text) => {
    try {
      await navigator.clipboard.writeText(text)
      return true
    } catch {
      // Denied, or a browser that does not have it: the old way.
      const before = document.activeElement
      const box = document.createElement("textarea")
      box.value = text
      box.className = "ip-letter-clipboard"
      letter.append(box)
      box.select()
      const done = document.execCommand("copy")
      box.remove()
      before.focus()
      return done
    }
  }

  form.addEventListener("input", fill)
  form.addEventListener("submit", (event) => event.preventDefault())
  form.addEventListener("reset", (event) => {
    const typed = fields.some((field) => field.value)
    if (typed && !confirm(words.clearQuestion)) return event.preventDefault()
    // The fields are empty only after this event.
    setTimeout(() => {
      fill()
      status.textContent = words.cleared
    })
  })

  // The part of the letter that a field fills is marked while one is in that field, and a press
  // on a part leads to its field.
  const mark = (active) => {
    for (const { slot, field } of slots) slot.classList.toggle("ip-slot--now", field === active)
  }
  form.addEventListener("focusin", (event) => mark(event.target))
  form.addEventListener("focusout", () => mark(null))
  // All parts of the font, so that a rare letter in a name makes no request: it would tell of it.
  const loadFonts = () => document.fonts.forEach((font) => font.load().catch(() => {}))
  form.addEventListener("focusin", loadFonts, { once: true })
  letter.addEventListener("click", (event) => {
    slots.find(({ slot }) => slot === event.target)?.field.focus()
  })

  part("copy").addEventListener("click", async () => {
    const done = await toClipboard(letterText())
    const empty = fields.filter((field) => !answer(field)).length
    const copied = empty === 0 ? words.copied : empty === 1 ? words.copiedOne : words.copiedOther
    status.textContent = done ? copied.replace("{}", empty) : words.copyFailed
  })
  part("print").addEventListener("click", () => window.print())

  for (const hidden of [form, part("copy"), part("print")]) hidden.hidden = false
  letter.dataset.ipReady = "" // on a wide screen: form and letter side by side
  fill()
})()
