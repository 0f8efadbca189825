// The copies on this device, for the worker (sw.js) and for the page about them (offline.js).
// Each version of the site has one cache, "ip /path of the site/ version": several sites can
// share a host, as on GitHub Pages.
self.ipKept = (root) => {
  const prefix = `ip ${new URL(root).pathname} `
  // Named after their content: such a file never changes.
  const HASHED = /[.-][0-9a-f]{8,}\.\w+$/
  const NAMED = /(?:href|src)="([^"\s]+[.-][0-9a-f]{8,}\.\w+)/g

  const plain = (address) => address.replace(/[?#].*/, "")
  const names = async () => (await caches.keys()).filter((name) => name.startsWith(prefix))

  // The newest copy of an address, whatever is asked of it (/search/?q=...).
  const find = async (address) => {
    for (const name of (await names()).reverse()) {
      // To open a cache that has just been removed would make it again.
      const copy = await caches.match(plain(address), { cacheName: name })
      if (copy) return copy
    }
  }

  // Keeps a response, and of a page also the files that it needs to look right.
  const put = async (cache, address, response) => {
    const headers = new Headers(response.headers)
    for (const name of ["content-encoding", "content-length", "vary"]) headers.delete(name)
    if (!headers.has("date")) headers.set("date", new Date().toUTCString())
    const body = await response.blob()
    if (/html/.test(headers.get("content-type")))
      for (const [, name] of (await body.text()).matchAll(NAMED)) {
        const file = new URL(name, address).href
        if (!file.startsWith(root) || (await cache.match(file))) continue
        const copy = (await find(file)) || (await fetch(file))
        if (copy.ok) await cache.put(file, copy)
      }
    await cache.put(plain(address), new Response(body, { headers }))
  }

  // Fetches a file and keeps it. Gives false if it is no longer on the site.
  const bring = async (cache, address, mode = "no-cache") => {
    const response = await fetch(address, { cache: mode })
    if (response.status === 404 || response.status === 410) return false
    if (response.status !== 200 || response.redirected) throw new Error(response.status)
    await put(cache, address, response)
    return true
  }

  // Does a piece of work for each item, six at a time.
  const each = (items, work) => {
    const left = [...items]
    const next = async () => {
      while (left.length) await work(left.shift())
    }
    return Promise.all(Array.from({ length: 6 }, next))
  }

  return { HASHED, plain, prefix, names, find, put, bring, each, list: root + "offline.json" }
}
