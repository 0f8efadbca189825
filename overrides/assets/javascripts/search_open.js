// Brings the search when a reader reaches for it: until then nothing of it is loaded.
;(() => {
  const { make } = self.ipShared
  const header = document.querySelector(".ip-search--header")
  let loading = false

  const searchPage = document.querySelector("[data-ip-search-page]")

  // A screen reader tells how a status changes, but may not tell of one that comes with its words:
  // so each panel under a field is there, empty, before the first of them.
  const addPanels = () => {
    for (const form of document.querySelectorAll("[data-ip-search]")) {
      if (searchPage?.contains(form) || form.querySelector(".ip-search-panel")) continue
      const status = make("p", "ip-search-status")
      status.setAttribute("role", "status")
      const list = make("div", "", document.createElement("ol"))
      list.dataset.searchResults = ""
      form.append(make("div", "ip-search-panel", status, list, make("p", "ip-search-all")))
    }
  }
  const sayFailed = () => {
    const words = JSON.parse(header.dataset.words)
    const status = searchPage?.querySelector("[data-ip-status]")
    if (status) status.textContent = words.failed
    const field = document.activeElement
    const panel = field?.value && field.form?.querySelector(".ip-search-panel")
    if (!panel) return
    panel.toggleAttribute("data-open", true)
    panel.firstChild.textContent = words.offline
  }

  const load = () => {
    if (loading) return
    loading = true
    addPanels()
    for (const address of header.dataset.scripts.split(" ")) {
      const script = document.createElement("script")
      script.src = address
      script.async = false // in this order
      script.addEventListener("error", () => {
        loading = false // the next touch or key tries again
        delete document.documentElement.dataset.asked // and meanwhile there is the list of all
        sayFailed()
      })
      document.head.append(script)
    }
  }

  for (const reach of ["focusin", "input"])
    document.addEventListener(reach, ({ target }) => {
      if (target.closest?.("[data-ip-search]")) load()
    })
  // On a phone the keyboard covers the lower half: the field goes to the top, and its results stay
  // in sight. The search page has them further down, and is short there.
  document.addEventListener("focusin", ({ target }) => {
    const form = target.matches("main [data-ip-search] input") && target.form
    if (form && !searchPage && matchMedia("(max-width: 759px)").matches) form.scrollIntoView()
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
