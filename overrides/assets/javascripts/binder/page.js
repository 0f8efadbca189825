// The page of the binder: what is in it, in which order. All of it stays on this device.
;(() => {
  const root = document.querySelector("[data-ip-binder]")
  const catalog = JSON.parse(root.dataset.ipBinder)
  const words = JSON.parse(root.dataset.ipWords)
  const store = self.ipBinder

  const part = (name) => root.querySelector(`[data-ip-binder-${name}]`)
  const [list, row, count, status, make, initials, add] = [
    "list", "row", "count", "status", "make", "initials", "add",
  ].map(part)
  const empty = count.textContent
  const fill = (text, ...values) => values.reduce((done, value) => done.replace("{}", () => value), text)
  const about = (sheet) => (sheet.page ? catalog[sheet.page] : sheet)
  const titleOf = (sheet) => about(sheet)?.title ?? sheet.page

  // ---- The list ---------------------------------------------------------------------------

  const show = () => {
    const { sheets, ...binder } = store.read()
    if (document.activeElement !== initials) initials.value = binder.initials
    list.replaceChildren(...sheets.map(rowOf))
    make.hidden = !sheets.length
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

  list.addEventListener("click", (event) => {
    const button = event.target.closest("button")
    if (!button) return
    const binder = store.read()
    const from = [...list.children].indexOf(button.closest("li"))
    const [sheet] = binder.sheets.splice(from, 1)
    const to = from + Number(button.dataset.move)
    if (button.dataset.move) binder.sheets.splice(to, 0, sheet)
    const isKept = store.write(binder)
    show()
    if (!button.dataset.move) {
      say(fill(words.taken_out, titleOf(sheet)), isKept)
      const near = list.children[Math.min(from, list.children.length - 1)]
      ;(near?.querySelector("[data-out]") ?? document.getElementById("in-it")).focus()
      return
    }
    say(fill(words.moved, titleOf(sheet), to + 1, binder.sheets.length), isKept)
    const moved = list.children[to]
    const same = moved.querySelector(`[data-move="${button.dataset.move}"]`)
    ;(same.disabled ? moved.querySelector("[data-move]:not(:disabled)") : same).focus()
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
  addEventListener("storage", show)
  show()
})()
