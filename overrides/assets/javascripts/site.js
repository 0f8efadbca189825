// Small conveniences on every page: printing, what is folded, the words of a sentence to copy.
;(() => {
  const root = document.documentElement

  addEventListener("afterprint", () => root.classList.remove("ip-print-blank"))

  for (const print of document.querySelectorAll("[data-ip-print]"))
    print.addEventListener("click", () => {
      root.classList.toggle("ip-print-blank", print.dataset.ipPrint === "blank")
      window.print()
    })
  // A browser names the PDF that it saves after the page, and may print that name on it: a sheet is
  // the parent's own, so use only its title.
  const sheet = document.querySelector("[data-title]")
  const title = document.title
  if (sheet) {
    addEventListener("beforeprint", () => (document.title = sheet.dataset.title))
    addEventListener("afterprint", () => (document.title = title))
  }

  // What is folded on a screen and belongs on paper.
  let unfolded = []
  addEventListener("beforeprint", () => {
    unfolded = [...document.querySelectorAll("details[data-ip-on-paper]:not([open])")]
    for (const one of unfolded) one.open = true
  })
  addEventListener("afterprint", () => {
    for (const one of unfolded) one.open = false
    unfolded = []
  })

  // Words to say or send, without the numbers of their rules.
  const { copy, element } = self.ipShared
  const wordsOf = (source) => {
    const words = source.cloneNode(true)
    for (const extra of words.querySelectorAll(".ip-ref, .ip-meaning, .ip-copy")) extra.remove()
    const paragraphs = [...words.querySelectorAll("p")]
    const said = (paragraphs.length ? paragraphs : [words]).map(({ textContent }) => textContent)
    return said.map((text) => text.trim().replace(/\s+/g, " ")).join("\n\n")
  }
  const copyOnPress = (button, source, status, { copied, copyFailed }) =>
    button.addEventListener("click", async () => {
      status.textContent = (await copy(wordsOf(source))) ? copied : copyFailed
    })
  for (const button of document.querySelectorAll("[data-ip-copy]")) {
    const source = document.getElementById(button.dataset.ipCopy)
    copyOnPress(button, source, document.getElementById(`${source.id}-copied`), button.dataset)
  }
  // In an article, what is set apart as a quote is there to be sent.
  const prose = document.querySelector("[data-ip-quotes]")
  for (const quote of prose?.querySelectorAll("blockquote") ?? []) {
    const line = element("p", "", { class: "ip-copy" })
    const button = element("button", prose.dataset.ipQuotes, { class: "ip-button ip-button--plain", type: "button" })
    const status = element("span", "", { role: "status" })
    copyOnPress(button, quote, status, prose.dataset)
    line.append(button, status)
    quote.append(line)
  }

  // On a phone, the menu is one row that a finger moves: it begins where the reader is.
  const here = document.querySelector(".ip-menu [aria-current]")
  if (here) {
    const row = here.closest("ul")
    const [from, middle] = [here.getBoundingClientRect().left, (row.clientWidth - here.offsetWidth) / 2]
    row.scrollLeft += from - row.getBoundingClientRect().left - middle
  }

  const contents = document.querySelector(".ip-contents details")
  if (contents) {
    contents.open = matchMedia("(min-width: 1100px)").matches
    contents.dataset.ipReady = "" // until then, styles show it as it will be
  }
})()
