// The copies on this device, for the worker (sw.js) and the page about them (offline.js).
// Each version of the site has one cache, "ip /path of the site/ version": several sites can
// share a host, as on GitHub Pages.
self.ipKept = (root) => {
  const prefix = `ip ${new URL(root).pathname} `
  // Files named after their content never change.
  const HASHED = /[.-]([0-9a-f]{8,})\.\w+$/
  const NAMED = /(?:href|src)="([^"\s]+[.-][0-9a-f]{8,}\.\w+)/g

  const plain = (address) => address.replace(/[?#].*/, "")
  const names = async () => (await caches.keys()).filter((name) => name.startsWith(prefix))

  // The newest copy of an address, whatever its query (/search/?q=...).
  const find = async (address) => {
    for (const name of (await names()).reverse()) {
      // Opening a cache that was just removed would create it again.
      const copy = await caches.match(plain(address), { cacheName: name })
      if (copy) return copy
    }
  }

  const hex = async (...parts) => {
    const digest = await crypto.subtle.digest("SHA-256", await new Blob(parts).arrayBuffer())
    return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, "0")).join("")
  }

  // Is this file named after its content, or the same as in the list (offline.json)?
  const isListed = async (address, response, files = {}) => {
    const path = decodeURIComponent(plain(address).slice(root.length))
    const digest = await hex(await response.clone().blob())
    const [, name] = HASHED.exec(path) || []
    return [name, ...Object.values(files).map((group) => group[path]?.[1])].some(
      (start) => start && digest.startsWith(start),
    )
  }

  // Is this what the site has at this address? A host may answer with 200 and something else: a
  // maintenance note, another page, half a file. A page is often newer than the list, so it ends
  // with a digest of its address and text: see hooks/library/site/offline_files.py.
  const isRight = async (address, response, files) => {
    const path = decodeURIComponent(plain(address).slice(root.length))
    const isPage = /^$|\/$|\.html$/.test(path)
    if (isPage !== /html/.test(response.headers.get("content-type"))) return false
    if (!isPage) return isListed(address, response, files)
    const body = await response.clone().blob()
    const [text, mark] = [body.slice(0, -22), body.slice(-22)]
    return (await mark.text()) === `<!--ip ${(await hex(path, text)).slice(0, 12)}-->`
  }

  // Asks the site; if the answer is wrong, once more, bypassing the browser's cache.
  const ask = async (address, files, mode) => {
    const response = await fetch(address, { cache: mode })
    const isFine = response.status !== 200 || (await isRight(address, response, files))
    return isFine ? response : fetch(address, { cache: "reload" })
  }

  // Keeps a response if it is right; for a page, also the files that it needs to look right.
  const put = async (cache, address, response, files) => {
    if (!(await isRight(address, response, files))) throw new Error("not what the site has")
    const headers = new Headers(response.headers)
    for (const name of ["content-encoding", "content-length", "vary"]) headers.delete(name)
    if (!headers.has("date")) headers.set("date", new Date().toUTCString())
    const body = await response.blob()
    if (/html/.test(headers.get("content-type")))
      for (const [, name] of (await body.text()).matchAll(NAMED)) {
        const file = new URL(name, address).href
        if (!file.startsWith(root) || (await cache.match(file))) continue
        const copy = await find(file)
        const isKept = copy && (await isRight(file, copy))
        const found = isKept ? copy : await ask(file)
        if (await isRight(file, found)) await put(cache, file, found)
      }
    await cache.put(plain(address), new Response(body, { headers }))
  }

  // Fetches a file and keeps it. Returns false if it is no longer on the site.
  const bring = async (cache, address, files, mode = "no-cache") => {
    const response = await ask(address, files, mode)
    if (response.status === 404 || response.status === 410) return false
    if (response.status !== 200 || response.redirected) throw new Error(response.status)
    await put(cache, address, response, files)
    return true
  }

  // Runs a task for each item, six at a time.
  const each = (items, work) => {
    const left = [...items]
    const next = async () => {
      while (left.length) await work(left.shift())
    }
    return Promise.all(Array.from({ length: 6 }, next))
  }

  const list = root + "offline.json"
  return { HASHED, plain, prefix, names, find, isListed, ask, put, bring, each, list }
}
