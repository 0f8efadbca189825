// Small conveniences on every page: printing, the folded contents on a phone.
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

  const contents = document.querySelector(".ip-contents details")
  if (contents && matchMedia("(max-width: 1099px)").matches) contents.open = false
})()
