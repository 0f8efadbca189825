// The page of the binder: what is in it, in which order. All of it stays on this device.
;(() => {
  const root = document.querySelector("[data-ip-binder]")
  const words = JSON.parse(root.dataset.ipWords)
  const store = self.ipBinder
  const { fill } = self.ipShared
  const pages = self.ipBinderSheets(root, words)
  const paper = self.ipBinderPaper(root, pages, words)
  const { about, titleOf } = pages

  const part = (name) => root.querySelector(`[data-ip-binder-${name}]`)
  const [list, row, count, status, ways, initials, add] = [
    "list", "row", "count", "status", "make", "initials", "add",
  ].map(part)
  const empty = count.textContent

  // ---- The list ---------------------------------------------------------------------------

  const show = () => {
    const { sheets, ...binder } = store.read()
    if (document.activeElement !== initials) initials.value = binder.initials
    part("large").checked = binder.large
    list.replaceChildren(...sheets.map(rowOf))
    list.hidden = !sheets.length // a list without items is none, say those who read it out
    ways.hidden = !sheets.length
    const { count_one: one, count_other: other } = words
    count.textContent = !sheets.length ? empty : sheets.length === 1 ? one : fill(other, sheets.length)
  }
  const rowOf = (sheet, place, sheets) => {
    const made = row.content.cloneNode(true).firstElementChild
    const [name, kind] = made.querySelector(".ip-binder-name").children
    const known = about(sheet)
    name.textContent = titleOf(sheet)
    if (known && sheet.page) name.href = root.dataset.root + sheet.page
    kind.textContent = known ? words.groups[known.group] ?? "" : words.gone
    const [up, down, out] = made.querySelectorAll("button")
    for (const [button, said] of [[up, words.up], [down, words.down], [out, words.out]])
      button.setAttribute("aria-label", fill(said, titleOf(sheet)))
    up.disabled = place === 0
    down.disabled = place === sheets.length - 1
    return made
  }
  const say = (text, isKept) => (status.textContent = isKept ? text : words.not_kept)

  // The focus stays where the reader is: on the next row, or on the same button of the moved one.
  const takeOut = (binder, from) => {
    const [sheet] = binder.sheets.splice(from, 1)
    const isKept = store.write(binder)
    show()
    say(fill(words.taken_out, titleOf(sheet)), isKept)
    const near = list.children[Math.min(from, list.children.length - 1)]
    ;(near?.querySelector("[data-out]") ?? document.getElementById("in-it")).focus()
  }
  const move = (binder, from, by) => {
    const [sheet] = binder.sheets.splice(from, 1)
    const to = from + Number(by)
    binder.sheets.splice(to, 0, sheet)
    const isKept = store.write(binder)
    show()
    say(fill(words.moved, titleOf(sheet), to + 1, binder.sheets.length), isKept)
    const moved = list.children[to]
    const same = moved.querySelector(`[data-move="${by}"]`)
    ;(same.disabled ? moved.querySelector("[data-move]:not(:disabled)") : same).focus()
  }
  list.addEventListener("click", (event) => {
    const button = event.target.closest("button")
    if (!button) return
    const from = [...list.children].indexOf(button.closest("li"))
    if (button.dataset.move) move(store.read(), from, button.dataset.move)
    else takeOut(store.read(), from)
  })

  // ---- Putting in, and emptying it -------------------------------------------------------

  const putIn = (pages) => {
    const before = store.read().sheets.length
    const isKept = pages.every((page) => store.put({ page }))
    const more = store.read().sheets.length - before
    show()
    say(more ? fill(words.put_in, more) : words.all_in, isKept)
  }
  add.addEventListener("submit", (event) => {
    event.preventDefault()
    putIn([add.querySelector("select").value])
  })
  for (const button of root.querySelectorAll("[data-ip-binder-set]"))
    button.addEventListener("click", () => {
      const sheets = [...button.parentElement.querySelectorAll("[data-sheet]")]
      putIn(sheets.map(({ dataset }) => dataset.sheet))
      document.getElementById("in-it").focus()
    })
  part("empty").addEventListener("click", () => {
    if (!confirm(words.sure)) return
    say(words.emptied, store.write({ initials: "", sheets: [] }))
    show()
    document.getElementById("in-it").focus()
  })
  initials.addEventListener("input", () => {
    if (!store.write({ ...store.read(), initials: initials.value.trim() })) say("", false)
  })

  // ---- On paper ---------------------------------------------------------------------------

  // Each way begins with what can be found; the message tells which sheet could not be.
  const make = async (work) => {
    const binder = store.read()
    const sheets = binder.sheets.filter(about)
    say(fill(words.making, sheets.length), true)
    try {
      await work(binder, sheets)
    } catch (error) {
      say(fill(words.not_made, error.sheet ?? root.dataset.title), true)
    }
  }
  const savePdf = async (binder, sheets) => {
    const { title, cover, site } = root.dataset
    const [front, ...own] = await Promise.all([
      pages.bytesOf(cover),
      ...sheets.map((sheet) => pages.sheetOf(sheet, binder.large)),
    ])
    const made = self.ipMergePdf({
      cover: { pdf: front, value: binder.initials },
      sheets: own,
      title,
      language: document.documentElement.lang,
      producer: site,
      words,
    })
    self.ipSaveFile(`${title}.pdf`, "application/pdf", made.parts)
    say(fill(words.made, made.pages), true)
  }
  const print = async (binder, sheets) => {
    await paper.prepare(binder, sheets)
    say("", true)
    paper.print()
  }

  part("print").addEventListener("click", () => make(print))
  part("pdf")?.addEventListener("click", () => make(savePdf))
  part("large").addEventListener("change", (event) => {
    if (!store.write({ ...store.read(), large: event.target.checked })) say("", false)
  })

  addEventListener("storage", show)
  show()
})()
