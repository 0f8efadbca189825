// Prints the binder from the browser: the cover, and what each page of a sheet prints.
self.ipBinderPaper = (root, { about, titleOf, address, articleOf, answersOf }, words) => {
  const { element } = self.ipShared
  const paper = root.querySelector("[data-ip-binder-paper]")

  const coverOf = (binder, sheets) => {
    const list = element("ol")
    list.append(...sheets.map((sheet) => element("li", titleOf(sheet))))
    const cover = element("section", "", { class: "ip-binder-printed ip-binder-cover" })
    cover.append(element("h1", root.dataset.title), element("p", binder.initials))
    cover.append(element("h2", words.contents), list)
    return cover
  }
  const fillIn = (article, { ticks, texts }) => {
    for (const [place, box] of article.querySelectorAll(".ip-box").entries()) box.checked = ticks[place] ?? box.checked
    for (const { name, value } of texts)
      if (value) for (const slot of article.querySelectorAll(`.ip-slot[data-field="${CSS.escape(name)}"]`)) slot.textContent = value
  }
  // Takes out what could clash with the other pages here.
  const makeSafe = (article, page) => {
    for (const script of article.querySelectorAll("script")) script.remove()
    for (const one of article.querySelectorAll("[id], [for]")) {
      one.removeAttribute("id")
      one.removeAttribute("for")
    }
    for (const picture of article.querySelectorAll("img")) {
      picture.removeAttribute("srcset")
      picture.src = new URL(picture.getAttribute("src"), address(page))
    }
  }
  const pageOf = async ({ page }) => {
    const article = document.adoptNode(await articleOf(page))
    const answers = await answersOf(page, article)
    if (answers) fillIn(article, answers)
    makeSafe(article, page)
    return [article]
  }
  const textOf = ({ title, blocks }) => [
    element("h1", title),
    ...blocks.map(([tag, text]) => element(tag === "LI" ? "p" : tag, text)),
  ]
  const printed = async (sheet, place) => {
    const made = element("section", "", { class: "ip-binder-printed" })
    if (about(sheet).group !== "letters") made.append(element("p", place + 1, { class: "ip-binder-tab" }))
    made.append(...(sheet.page ? await pageOf(sheet) : textOf(sheet)))
    return made
  }

  // Puts all on the page, where only paper shows it; throws if a page cannot be fetched.
  const prepare = async (binder, sheets) =>
    paper.replaceChildren(coverOf(binder, sheets), ...(await Promise.all(sheets.map(printed))))
  const print = () => {
    const { classList } = document.documentElement
    classList.add("ip-binder-printing")
    addEventListener("afterprint", () => {
      classList.remove("ip-binder-printing")
      paper.replaceChildren()
    }, { once: true })
    window.print()
  }
  return { prepare, print }
}
