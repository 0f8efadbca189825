// Stops the worker and removes all copies of this site. It needs no other file on the site, and
// our worker never answers for this folder.
;(async () => {
  const root = new URL("..", document.currentScript.src)
  const state = document.querySelector("[role=status]")
  try {
    const workers = (await navigator.serviceWorker?.getRegistrations()) || []
    for (const worker of workers) if (worker.scope === root.href) await worker.unregister()
    const names = window.caches ? await caches.keys() : []
    for (const name of names) if (name.startsWith(`ip ${root.pathname} `)) await caches.delete(name)
    state.textContent = state.dataset.done
  } catch {
    state.textContent = state.dataset.failed
  }
})()
