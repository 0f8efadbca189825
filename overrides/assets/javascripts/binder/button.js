// "Put in my binder", on the page of a sheet: one button that puts it in and takes it out.
;(() => {
  const box = document.querySelector("[data-ip-binder-put]")
  if (!box) return
  const { page, put, takeOut, isIn, isOut, notKept } = box.dataset
  const [button, status, way] = ["button", "[role=status]", "a"].map((name) => box.querySelector(name))
  const label = button.querySelector("span")
  const store = self.ipBinder
  const sheet = { page }

  const show = () => {
    const there = store.has(sheet)
    label.textContent = there ? takeOut : put
    way.hidden = !there
    return there
  }
  button.addEventListener("click", () => {
    const done = store.has(sheet) ? store.takeOut(sheet) : store.put(sheet)
    const there = show()
    status.textContent = done ? (there ? isIn : isOut) : notKept
  })
  addEventListener("storage", show)
  show()
})()
