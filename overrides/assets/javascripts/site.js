// Small conveniences of every page: colors, printing, the folded contents on a phone.
;(() => {
  const root = document.documentElement
  const prefersDark = matchMedia("(prefers-color-scheme: dark)")
  const isDark = () => (root.dataset.theme || (prefersDark.matches ? "dark" : "light")) === "dark"

  const button = document.querySelector("[data-ip-theme]")
  const label = () => {
    button.title = isDark() ? button.dataset.light : button.dataset.dark
    button.setAttribute("aria-label", button.title)
  }
  button.addEventListener("click", () => {
    root.dataset.theme = isDark() ? "light" : "dark"
    try {
      localStorage.setItem("ip-theme", root.dataset.theme)
    } catch {
      // Storage is denied: the choice holds until the page is left.
    }
    label()
  })
  prefersDark.addEventListener("change", label)
  label()
  button.hidden = false

  addEventListener("afterprint", () => root.classList.remove("ip-print-blank"))

  for (const print of document.querySelectorAll("[data-ip-print]")) {
    print.hidden = false
    print.addEventListener("click", () => {
      root.classList.toggle("ip-print-blank", print.dataset.ipPrint === "blank")
      window.print()
    })
  }
  const contents = document.querySelector(".ip-contents details")
  if (contents && matchMedia("(max-width: 1099px)").matches) contents.open = false
})()
