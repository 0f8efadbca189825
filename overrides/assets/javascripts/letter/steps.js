// The form one question at a time, and the sheet beside it or above it: in part, or whole.
self.ipLetterSteps = (letter, { part, form, body, slots }, afterLast) => {
  const { fill, say } = self.ipShared
  const rows = [...form.querySelectorAll(".ip-letter-field")]
  const parts = [...form.querySelectorAll(".ip-letter-part")]
  const [all, single, steps, place, paper, whole] = ["all", "single", "steps", "place", "paper", "whole"].map(part)
  let now = 0

  const isSingle = () => single.getAttribute("aria-pressed") === "true"
  const show = () => {
    rows.forEach((row, number) => (row.hidden = isSingle() && number !== now))
    for (const one of parts) one.hidden = isSingle() && !one.contains(rows[now])
    steps.hidden = !isSingle()
    part("back").disabled = now === 0
    const { next, last } = part("next").dataset
    say(part("next"), now === rows.length - 1 ? last : next)
    say(place, isSingle() ? fill(place.dataset.words, now + 1, rows.length) : "")
  }
  const goTo = (field) => {
    now = Math.max(0, rows.findIndex((row) => row.contains(field)))
    show()
    field.focus()
  }
  const step = (by) => {
    const row = rows[now + by]
    if (row) goTo(row.querySelector("input, textarea"))
    else afterLast()
  }
  const start = () => {
    now = 0
    show()
  }

  // On a phone the sheet is a scrolling view of the letter: it must work without a mouse.
  const reachable = () => {
    if (paper.scrollHeight > paper.clientHeight + 1) paper.tabIndex = 0
    else paper.removeAttribute("tabindex")
  }
  // While a field has the focus, its part of the letter is marked; clicking a part leads to its
  // field. On a phone, the visible part of the sheet moves to it.
  const mark = (active) => {
    for (const { slot, field } of slots) slot.classList.toggle("ip-slot--now", field === active)
    const slot = body.querySelector(".ip-slot--now")
    letter.classList.toggle("ip-letter--typing", Boolean(slot))
    if (!slot) return
    const shift = slot.getBoundingClientRect().top - paper.getBoundingClientRect().top
    paper.scrollTop += shift - paper.clientHeight / 3
  }

  const press = (button, isPressed) => button.setAttribute("aria-pressed", isPressed)
  for (const chosen of [all, single])
    chosen.addEventListener("click", () => {
      for (const each of [all, single]) press(each, each === chosen)
      show()
    })
  part("back").addEventListener("click", () => step(-1))
  form.addEventListener("submit", (event) => {
    event.preventDefault()
    if (isSingle()) step(1)
  })
  whole.addEventListener("click", () => {
    press(whole, letter.classList.toggle("ip-letter--whole"))
    paper.scrollTop = 0
    reachable()
  })
  form.addEventListener("focusin", ({ target }) => {
    const row = rows.findIndex((one) => one.contains(target))
    if (row >= 0) now = row
    mark(target)
  })
  form.addEventListener("focusout", () => mark(null))
  letter.addEventListener("click", ({ target }) => {
    const found = slots.find(({ slot }) => slot === target)
    if (found) goTo(found.field)
  })
  addEventListener("resize", reachable)
  return { goTo, start, reachable }
}
