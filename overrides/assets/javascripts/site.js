// Small conveniences on every page: printing, the folded contents on a phone.
;(() => {
  const root = document.documentElement

  addEventListener("afterprint", () => root.classList.remove("ip-print-blank"))

  for (const print of document.querySelectorAll("[data-ip-print]"))
    print.addEventListener("click", () => {
      root.classList.toggle("ip-print-blank", print.dataset.ipPrint === "blank")
      window.print()
    })
  const contents = document.querySelector(".ip-contents details")
  if (contents && matchMedia("(max-width: 1099px)").matches) contents.open = false
})()
