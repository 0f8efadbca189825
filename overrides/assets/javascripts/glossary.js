// The glossary page's filter.
;(() => {
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
