// Brings the search when a reader reaches for it: until then nothing of it is loaded.
;(() => {
  const own = document.currentScript.src
  const forms = () => [...document.querySelectorAll("[data-ip-search]")]
  let loading = false

  const load = () => {
    if (loading) return
    loading = true
    for (const name of ["search_engine", "search"]) {
      const script = document.createElement("script")
      script.src = own.replace("search_open", name)
      script.async = false // in this order
      script.addEventListener("error", () => (loading = false)) // the next touch tries again
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
  const header = document.querySelector(".ip-search--header")
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
    event.stopPropagation() // instant navigation would follow it all the same
    if (header.hasAttribute("data-open")) fold(false)
    else show()
  })
  button.setAttribute("role", "button")
  button.setAttribute("aria-expanded", "false")

  let here = location.pathname
  const start = () => {
    if (here !== location.pathname) fold(false)
    here = location.pathname
    // The header stays while pages change below it: its address must not.
    for (const form of forms()) form.setAttribute("action", form.action)
    if (document.querySelector("[data-ip-search-page]")) load()
  }
  window.document$ ? window.document$.subscribe(start) : start()
})()
