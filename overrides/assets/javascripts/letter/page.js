// A letter: what the parent types in the form appears in the letter, to copy, send or print. Nothing
// is sent, and nothing is stored unless they ask for it. A warning before leaving stores nothing,
// but some phones give none (iOS has no "beforeunload"), so parents may choose to keep the letter in
// this tab until it is closed.
;(() => {
  const letter = document.querySelector("[data-ip-letter]")
  const { copy: toClipboard, fill } = self.ipShared
  const words = letter.dataset
  // A cautious limit: the standard for mail links (RFC 6068) has none, but some email programs are
  // started with a short command line, and cut off what does not fit.
  const LONG_LINK = 2000

  const text = self.ipLetterText(letter)
  const { part, form } = text
  const [mail, status, copy, print] = ["mail", "status", "copy", "print"].map(part)
  // After the last question: what to check, or what to do with the letter.
  const afterLast = () => {
    const next = before.heading ?? copy
    if (before.heading) next.tabIndex = -1
    next.focus()
    next.scrollIntoView()
  }
  const steps = self.ipLetterSteps(letter, text, afterLast)
  const before = self.ipLetterBefore(letter, text, steps.goTo)

  let isTold = false // the mail link has said what is empty
  const write = () => {
    text.write()
    const lines = text.letterText().replaceAll("\n", "\r\n")
    mail.href = `mailto:?subject=${encodeURIComponent(text.subject())}&body=${encodeURIComponent(lines)}`
    part("long").hidden = mail.href.length <= LONG_LINK
    status.textContent = ""
    isTold = false
    before.look()
  }
  const changed = () => {
    write()
    kept.remember()
  }
  const kept = self.ipLetterKept(text, changed)

  // ---- The form ----------------------------------------------------------------------------

  form.addEventListener("input", ({ target }) => {
    if (target !== kept.keep) changed()
  })
  form.addEventListener("reset", (event) => {
    if (kept.typed() && !confirm(words.clearQuestion)) return event.preventDefault()
    // The fields become empty only after this event.
    setTimeout(() => {
      kept.clear()
      before.clear()
      steps.start()
      changed()
      status.textContent = words.cleared
    })
  })
  kept.keep.addEventListener("change", () => {
    kept.remember()
    status.textContent = kept.keep.checked ? words.kept : words.notKept
  })
  // Load all parts of the font: a request for a rare letter would give away part of a name.
  const loadFonts = () => document.fonts.forEach((font) => font.load().catch(() => {}))
  form.addEventListener("focusin", loadFonts, { once: true })

  const emptyWords = (empty, one, other) =>
    empty.length === 1 ? fill(one, empty[0]) : fill(other, empty.length, empty.join(", "))
  let leaving = false // an email program opens, and the page stays
  // The mail program covers this page: what is still empty is told before it opens, once.
  mail.addEventListener("click", (event) => {
    const empty = text.empty()
    if (empty.length && !isTold) {
      event.preventDefault()
      isTold = true
      status.textContent = emptyWords(empty, words.mailOne, words.mailOther)
      return
    }
    leaving = true
    setTimeout(() => (leaving = false), 1000)
  })
  addEventListener("beforeunload", (event) => {
    if (kept.typed() && !kept.keep.checked && !leaving) event.preventDefault()
  })

  // ---- Copy and print ----------------------------------------------------------------------

  copy.addEventListener("click", async () => {
    const done = await toClipboard(`${words.subject}: ${text.subject()}\n\n${text.letterText()}`)
    const empty = text.empty()
    const copied = empty.length ? emptyWords(empty, words.copiedOne, words.copiedOther) : words.copied
    status.textContent = done ? copied : words.copyFailed
  })
  print.addEventListener("click", () => window.print())

  form.dataset.ipReady = ""
  kept.start()
  write()
  steps.reachable()
})()
