// What the binder takes from the pages of its sheets: their PDF or text, and what this device keeps
// of what was ticked and typed there.
self.ipBinderSheets = (root, words) => {
  const { KEYS, device, tab } = self.ipDevice
  const { longDate } = self.ipShared
  const catalog = JSON.parse(root.dataset.ipBinder)
  const about = (sheet) => (sheet.page ? catalog[sheet.page] : sheet)
  const titleOf = (sheet) => about(sheet)?.title ?? sheet.page

  const address = (page) => new URL(root.dataset.root + page, location.href).href
  const fetched = async (page) => {
    const response = await fetch(address(page))
    if (!response.ok) throw new Error(response.status)
    return response
  }
  const bytesOf = async (page) => new Uint8Array(await (await fetched(page)).arrayBuffer())
  const articleOf = async (page) => {
    const text = await (await fetched(page)).text()
    return new DOMParser().parseFromString(text, "text/html").querySelector("main article")
  }
  const rulesOf = (mark) => JSON.parse(mark.dataset.rules).flatMap(([, rules]) => rules).join("; ")
  // A page without a PDF of its own, as its headings, paragraphs and lists.
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
  return { about, titleOf, address, bytesOf, articleOf, answersOf, sheetOf }
}
