// "Listen to this page": the browser's own voices read the text aloud. Only voices on this device:
// others send what they read to somebody else.
;(() => {
  const speech = window.speechSynthesis
  const buttons = document.querySelectorAll("[data-ip-listen]")
  if (!speech || !buttons.length) return
  const root = document.documentElement
  const label = buttons[0].querySelector("span").textContent
  const { stop, on } = buttons[0].dataset
  const BLOCK = "h1,h2,h3,p,li,dt,dd,th,td,caption,figcaption,label,summary"
  const SILENT = "nav,form,button,script,svg,.ip-ref,.ip-ref-line,[aria-hidden=true]"
  let at = 0 // the part being read, or the one where the reader stopped
  let now // the current utterance

  const voice = (lang) => {
    const fit = speech.getVoices().filter((one) => one.localService && one.lang.startsWith(lang))
    return fit.find((one) => one.default) || fit[0]
  }
  const show = () => {
    for (const button of buttons) button.disabled = !voice(root.lang)
  }
  const set = (words) => {
    now = words
    for (const button of buttons) button.querySelector("span").textContent = now ? stop : at ? on : label
  }

  // The visible text, part by part: [words, language], each a paragraph or an item.
  const parts = () => {
    const found = []
    const walker = document.createTreeWalker(document.querySelector("main"), NodeFilter.SHOW_TEXT)
    let last
    while (walker.nextNode()) {
      const { parentElement: holder, data } = walker.currentNode
      if (holder.closest(SILENT) || !holder.getClientRects().length) continue
      const { lang } = holder.closest("[lang]")
      const block = holder.closest(BLOCK) || holder
      if (block === last?.block && lang === last.lang) last.words += data
      else if (data.trim()) found.push((last = { block, lang, words: data }))
    }
    return found
  }
  const read = () => {
    const all = parts()
    const next = () => {
      const part = all[at]
      if (!part) {
        at = 0
        return set()
      }
      const words = new SpeechSynthesisUtterance(part.words)
      words.lang = part.lang
      words.voice = voice(part.lang) || voice(root.lang)
      words.onend = () => {
        if (words !== now) return
        at++
        next()
      }
      words.onerror = () => words === now && set()
      set(words)
      speech.speak(words)
    }
    next()
  }

  for (const button of buttons)
    button.addEventListener("click", () => {
      const stopped = now
      set()
      speech.cancel() // also what another page left behind
      if (!stopped) read()
    })
  addEventListener("pagehide", () => {
    const stopped = now
    set()
    if (stopped) speech.cancel()
  })
  speech.addEventListener?.("voiceschanged", show)
  show()
})()
