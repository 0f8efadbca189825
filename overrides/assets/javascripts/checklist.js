// Checklist ticks, kept only on this device.
;(() => {
  const sheet = document.querySelector("[data-ip-checklist]")
  if (!sheet) return
  const boxes = [...sheet.querySelectorAll(".ip-box")]
  const key = "ip-ticks:" + sheet.dataset.ipChecklist

  // Runs a task on the storage; tells the reader if the browser denies it.
  const store = (work) => {
    const { saved, notSaved } = sheet.dataset
    let words = saved
    try {
      work(localStorage)
    } catch {
      words = notSaved
    }
    sheet.querySelector("[data-ip-saved]").textContent = words
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
    store((storage) => {
      const ticked = JSON.parse(storage.getItem(key))
      for (const box of boxes) box.checked = ticked ? ticked.includes(box.id) : box.defaultChecked
    })
    count()
  }

  const save = () => {
    const ticked = boxes.flatMap((box) => (box.checked ? box.id : []))
    store((storage) => storage.setItem(key, JSON.stringify(ticked)))
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
    store((storage) => storage.removeItem(key))
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
