// The page of the binder: what is in it, in which order. All of it stays on this device.
;(() => {
  const root = document.querySelector("[data-ip-binder]")
  const catalog = JSON.parse(root.dataset.ipBinder)
  const words = JSON.parse(root.dataset.ipWords)
  const store = self.ipBinder
  const { KEYS, device, tab } = self.ipDevice
  const { fill, longDate, element } = self.ipShared

  const part = (name) => root.querySelector(`[data-ip-binder-${name}]`)
  const [list, row, count, status, make, initials, add] = [
    "list", "row", "count", "status", "make", "initials", "add",
  ].map(part)
  const empty = count.textContent
  const about = (sheet) => (sheet.page ? catalog[sheet.page] : sheet)
  const titleOf = (sheet) => about(sheet)?.title ?? sheet.page

  // ---- The list ---------------------------------------------------------------------------

  const show = () => {
    const { sheets, ...binder } = store.read()
    if (document.activeElement !== initials) initials.value = binder.initials
    part("large").checked = binder.large
    list.replaceChildren(...sheets.map(rowOf))
    list.hidden = !sheets.length // a list without items is none, say those who read it out
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

  // ---- One PDF ----------------------------------------------------------------------------

  const address = (page) => new URL(root.dataset.root + page, location.href).href
  const fetched = async (page) => {
    const response = await fetch(address(page))
    if (!response.ok) throw new Error(response.status)
    return response
  }
  const bytesOf = async (page) => new Uint8Array(await (await fetched(page)).arrayBuffer())
  // A page without a PDF of its own, as its headings, paragraphs and lists.
  const articleOf = async (page) => {
    const text = await (await fetched(page)).text()
    return new DOMParser().parseFromString(text, "text/html").querySelector("main article")
  }
  const rulesOf = (mark) => JSON.parse(mark.dataset.rules).flatMap(([, rules]) => rules).join("; ")
  const blocksOf = async (page) => {
    const prose = (await articleOf(page)).querySelector(".ip-prose")
    for (const mark of prose.querySelectorAll(".ip-ref")) {
      const rules = [...mark.querySelectorAll("[data-rules]")].map(rulesOf)
      mark.replaceWith(rules.length ? ` (${rules.join("; ")})` : "")
    }
    for (const extra of prose.querySelectorAll(".ip-picture, .ip-meaning, svg, script")) extra.remove()
    const tags = { H2: "H2", H3: "H3", H4: "H3", LI: "LI" }
    const own = [...prose.querySelectorAll("h2, h3, h4, p, li, tr")].filter((one) => !one.querySelector("p, li"))
    const blocks = own.map((one) => {
      const parts = one.nodeName === "TR" ? [...one.cells] : [one]
      const said = parts.map(({ textContent }) => textContent.trim().replace(/\s+/g, " "))
      return { tag: one.closest("li") ? "LI" : tags[one.nodeName] ?? "P", text: said.filter(Boolean).join(" – ") }
    })
    return blocks.filter(({ text: said }) => said)
  }
  // What was ticked on a checklist, and what a letter was allowed to keep: null if nothing was. The
  // ticks are in the order of the page.
  const answersOf = async (page, given) => {
    const ticks = device.read(KEYS.ticks(page))
    const typed = tab.read(KEYS.letter(new URL(address(page)).pathname))
    if (!Array.isArray(ticks) && !typed) return null
    const article = given ?? (await articleOf(page))
    const boxes = [...article.querySelectorAll(".ip-box")]
    const fields = [...article.querySelectorAll("[data-ip-letter-form] [data-field]")]
    const valueOf = ({ type, dataset }) => {
      const value = String(typed?.[dataset.field] ?? "").trim()
      return type === "date" && value ? longDate(value) : value
    }
    return {
      ticks: Array.isArray(ticks) ? boxes.map(({ id }) => ticks.includes(id)) : [],
      texts: fields.map((field) => ({
        name: field.dataset.field,
        label: article.querySelector(`label[for="${field.id}"]`).textContent,
        value: valueOf(field),
      })),
    }
  }
  const sheetOf = async (sheet, isLarge) => {
    const known = about(sheet)
    const title = titleOf(sheet)
    try {
      const file = sheet.page && ((isLarge && known.large) || known.pdf)
      if (file) {
        const [pdf, answers] = await Promise.all([bytesOf(file), answersOf(sheet.page)])
        return { title, pdf, answers, isLetter: known.group === "letters" }
      }
      const blocks = sheet.page ? await blocksOf(sheet.page) : sheet.blocks.map(([tag, text]) => ({ tag, text }))
      if (sheet.page) blocks.push({ tag: "P", text: `${words.find} ${root.dataset.address}${sheet.page}` })
      return { title, blocks: [{ tag: "H1", text: title }, ...blocks] }
    } catch (error) {
      throw Object.assign(error, { sheet: title })
    }
  }
  const save = (parts) => self.ipSaveFile(`${root.dataset.title}.pdf`, "application/pdf", parts)
  const makePdf = async () => {
    const binder = store.read()
    const there = binder.sheets.filter(about)
    say(fill(words.making, there.length), true)
    try {
      const { title, cover, site } = root.dataset
      const [front, ...sheets] = await Promise.all([
        bytesOf(cover),
        ...there.map((sheet) => sheetOf(sheet, binder.large)),
      ])
      const made = self.ipMergePdf({
        cover: { pdf: front, value: binder.initials },
        sheets,
        title,
        language: document.documentElement.lang,
        producer: site,
        words,
      })
      save(made.parts)
      say(fill(words.made, made.pages), true)
    } catch (error) {
      say(fill(words.not_made, error.sheet ?? root.dataset.title), true)
    }
  }

  // ---- Print ------------------------------------------------------------------------------

  const paper = part("paper")
  // What a page prints, with nothing in it that could clash with the other pages here.
  const printed = async (sheet, place) => {
    const made = element("section", "", { class: "ip-binder-printed" })
    const known = about(sheet)
    if (known.group !== "letters") made.append(element("p", place + 1, { class: "ip-binder-tab" }))
    if (sheet.page) {
      const article = document.adoptNode(await articleOf(sheet.page))
      const { ticks, texts } = (await answersOf(sheet.page, article)) ?? { ticks: [], texts: [] }
      for (const [place, box] of article.querySelectorAll(".ip-box").entries()) box.checked = ticks[place] ?? box.checked
      for (const { name, value } of texts)
        if (value) for (const slot of article.querySelectorAll(`.ip-slot[data-field="${name}"]`)) slot.textContent = value
      for (const one of article.querySelectorAll("[id], [for], script")) {
        one.removeAttribute("id")
        one.removeAttribute("for")
        if (one.nodeName === "SCRIPT") one.remove()
      }
      for (const picture of article.querySelectorAll("img")) {
        picture.removeAttribute("srcset")
        picture.src = new URL(picture.getAttribute("src"), address(sheet.page))
      }
      made.append(article)
    } else {
      made.append(element("h1", sheet.title))
      for (const [tag, text] of sheet.blocks) made.append(element(tag === "LI" ? "p" : tag, text))
    }
    return made
  }
  const print = async () => {
    const binder = store.read()
    const there = binder.sheets.filter(about)
    say(fill(words.making, there.length), true)
    const list = document.createElement("ol")
    list.append(...there.map((sheet) => element("li", titleOf(sheet))))
    const cover = element("section", "", { class: "ip-binder-printed ip-binder-cover" })
    cover.append(element("h1", root.dataset.title), element("p", binder.initials))
    cover.append(element("h2", words.contents), list)
    try {
      paper.replaceChildren(cover, ...(await Promise.all(there.map(printed))))
    } catch {
      return say(fill(words.not_made, root.dataset.title), true)
    }
    say("", true)
    document.documentElement.classList.add("ip-binder-printing")
    addEventListener("afterprint", () => {
      document.documentElement.classList.remove("ip-binder-printing")
      paper.replaceChildren()
    }, { once: true })
    window.print()
  }
  part("print").addEventListener("click", print)
  part("pdf")?.addEventListener("click", makePdf)
  part("large").addEventListener("change", (event) => {
    if (!store.write({ ...store.read(), large: event.target.checked })) say("", false)
  })

  addEventListener("storage", show)
  show()
})()
