// The glossary page's filter, and the meanings of terms for touch and the Escape key.
;(() => {
  const open = () => document.querySelector(".ip-term[data-open]")
  const close = () => open()?.removeAttribute("data-open")

  // A finger cannot hover: its first tap shows the meaning, the second follows the link.
  document.addEventListener("click", (event) => {
    const term = event.target.closest(".ip-term")
    if (event.pointerType === "touch" && term && !term.hasAttribute("data-open")) {
      event.preventDefault()
      close()
      term.setAttribute("data-open", "")
    } else if (!term) close()
  })
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return
    close()
    document.querySelector(".ip-term:focus-within, .ip-term:hover")?.setAttribute("data-closed", "")
  })
  for (const event of ["focusout", "pointerout"])
    document.addEventListener(event, ({ target }) => {
      target.closest?.(".ip-term")?.removeAttribute("data-closed")
    })

  const plain = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase()
  const form = document.querySelector("[data-ip-filter]")
  if (!form) return
  form.hidden = false
  form.addEventListener("submit", (event) => event.preventDefault())
  form.addEventListener("input", () => {
    const wanted = plain(form.querySelector("input").value).trim()
    let shown = 0
    for (const group of document.querySelectorAll(".ip-letter-group")) {
      let any = false
      for (const term of group.querySelectorAll("[data-words]")) {
        term.hidden = !plain(term.dataset.words).includes(wanted)
        any ||= !term.hidden
        shown += !term.hidden
      }
      group.hidden = !any
    }
    form.querySelector("[role=status]").textContent = wanted
      ? form.dataset.count.replace("{}", shown)
      : ""
  })
})()
