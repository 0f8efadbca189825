// Checklist ticks, kept only on this device.
;(() => {
  const sheet = document.querySelector("[data-ip-checklist]")
  const boxes = [...sheet.querySelectorAll(".ip-box")]
  const { KEYS, device } = self.ipDevice
  const key = KEYS.ticks(sheet.dataset.ipChecklist)

  // Tells the reader if the browser denies the storage.
  const tell = (isKept) => {
    const { saved, notSaved } = sheet.dataset
    sheet.querySelector("[data-ip-saved]").textContent = isKept ? saved : notSaved
  }
  const count = () => {
    const done = boxes.filter((box) => box.checked).length
    const bar = sheet.querySelector("progress")
    bar.max = boxes.length
    bar.value = done
    sheet.querySelector("[role=status]").textContent = sheet
      .dataset.progress.replace("{done}", done)
      .replace("{all}", boxes.length)
  }
  const read = () => {
    const ticked = device.read(key)
    for (const box of boxes) box.checked = Array.isArray(ticked) ? ticked.includes(box.id) : box.defaultChecked
    tell(device.isThere())
    count()
  }

  const save = () => {
    const ticked = boxes.flatMap((box) => (box.checked ? box.id : []))
    tell(device.write(key, ticked))
    count()
  }

  // The button that clears becomes the one that undoes it, until a box changes: it keeps the focus,
  // and a tap that went wrong costs one more.
  const clear = document.querySelector("[data-ip-clear]")
  const said = document.querySelector("[data-ip-cleared]")
  const { textContent: clearWords, dataset: words } = clear
  let before = null
  const remember = (ticks, message) => {
    before = ticks
    clear.textContent = ticks ? words.undo : clearWords
    said.textContent = message
  }
  clear.addEventListener("click", () => {
    if (before) {
      for (const box of boxes) box.checked = before.includes(box)
      save()
      return remember(null, words.undone)
    }
    const ticks = boxes.filter((box) => box.checked)
    for (const box of boxes) box.checked = box.defaultChecked
    tell(device.write(key, null))
    count()
    if (ticks.some((box) => !box.checked)) remember(ticks, words.cleared)
  })
  sheet.addEventListener("change", (event) => {
    if (!event.target.matches(".ip-box")) return
    save()
    remember(null, "")
  })
  addEventListener("storage", () => {
    read()
    remember(null, "")
  })
  read()
})()
