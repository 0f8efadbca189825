// The worker that keeps pages for reading offline. The build puts kept.js before it and the site's
// version into it: each version of the site has its own worker.
// It always asks the site for a page first, so a new worker can take over at once: with internet,
// nobody gets a page of the old version. The new cache is complete before the old one is removed.
// If this file must ever be withdrawn: it never answers for /sw-reset/.
const ROOT = registration.scope
const { HASHED, plain, prefix, names, find, isListed, ask, put, bring, each, list } = ipKept(ROOT)
const CACHE = prefix + "{version}"
const OFFLINE = ROOT + "about/offline/"
const APART = /^(admin|sw-reset)\/|^(sw\.js|offline\.json)$|\.zip$/
const PATIENCE = 3000 // milliseconds a parent waits for a slow answer if there is a copy

const begin = async (cache) => {
  await bring(cache, OFFLINE)
  // The open pages were loaded before this worker existed.
  const open = await clients.matchAll({ includeUncontrolled: true, type: "window" })
  for (const { url } of open)
    if (url.startsWith(ROOT) && !APART.test(plain(url).slice(ROOT.length)))
      await bring(cache, plain(url), {}, "force-cache").catch(() => {})
}

const read = async (cache) => (await (await cache.match(list))?.json()) || { files: {}, kept: [] }

// Moves what earlier versions kept into the new cache; if stopped, it continues next time.
// A copy that differs from the site is fetched again, whatever the reason.
const renew = async (cache) => {
  const now = await (await fetch(list, { cache: "no-cache" })).json()
  const kept = new Set()
  const wanted = new Set([OFFLINE])
  for (const name of await names()) {
    const one = await caches.open(name)
    for (const group of (await read(one)).kept) kept.add(group)
    for (const { url } of await one.keys()) if (url !== list && !HASHED.test(url)) wanted.add(url)
  }
  now.kept = [...kept]
  for (const group of kept) for (const path in now.files[group]) wanted.add(ROOT + path)
  await each(wanted, async (url) => {
    if (await cache.match(url)) return
    const copy = await find(url)
    const isSame = copy && (await isListed(url, copy, now.files))
    await (isSame ? put(cache, url, copy, now.files) : bring(cache, url, now.files))
  })
  await cache.put(list, new Response(JSON.stringify(now)))
}

addEventListener("install", (event) => {
  skipWaiting()
  event.waitUntil(
    (async () => {
      const isFirst = (await names()).every((name) => name === CACHE)
      const cache = await (opened = caches.open(CACHE))
      await (isFirst ? begin(cache) : renew(cache))
    })(),
  )
})

// The reader wants to keep pages, perhaps after removing all: offline.js waits for the cache.
addEventListener("message", (event) => {
  opened = caches.open(CACHE)
  event.waitUntil(opened.then(() => event.source.postMessage(CACHE)))
})

addEventListener("activate", (event) => {
  event.waitUntil(
    (async () => {
      for (const name of await names()) if (name !== CACHE) await caches.delete(name)
      await registration.navigationPreload?.enable() // ask the site while this worker starts
      await clients.claim()
    })(),
  )
})

// A copy that carries its own date; kept_notice.js shows it to the reader.
const dated = async (copy) => {
  if (!/html/.test(copy.headers.get("content-type"))) return copy
  const day = new Date(copy.headers.get("date")).toISOString()
  const html = (await copy.text()).replace("<html", `<html data-ip-kept="${day}"`)
  return new Response(html, { headers: copy.headers })
}

// Opened once: after the reader removes it, nothing that is put into it comes back.
let opened = caches.has(CACHE).then((isThere) => isThere && caches.open(CACHE))
const keep = async (url, response) => {
  const cache = await opened
  if (!cache) return
  const { files } = HASHED.test(url) ? {} : await read(cache)
  await put(cache, url, response, files)
}

const answer = async (event, url) => {
  const { request } = event
  const isPage = request.mode === "navigate"
  const isNamed = HASHED.test(url)
  let copy = await find(url)
  if (copy && isNamed) {
    if (await isListed(url, copy)) return copy
    copy = undefined // kept by a worker that did not check
  }
  const network = (async () => {
    const response = isNamed
      ? await ask(url)
      : (isPage && (await event.preloadResponse)) || (await fetch(request))
    if (isNamed && response.ok && !(await isListed(url, response))) {
      // All there is, but the browser must not cache it, whatever the host says.
      const headers = new Headers(response.headers)
      headers.set("cache-control", "no-store")
      return new Response(response.body, { headers })
    }
    if (response.status === 200 && response.type === "basic") {
      const same = response.clone()
      event.waitUntil(keep(url, same).catch(() => {}))
    }
    return response
  })()
  if (!copy)
    return network.catch(() =>
      isPage && url !== OFFLINE
        ? Response.redirect(`${OFFLINE}?page=${encodeURIComponent(request.url)}`)
        : Response.error(),
    )
  event.waitUntil(network.catch(() => {}))
  const late = new Promise((_, reject) => setTimeout(reject, PATIENCE))
  return Promise.race([network, late]).catch(() => (isPage ? dated(copy) : copy))
}

addEventListener("fetch", (event) => {
  const { request } = event
  const url = plain(request.url)
  if (request.method !== "GET" || !url.startsWith(ROOT) || request.headers.has("range")) return
  if (!APART.test(url.slice(ROOT.length))) event.respondWith(answer(event, url))
})
