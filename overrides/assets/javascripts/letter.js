// A letter: what the parent types in the form appears in the letter. Nothing is sent, and nothing
// is stored unless they ask for it: on a library computer, the next family would find it. A warning
// before leaving stores nothing, but some phones give none (iOS has no "beforeunload"), so parents
// may choose to keep the letter in this tab until it is closed.
;(() => {
  const letter = document.querySelector("[data-ip-letter]")
  if (!letter) return

  // A cautious limit: the standard for mail links (RFC 6068) has none, but some email programs are
  // started with a short command line, and cut off what does not fit.
  const LONG_LINK = 2000
  const KEY = `ip-letter:${location.pathname}`
  const ENDS = /[.!?…。！？؟।]["'”’»)\]]*$/

  const words = letter.dataset
  const part = (name) => letter.querySelector(`[data-ip-letter-${name}]`)
  const [form, subject, body, mail, status, keep, steps, place] = [
    "form", "subject", "body", "mail", "status", "keep", "steps", "place",
  ].map(part)
  const slots = [...letter.querySelectorAll(".ip-slot")].map((slot) => {
    const next = slot.nextSibling
    return {
      slot,
      label: slot.textContent,
      field: form.querySelector(`[data-field="${slot.dataset.field}"]`),
      stop: next?.data?.startsWith(".") ? next : null,
      after: next?.data,
    }
  })
  const fields = [...form.querySelectorAll("[data-field]")]
  const labelOf = (field) => form.querySelector(`label[for="${field.id}"]`).textContent
  const lists = [...body.querySelectorAll("ul")].map((list) =>
    [...list.children].map((li) => ({ li, of: slots.filter(({ slot }) => li.contains(slot)) })),
  )

  // The form returns a day as 2026-11-24, whatever the time zone; the letter writes it out.
  const longDate = (value) =>
    new Intl.DateTimeFormat(document.documentElement.lang, { dateStyle: "long", timeZone: "UTC" }).format(
      new Date(value),
    )
  // Half of a surrogate pair, which a program may paste, cannot be in a mail link.
  const whole = (text) => text.replace(/[\ud800-\udfff]/gu, "\ufffd")
  const answer = (field) =>
    field.type === "date" && field.value ? longDate(field.value) : whole(field.value.trim())

  const plain = (node) =>
    [...node.childNodes]
      .map((child) => (child.nodeName === "BR" ? "\n" : child.nodeType === 3 ? child.data : plain(child)))
      .join("")
  const item = (li) => `- ${plain(li).replaceAll("\n", "\n  ")}`
  const isUsed = (li) => !li.classList.contains("ip-letter-unused")
  const block = (element) =>
    element.nodeName === "UL" ? [...element.children].filter(isUsed).map(item).join("\n") : plain(element)
  const letterText = () => [...body.children].map(block).join("\n\n")

  const writeLetter = () => {
    for (const { slot, label, field, stop, after } of slots) {
      const text = answer(field)
      slot.textContent = text || label
      slot.classList.toggle("ip-slot--filled", Boolean(text))
      // If the answer itself ends with a period, the letter's own would be a second one.
      if (stop) stop.data = ENDS.test(text) ? after.slice(1) : after
    }
    // Once a list has an entry, the empty ones are not part of the letter.
    for (const list of lists) {
      const isFilled = ({ of }) => !of.length || of.some(({ field }) => answer(field))
      const some = list.some((entry) => entry.of.length && isFilled(entry))
      for (const entry of list) entry.li.classList.toggle("ip-letter-unused", some && !isFilled(entry))
    }
    const lines = letterText().replaceAll("\n", "\r\n")
    mail.href = `mailto:?subject=${encodeURIComponent(plain(subject))}&body=${encodeURIComponent(lines)}`
    part("long").hidden = mail.href.length <= LONG_LINK
    status.textContent = ""
    look()
  }

  // ---- Before sending ----------------------------------------------------------------------

  const before = part("before")
  const asked = [...letter.querySelectorAll("[data-ip-letter-ask]")].map((box) => ({
    box,
    answer: () => box.querySelector("input:checked")?.value,
    advice: box.querySelector(".ip-letter-advice"),
  }))
  for (const { box } of asked) box.querySelector(".ip-letter-answers").hidden = false

  const DAY = 24 * 60 * 60 * 1000
  const SOON = 14 // days
  // The last day, as a UTC time; February 29 becomes the 28th, to be on the safe side.
  const lastDay = (value, { amount, unit }) => {
    const day = new Date(value)
    const date = day.getUTCDate()
    if (unit === "day") day.setUTCDate(date + Number(amount))
    if (unit === "month") day.setUTCMonth(day.getUTCMonth() + Number(amount))
    if (unit === "year") day.setUTCFullYear(day.getUTCFullYear() + Number(amount))
    if (unit !== "day" && day.getUTCDate() !== date) day.setUTCDate(0)
    return day
  }
  const filledIn = (text, ...values) => values.reduce((done, value) => done.replace("{}", value), text)
  const warning = (value, time) => {
    const last = lastDay(value, time)
    const now = new Date()
    const left = Math.round((last - Date.UTC(now.getFullYear(), now.getMonth(), now.getDate())) / DAY)
    const { late, soon, soonOne, today } = before.dataset
    const until = longDate(last.toISOString())
    if (left < 0) return filledIn(late, longDate(value), time.time)
    if (left === 0) return filledIn(today, until)
    if (left === 1) return filledIn(soonOne, until)
    return left < SOON ? filledIn(soon, left, until) : ""
  }

  // What an item still needs: its state ("done", "open" or "late") and the words for it.
  const pointOf = (entry) => {
    const ask = asked.find(({ box }) => entry.contains(box))
    if (ask) return { state: { yes: "done", no: "late" }[ask.answer()] ?? "open", text: "" }
    const links = [...entry.querySelectorAll("a[data-field]")]
    const fieldOf = (link) => fields.find((field) => field.dataset.field === link.dataset.field)
    if (entry.dataset.ipLetterReminder === "needs") {
      const missing = links.filter((link) => !answer(fieldOf(link))).map((link) => link.textContent)
      if (!missing.length) return { state: "done", text: before.dataset.done }
      return { state: "open", text: `${before.dataset.missing} ${missing.join(", ")}` }
    }
    const days = links.map((link) => fieldOf(link).value).filter(Boolean)
    const warnings = days.map((day) => warning(day, entry.dataset)).filter(Boolean)
    if (warnings.length) return { state: "late", text: warnings.join(" ") }
    return days.length ? { state: "done", text: before.dataset.done } : { state: "open", text: "" }
  }
  const say = (element, text) => {
    if (element.textContent !== text) element.textContent = text
  }
  // On a phone the sheet is a scrolling view of the letter: it must work without a mouse.
  const reachable = () => {
    const sheet = part("paper")
    if (sheet.scrollHeight > sheet.clientHeight + 1) sheet.tabIndex = 0
    else sheet.removeAttribute("tabindex")
  }
  addEventListener("resize", reachable)

  const look = () => {
    for (const { advice, answer } of asked) advice.hidden = answer() !== "no"
    if (!before) return
    const entries = [...before.querySelectorAll("[data-ip-letter-reminder]")]
    const states = entries.map((entry) => {
      const { state, text } = pointOf(entry)
      entry.dataset.state = state
      const shown = entry.querySelector("[data-ip-letter-state]")
      if (shown) say(shown, text)
      return state
    })
    const left = states.filter((state) => state !== "done").length
    const { allDone, openOne, open } = before.dataset
    say(part("open"), left === 0 ? allDone : left === 1 ? openOne : filledIn(open, left))
  }
  before?.addEventListener("change", look)
  before?.addEventListener("click", (event) => {
    const link = event.target.closest("a[data-field]")
    if (!link) return
    event.preventDefault()
    goTo(fields.find((field) => field.dataset.field === link.dataset.field))
  })

  // ---- One question at a time, and the whole letter ------------------------------------------

  const rows = [...form.querySelectorAll(".ip-letter-field")]
  const single = part("single")
  const isSingle = () => single.getAttribute("aria-pressed") === "true"
  let now = 0
  const inputOf = (row) => row.querySelector("input, textarea")
  const show = () => {
    rows.forEach((row, number) => (row.hidden = isSingle() && number !== now))
    steps.hidden = !isSingle()
    part("back").disabled = now === 0
    const { next, last } = part("next").dataset
    say(part("next"), now === rows.length - 1 ? last : next)
    say(place, isSingle() ? filledIn(place.dataset.words, now + 1, rows.length) : "")
  }
  const goTo = (field) => {
    now = Math.max(0, rows.findIndex((row) => row.contains(field)))
    show()
    field.focus()
  }
  const step = (by) => {
    const row = rows[now + by]
    if (row) return goTo(inputOf(row))
    // After the last one: what to check, or what to do with the letter.
    const next = before?.querySelector("h2") ?? part("copy")
    if (next.nodeName === "H2") next.tabIndex = -1
    next.focus()
    next.scrollIntoView()
  }
  const press = (button) => button.setAttribute("aria-pressed", button.getAttribute("aria-pressed") !== "true")
  single.addEventListener("click", () => {
    press(single)
    show()
  })
  part("back").addEventListener("click", () => step(-1))
  form.addEventListener("submit", (event) => {
    event.preventDefault()
    if (isSingle()) step(1)
  })
  const toWhole = part("whole")
  toWhole.addEventListener("click", () => {
    press(toWhole)
    letter.classList.toggle("ip-letter--whole")
    part("paper").scrollTop = 0
    reachable()
  })

  // ---- Keeping it safe ------------------------------------------------------------------------

  // The day of the letter starts as today; nobody has typed it.
  const dated = fields.find((field) => field.type === "date" && field.dataset.field === "date")
  const today = () => {
    const now = new Date()
    return new Date(Date.UTC(now.getFullYear(), now.getMonth(), now.getDate())).toISOString().slice(0, 10)
  }
  const date = () => {
    if (dated) dated.value = today()
  }
  const isGiven = (field) => field.value === carried.get(field) || (field === dated && field.value === today())
  const typed = () => fields.some((field) => field.value && !isGiven(field))
  let store = null
  try {
    store = sessionStorage
  } catch {
    keep.closest("p").hidden = true // this browser keeps nothing
  }
  const remember = () => {
    try {
      if (keep.checked && typed()) {
        const values = Object.fromEntries(fields.map(({ dataset, value }) => [dataset.field, value]))
        store.setItem(KEY, JSON.stringify(values))
      } else store?.removeItem(KEY)
    } catch {
      keep.checked = false // full
    }
  }
  const recall = () => {
    let values = null
    try {
      values = JSON.parse(store?.getItem(KEY) ?? "null")
    } catch {
      // Not ours, or damaged
    }
    if (!values || typeof values !== "object") return
    keep.checked = true
    for (const field of fields) field.value = values[field.dataset.field] ?? field.value
  }
  // What the page before knew already (carry.js): it fills empty fields, and can be taken out.
  const CARRIED = "ip-carried"
  const note = part("carried")
  let carried = new Map() // the value given to each field
  const takeAlong = () => {
    let given = null
    try {
      given = JSON.parse(store?.getItem(CARRIED) ?? "null")
    } catch {
      // Not ours, or damaged
    }
    if (given?.to !== location.pathname) return
    const { texts, days, from, back } = given
    for (const field of fields) {
      const text = texts[field.dataset.field]
      if (!text || (field.value && !isGiven(field))) continue
      const day = (_, name) => (field.type === "date" ? days[name] : days[name] && longDate(days[name])) ?? "{}"
      const value = text.replace(/\{(start|due)\}/g, day)
      if (value.includes("{}")) continue // a day that the page before did not know
      field.value = value
      carried.set(field, field.value)
    }
    if (!carried.size) return
    const labels = [...carried.keys()].map(labelOf)
    const [said, link] = note.children
    said.textContent = filledIn(said.textContent, labels.join(", "))
    link.textContent = from
    link.href = back
    note.hidden = false
  }
  const takeOut = () => {
    for (const [field, value] of carried) if (field.value === value) field.value = ""
    leaveCarried()
    if (!dated?.value) date()
    writeLetter()
    remember()
    form.querySelector("[data-field]").focus()
  }
  const leaveCarried = () => {
    carried = new Map()
    note.hidden = true
    try {
      store?.removeItem(CARRIED)
    } catch {
      // Storage is denied, so nothing is kept.
    }
  }
  note.querySelector("button").addEventListener("click", takeOut)

  keep.addEventListener("change", () => {
    remember()
    status.textContent = keep.checked ? words.kept : words.notKept
  })
  let leaving = false // an email program opens, and the page stays
  mail.addEventListener("click", () => {
    leaving = true
    setTimeout(() => (leaving = false), 1000)
  })
  addEventListener("beforeunload", (event) => {
    if (typed() && !keep.checked && !leaving) event.preventDefault()
  })

  // ---- Copy, email, download -------------------------------------------------------------------------

  const toClipboard = async (text) => {
    try {
      await navigator.clipboard.writeText(text)
      return true
    } catch {
      // Denied, or not supported: use the old way.
      const active = document.activeElement
      const box = document.createElement("textarea")
      box.value = text
      box.className = "ip-letter-clipboard"
      letter.append(box)
      box.select()
      const done = document.execCommand("copy")
      box.remove()
      active.focus()
      return done
    }
  }

  form.addEventListener("input", (event) => {
    if (event.target === keep) return
    writeLetter()
    remember()
  })
  form.addEventListener("reset", (event) => {
    if (typed() && !confirm(words.clearQuestion)) return event.preventDefault()
    // The fields become empty only after this event.
    setTimeout(() => {
      leaveCarried()
      date()
      for (const radio of letter.querySelectorAll("[data-ip-letter-ask] input")) radio.checked = false
      now = 0
      show()
      writeLetter()
      remember()
      status.textContent = words.cleared
    })
  })

  // While a field has the focus, its part of the letter is marked; clicking a part leads to its
  // field. On a phone, the visible part of the sheet moves to it.
  const paper = part("paper")
  const mark = (active) => {
    for (const { slot, field } of slots) slot.classList.toggle("ip-slot--now", field === active)
    const slot = body.querySelector(".ip-slot--now")
    letter.classList.toggle("ip-letter--typing", Boolean(slot))
    if (!slot) return
    const shift = slot.getBoundingClientRect().top - paper.getBoundingClientRect().top
    paper.scrollTop += shift - paper.clientHeight / 3
  }
  form.addEventListener("focusin", (event) => {
    const row = rows.findIndex((one) => one.contains(event.target))
    if (row >= 0) now = row
    mark(event.target)
  })
  form.addEventListener("focusout", () => mark(null))
  // Load all parts of the font: a request for a rare letter would give away part of a name.
  const loadFonts = () => document.fonts.forEach((font) => font.load().catch(() => {}))
  form.addEventListener("focusin", loadFonts, { once: true })
  letter.addEventListener("click", (event) => {
    const found = slots.find(({ slot }) => slot === event.target)
    if (found) goTo(found.field)
  })

  const isInUse = (field) =>
    slots.some((entry) => entry.field === field && !entry.slot.closest(".ip-letter-unused"))
  part("copy").addEventListener("click", async () => {
    const done = await toClipboard(`${words.subject}: ${plain(subject)}\n\n${letterText()}`)
    const empty = fields.filter((field) => !answer(field) && isInUse(field)).map(labelOf)
    const [one, other] = [filledIn(words.copiedOne, empty[0]), filledIn(words.copiedOther, empty.length, empty.join(", "))]
    const copied = empty.length === 0 ? words.copied : empty.length === 1 ? one : other
    status.textContent = done ? copied : words.copyFailed
  })
  part("print").addEventListener("click", () => window.print())

  for (const hidden of [form, part("copy"), part("print")]) hidden.hidden = false
  letter.dataset.ipReady = "" // form and letter side by side on a wide screen
  date()
  recall()
  takeAlong()
  writeLetter()
  reachable()
})()
