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

  sheet.addEventListener("change", (event) => {
    if (!event.target.matches(".ip-box")) return
    const ticked = boxes.flatMap((box) => (box.checked ? box.id : []))
    store((storage) => storage.setItem(key, JSON.stringify(ticked)))
    count()
  })
  document.addEventListener("click", (event) => {
    if (!event.target.closest("[data-ip-clear]")) return
    for (const box of boxes) box.checked = box.defaultChecked
    store((storage) => storage.removeItem(key))
    count()
  })
  addEventListener("storage", read)
  read()
})()
