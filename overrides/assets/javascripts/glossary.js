// The glossary page: a filter, the way to a letter, and every letter open on paper.
;(() => {
  const plain = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase()
  const form = document.querySelector("[data-ip-filter]")
  const groups = [...document.querySelectorAll(".ip-letter-group")]
  let opened = null // what the reader had open before the filter or the printer opened more
  const open = (which) => {
    opened ??= groups.filter((group) => group.open)
    for (const group of groups) group.open = which.includes(group)
  }
  const restore = () => {
    if (opened) for (const group of groups) group.open = opened.includes(group)
    opened = null
  }
  form.dataset.ipReady = ""
  // Enter leads to the first word that was found, and puts a phone's keyboard away.
  form.addEventListener("submit", (event) => {
    event.preventDefault()
    document.querySelector(".ip-letter-group:not([hidden])[open] [data-words]:not([hidden]) a")?.focus()
  })
  const letters = document.querySelector(".ip-letters")
  const follow = () => {
    const group = document.getElementById(location.hash.slice(1))?.closest(".ip-letter-group")
    if (!group) return
    group.open = true
    group.querySelector("summary").focus()
  }
  addEventListener("hashchange", follow)
  follow()
  form.addEventListener("input", () => {
    const wanted = plain(form.querySelector("input").value).trim()
    let shown = 0
    for (const group of groups) {
      let any = false
      for (const term of group.querySelectorAll("[data-words]")) {
        term.hidden = !plain(term.dataset.words).includes(wanted)
        any ||= !term.hidden
        shown += !term.hidden
      }
      group.hidden = !any
    }
    letters.hidden = Boolean(wanted)
    if (wanted) open(groups)
    else restore()
    form.querySelector("[role=status]").textContent = wanted
      ? form.dataset.count.replace("{}", shown)
      : ""
  })
  addEventListener("beforeprint", () => open(groups))
  addEventListener("afterprint", () => form.querySelector("input").value.trim() || restore())
})()
