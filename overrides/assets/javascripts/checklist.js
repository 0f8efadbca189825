// Ticks of a checklist, kept on this device only. One set of listeners on the document serves
// every sheet that Material's instant navigation brings.
;(() => {
  const sheet = () => document.querySelector("[data-ip-checklist]")
  const boxes = () => [...sheet().querySelectorAll(".ip-box")]
  const key = () => "ip-ticks:" + sheet().dataset.ipChecklist

  // Runs a piece of work on the storage; says so where the browser denies it.
  const store = (work) => {
    const { saved, notSaved } = sheet().dataset
    let words = saved
    try {
      work(localStorage)
    } catch {
      words = notSaved
    }
    sheet().querySelector("[data-ip-saved]").textContent = words
  }
  const count = () => {
    const all = boxes()
    const done = all.filter((box) => box.checked).length
    const bar = sheet().querySelector("progress")
    bar.max = all.length
    bar.value = done
    sheet().querySelector("[role=status]").textContent = sheet()
      .dataset.progress.replace("{done}", done)
      .replace("{all}", all.length)
  }
  const read = () => {
    if (!sheet()) return
    for (const tools of document.querySelectorAll("[data-ip-tools]")) tools.hidden = false
    store((storage) => {
      const ticked = JSON.parse(storage.getItem(key()))
      for (const box of boxes()) box.checked = ticked ? ticked.includes(box.id) : box.defaultChecked
    })
    count()
  }

  document.addEventListener("change", (event) => {
    if (!event.target.matches("[data-ip-checklist] .ip-box")) return
    const ticked = boxes().flatMap((box) => (box.checked ? box.id : []))
    store((storage) => storage.setItem(key(), JSON.stringify(ticked)))
    count()
  })
  document.addEventListener("click", (event) => {
    if (!event.target.closest("[data-ip-clear]")) return
    for (const box of boxes()) box.checked = box.defaultChecked
    store((storage) => storage.removeItem(key()))
    count()
  })
  addEventListener("storage", read)
  window.document$ ? window.document$.subscribe(read) : read()
})()
