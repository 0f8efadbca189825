// The page "Use the library without internet": shows what is kept, keeps all, removes all.
// The words come from the page, the files from offline.json, which the build writes.
;(() => {
  const part = document.querySelector("[data-ip-offline]")
  const worker = document.querySelector("[data-ip-worker]")
  if (!worker || !navigator.serviceWorker || !window.caches) {
    part.hidden = true
    document.querySelector("[data-ip-offline-none]").classList.remove("ip-unscripted")
    return
  }
  const words = JSON.parse(part.dataset.ipOffline)
  const { KEYS, device } = self.ipDevice
  const { named } = self.ipShared
  const address = new URL(worker.dataset.ipWorker, location.href).href
  const root = new URL(".", address).href
  const { names, find, bring, each, list } = self.ipKept(root)
  const piece = (name) => part.querySelector(`[data-ip-${name}]`)
  const [keep, stop, remove, sheets, bar] = ["keep", "stop", "remove", "sheets", "bar"].map(piece)
  const say = (text, values = {}) => (piece("state").textContent = named(text, values))
  const ONE_DECIMAL = { minimumFractionDigits: 1, maximumFractionDigits: 1 }
  const shownMegabytes = (bytes) => (bytes / 1e6).toLocaleString(document.documentElement.lang, ONE_DECIMAL)
  const sum = (entries) => entries.reduce((total, [, [size]]) => total + size, 0)
  const megabytes = (entries) => shownMegabytes(sum(entries))

  let files // of the site as it is now; offline, of the kept version
  const fetched = async () => {
    const kept = await (await find(list))?.json()
    return fetch(list, { cache: "no-cache" })
      .then((response) => response.json())
      .then((now) => ({ ...now, kept: kept?.kept || [] }))
      .catch(() => kept)
  }
  const filesOf = (groups) => groups.flatMap((group) => Object.entries(files?.files[group] || {}))
  const keptAddresses = async () => {
    const found = new Set()
    for (const name of await names())
      for (const { url } of await (await caches.open(name)).keys()) found.add(url)
    return found
  }
  const missing = async (groups) => {
    const kept = await keptAddresses()
    return filesOf(groups).filter(([path]) => !kept.has(root + path))
  }

  // The pages that can be read now, by title; for the whole library, its parts are enough.
  const show = async () => {
    const kept = await keptAddresses()
    const isWhole = !!files?.kept.length && !(await missing(["library"])).length
    const pages = []
    for (const url of isWhole ? [] : kept) {
      if (!url.endsWith("/")) continue
      const { title } = new DOMParser().parseFromString(await (await find(url)).text(), "text/html")
      pages.push([title.replace(` - ${words.site}`, ""), url])
    }
    const rows = pages
      .sort(([a], [b]) => a.localeCompare(b))
      .map(([title, url]) => {
        const link = document.createElement("a")
        link.href = url
        link.textContent = title
        const row = document.createElement("li")
        row.append(link)
        return row
      })
    piece("list").replaceChildren(...rows)
    piece("list").hidden = isWhole
    piece("whole").hidden = !isWhole
    piece("kept").hidden = !isWhole && !rows.length
    remove.hidden = !kept.size
    return isWhole
  }
  const chosen = () => (sheets.checked ? ["library", "sheets"] : ["library"])
  let filling // then what is offered would only be in the way: it is offered again at the end
  const offer = async () => {
    const now = await fetched()
    if (filling) return
    files = now
    await show()
    const left = files && (await missing(chosen()))
    if (filling) return
    stop.hidden = bar.hidden = true
    if (!left) return
    keep.hidden = !left.length
    keep.textContent = (files.kept.length ? words.rest : words.keep).replace("{size}", megabytes(left))
    piece("sheets-words").textContent = words.sheets.replace("{size}", megabytes(filesOf(["sheets"])))
    piece("choice").hidden = !left.length
    return left
  }

  let stopped
  const downloadAll = async () => {
    device.writeText(KEYS.offline, null)
    await navigator.serviceWorker.register(address)
    const { active } = await navigator.serviceWorker.ready
    const answer = new Promise((go) => navigator.serviceWorker.addEventListener("message", go, { once: true }))
    active.postMessage("")
    const cache = await caches.open((await answer).data)
    files.kept = chosen()
    await cache.put(list, new Response(JSON.stringify(files)))
    const wanted = await missing(files.kept)
    const bytes = sum(wanted)
    const failed = []
    let done = 0
    bar.max = bytes
    await each(wanted, async ([path, [size]]) => {
      if (stopped) return
      try {
        if (!(await bring(cache, root + path, files.files))) failed.push(path)
      } catch (error) {
        if (error.name === "QuotaExceededError") throw error
        failed.push(path)
      }
      bar.value = done += size
      say(words.progress, { done: shownMegabytes(done), all: shownMegabytes(bytes) })
    })
    navigator.storage?.persist?.() // so that the browser does not clean it up
    return failed
  }
  keep.addEventListener("click", async () => {
    stopped = false
    keep.hidden = remove.hidden = piece("choice").hidden = true
    stop.hidden = bar.hidden = false
    bar.value = 0
    stop.focus()
    let failed = []
    let problem
    filling = true
    try {
      failed = await downloadAll()
    } catch (error) {
      problem = error.name === "QuotaExceededError" ? words.full : words.denied
    }
    filling = false
    const left = (await offer()) || []
    if (problem) say(problem)
    else if (failed.length)
      say(failed.length === 1 ? words.failed_one : words.failed_other, {
        count: failed.length,
        names: failed.slice(0, 3).join(", "),
      })
    else say(left.length ? words.stopped : words.done)
    ;(keep.hidden ? remove : keep).focus()
  })
  stop.addEventListener("click", () => (stopped = true))
  sheets.addEventListener("change", offer)

  remove.addEventListener("click", async () => {
    device.writeText(KEYS.offline, "no") // if it is denied, pages opened later are kept again
    for (const one of await navigator.serviceWorker.getRegistrations())
      if (one.scope === root) await one.unregister()
    for (const name of await names()) await caches.delete(name)
    await offer()
    say(words.removed)
    keep.focus()
  })

  const wanted = new URLSearchParams(location.search).get("page")
  if (wanted?.startsWith(root)) {
    piece("missing").hidden = false
    piece("again").href = wanted
  }
  offer().then(() => {
    sheets.checked = !!files?.kept.includes("sheets")
    part.dataset.ipReady = ""
    if (sheets.checked) offer()
  })
  // On a first visit, the worker starts after this page.
  navigator.serviceWorker.ready.then(() => stop.hidden && offer())
})()
