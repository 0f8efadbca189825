// The reader's state: kept on this device alone, shown where a page says that states differ, and
// offered to the clock. Its lines come from a small file of this site, states/<code>.json.
;(() => {
  const { KEYS, device } = self.ipDevice
  const { element, today } = self.ipShared
  const base = document.getElementById("main").dataset.ipStates
  const find = (name) => document.querySelector(`[data-ip-state-${name}]`)

  const kept = () => {
    const code = device.readText(KEYS.state)
    return /^[a-z]{2}$/.test(code) ? code : null
  }
  // If storage is denied, the page says so by not changing.
  const keep = (code) => device.writeText(KEYS.state, code)
  const line = (name, ...parts) => {
    const made = element(name)
    for (const part of parts) made.append(part, " ")
    return made
  }

  // ---- The pages of the states -----------------------------------------------------------------

  const page = find("page")
  const mine = find("mine")
  const arrange = () => {
    const code = kept()
    if (page) {
      find("offer").hidden = code === page.dataset.ipStatePage
      find("kept").hidden = !find("offer").hidden
    }
    if (mine) {
      const link = code && document.querySelector(`[data-ip-state-link="${code}"]`)
      mine.hidden = !link
      if (link) {
        mine.querySelector("a").href = link.href
        mine.querySelector("a").textContent = link.textContent
      }
    }
  }
  if (page)
    find("keep").addEventListener("click", () => {
      keep(page.dataset.ipStatePage)
      arrange()
      find("kept").focus()
    })
  for (const button of document.querySelectorAll("[data-ip-state-forget]"))
    button.addEventListener("click", () => {
      keep(null)
      arrange()
      const next = page ? find("keep") : document.getElementById("main")
      next.focus()
    })
  arrange()

  // ---- Other pages -------------------------------------------------------------------------

  const headings = page || mine ? [] : [...document.querySelectorAll("h2[id^=your-state]")]
  const clock = find("in-clock")
  const sheet = find("names") // a line that is printed with the sheet
  const named = (piece) =>
    piece.names.flatMap(([word, means, lang]) => [element("strong", word, lang ? { lang } : {}), means])

  const box = (code, piece, isAboutPeople) => {
    const made = element("section", "", { class: "ip-state-lines", "aria-label": piece.here })
    const list = element("ul")
    if (piece.names.length && !isAboutPeople) list.append(line("li", ...named(piece)))
    for (const limit of isAboutPeople ? [] : piece.limits)
      list.append(
        line("li", limit.line, limit.also, line("small", element("a", limit.cite, { href: limit.address }), `(${limit.read}).`)),
      )
    for (const [name, address] of isAboutPeople ? piece.people : [])
      list.append(line("li", element("a", name, { href: address })))
    made.append(element("h3", piece.here), list)
    const notes = isAboutPeople ? [] : [piece.none, piece.limits.length && piece.compare]
    for (const note of notes.filter(Boolean)) made.append(element("p", note))
    const forget = element("button", piece.forget, { type: "button", class: "ip-button ip-button--plain" })
    forget.addEventListener("click", () => {
      keep(null)
      for (const each of document.querySelectorAll(".ip-state-lines")) each.remove()
      for (const part of [clock, sheet].filter(Boolean)) part.hidden = true
      document.getElementById("main").focus()
    })
    made.append(line("p", element("a", piece.more, { href: `${base}${code}/` }), forget))
    return made
  }

  // The clock never takes a state's limit by itself: the reader presses the button.
  const offer = (piece) => {
    const form = clock.closest("form")
    const field = (name) => form.elements[name]
    const show = () => {
      const limits = piece.limits.filter(({ topic }) => topic === field("clock").value)
      clock.replaceChildren(
        ...limits.map((limit) => {
          const use = element("button", piece.use, { type: "button", class: "ip-button ip-button--outline" })
          use.addEventListener("click", () => {
            field("number").value = limit.number
            field("unit").value = limit.unit
            field("source").value = limit.source
            const own = form.querySelector("[name=limit][value='1']")
            own.checked = true
            own.dispatchEvent(new Event("change", { bubbles: true }))
            own.focus()
          })
          return line("p", limit.clock, limit.also, element("a", limit.cite, { href: limit.address }), use)
        }),
      )
      clock.hidden = !limits.length
    }
    form.addEventListener("change", show)
    addEventListener("hashchange", show)
    show()
  }

  const code = kept()
  if (code && (headings.length || clock || sheet))
    fetch(`${base}${code}.json`)
      .then((answer) => (answer.ok ? answer.json() : null))
      .then((piece) => {
        if (!piece) return
        // A kept copy of the file may be older than a year: its numbers go, as on the page.
        piece.limits = piece.limits.filter(({ until }) => today() <= until)
        for (const heading of headings) heading.after(box(code, piece, heading.id === "your-state"))
        if (clock) offer(piece)
        if (find("own")) find("own").href = `${base}${code}/`
        if (sheet && piece.names.length) {
          sheet.append(...line("p", `${piece.here}:`, ...named(piece)).childNodes)
          sheet.hidden = false
        }
      })
      .catch(() => {
        // Offline, or opened from a disk: the page says what holds everywhere.
      })
})()
