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

  // A sentence to say or write, without the numbers of its rules.
  for (const button of document.querySelectorAll("[data-ip-copy]"))
    button.addEventListener("click", async () => {
      const { ipCopy, copied, copyFailed } = button.dataset
      const sentence = document.getElementById(ipCopy).cloneNode(true)
      for (const extra of sentence.querySelectorAll(".ip-ref, .ip-meaning")) extra.remove()
      const done = await self.ipShared.copy(sentence.textContent.trim().replace(/\s+/g, " "))
      document.getElementById(`${ipCopy}-copied`).textContent = done ? copied : copyFailed
    })

  const contents = document.querySelector(".ip-contents details")
  if (contents && matchMedia("(max-width: 1099px)").matches) contents.open = false
})()
