// Brings the search when a reader reaches for it: until then nothing of it is loaded.
;(() => {
  const header = document.querySelector(".ip-search--header")
  let loading = false

  const load = () => {
    if (loading) return
    loading = true
    for (const address of header.dataset.scripts.split(" ")) {
      const script = document.createElement("script")
      script.src = address
      script.async = false // in this order
      script.addEventListener("error", () => {
        loading = false // the next touch tries again
        delete document.documentElement.dataset.asked // and meanwhile there is the list of all
        const status = document.querySelector("[data-ip-search-page] [data-ip-status]")
        if (status) status.textContent = JSON.parse(header.dataset.words).failed
      })
      document.head.append(script)
    }
  }

  document.addEventListener("focusin", ({ target }) => {
    if (target.closest?.("[data-ip-search]")) load()
  })
  document.addEventListener("keydown", (event) => {
    const typing = event.target.closest?.("input, textarea, select, [contenteditable]")
    if (event.key !== "/" || typing || event.ctrlKey || event.metaKey || event.altKey) return
    event.preventDefault()
    show()
  })

  // On a narrow screen the field of the header is folded away behind its button.
  const button = document.querySelector("[data-ip-search-open]")
  const fold = (open) => {
    header.toggleAttribute("data-open", open)
    button.setAttribute("aria-expanded", open)
  }
  const show = () => {
    const main = document.querySelector("main [data-ip-search]")
    if (!main) fold(true)
    const field = (main || header).querySelector("input")
    field.focus()
    field.select()
  }
  button.addEventListener("click", (event) => {
    event.preventDefault() // without this script it is a link to the search page
    if (header.hasAttribute("data-open")) fold(false)
    else show()
  })
  button.setAttribute("role", "button")
  button.setAttribute("aria-expanded", "false")

  if (new URLSearchParams(location.search).get("q")) load() // the search page, with a question
})()
