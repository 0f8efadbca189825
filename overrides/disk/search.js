// In the downloadable library: a page opened from a disk may not fetch files, so the search gets
// its index here. There, a link to a folder would list files, so it gets the page's file name.
;(() => {
  const FILES = {files}
  const here = new URL(".", document.currentScript.src).href
  const fetched = window.fetch
  window.fetch = async (address, options) => {
    const content = FILES[String(address).replace(here, "")]
    return content ? new Response(JSON.stringify(content)) : fetched(address, options)
  }
  const whole = ({ target }) => {
    const link = target.closest?.("a[href]")
    if (link?.protocol === "file:" && link.pathname.endsWith("/")) link.pathname += "index.html"
  }
  document.addEventListener("click", whole, true)
  document.addEventListener("auxclick", whole, true)
})()
