// What opens in place beside a word: the meaning of a term, and the rules behind a mark.
;(() => {
  const HOLDER = ".ip-term, .ip-ref"
  const open = () => document.querySelector(":is(.ip-term, .ip-ref)[data-open]")
  const marks = document.querySelectorAll(".ip-ref > a")
  for (const link of marks) link.setAttribute("aria-expanded", "false")

  const close = () => {
    const holder = open()
    if (!holder) return
    holder.removeAttribute("data-open")
    if (!holder.matches(".ip-ref")) return
    holder.querySelector(".ip-meaning").remove()
    holder.firstElementChild.setAttribute("aria-expanded", "false")
  }
  const show = (holder) => {
    close()
    holder.setAttribute("data-open", "")
    if (!holder.matches(".ip-ref")) return
    const link = holder.firstElementChild
    link.setAttribute("aria-expanded", "true")
    link.after(rulesOf(link))
    keepInside(holder.lastElementChild)
  }

  // The entry under Sources, without its way back: here the way leads there.
  const rulesOf = (link) => {
    const entry = document.getElementById(link.hash.slice(1))
    const shown = document.createElement("span")
    shown.className = "ip-meaning"
    shown.setAttribute("role", "group")
    shown.setAttribute("aria-labelledby", link.id)
    for (const part of entry.querySelectorAll(".ip-rule-line"))
      shown.append(part.cloneNode(true))
    const more = document.createElement("a")
    more.className = "ip-rule-more"
    more.href = link.hash
    more.textContent = entry.closest("[data-more]").dataset.more
    shown.append(more)
    return shown
  }
  // In a narrow cell it is wider than its own paragraph.
  const keepInside = (box) => {
    const over = box.getBoundingClientRect().right - document.documentElement.clientWidth + 12
    if (over > 0) box.style.marginLeft = `${-over}px`
  }

  document.addEventListener("click", (event) => {
    const holder = event.target.closest(HOLDER)
    if (!holder) return close()
    const isLink = holder.firstElementChild.contains(event.target)
    if (holder.matches(".ip-ref")) {
      if (event.target.closest(".ip-rule-more")) return close()
      if (!isLink || event.ctrlKey || event.metaKey || event.shiftKey) return
      event.preventDefault()
      if (holder === open()) close()
      else show(holder)
    } else if (event.pointerType === "touch" && !holder.hasAttribute("data-open")) {
      // A finger cannot hover: its first tap shows the meaning, the second follows the link.
      event.preventDefault()
      show(holder)
    }
  })
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return
    const inside = document.activeElement.closest(".ip-ref[data-open]")
    close()
    inside?.firstElementChild.focus()
    document.querySelector(".ip-term:focus-within, .ip-term:hover")?.setAttribute("data-closed", "")
  })
  for (const event of ["focusout", "pointerout"])
    document.addEventListener(event, ({ target }) => {
      target.closest?.(".ip-term")?.removeAttribute("data-closed")
    })
  // Tabbing on leaves it behind, and nothing stands in the way.
  document.addEventListener("focusin", ({ target }) => {
    const holder = open()
    if (holder?.matches(".ip-ref") && !holder.contains(target)) close()
  })
})()
