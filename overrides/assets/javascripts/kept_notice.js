// Starts the worker that keeps opened pages (sw.js), unless the reader said no; shows the date of
// a kept copy. The preview of `serve` has no such notice, and so no worker.
;(() => {
  const notice = document.querySelector("[data-ip-worker]")
  const day = document.documentElement.dataset.ipKept
  if (!notice || !navigator.serviceWorker) return
  if (day) {
    const shown = new Date(day).toLocaleDateString(document.documentElement.lang, { dateStyle: "long" })
    notice.textContent = notice.dataset.words.replace("{date}", shown)
    notice.hidden = false
    // Chromium does not ask the worker for downloads: offline, a file can only be opened.
    for (const link of document.querySelectorAll("a[download]")) link.removeAttribute("download")
  }
  const { KEYS, device } = self.ipDevice
  if (device.readText(KEYS.offline) === "no") return
  addEventListener("load", () => navigator.serviceWorker.register(notice.dataset.ipWorker).catch(() => {}))
})()
