// The search as readers see it: results under a field while they type, and the search page.
// Words come from the header's form, pages from search_engine.js. Nothing typed is kept or sent.
;(() => {
  const { make, named } = self.ipShared
  const header = document.querySelector(".ip-search--header")
  const words = JSON.parse(header.dataset.words)
  const base = new URL(header.action)
  const root = new URL("..", base)
  const IN_PANEL = 6
  const ON_PAGE = 10
  const AT_ONCE = 4 // fill a screen: shown before the cards of the others have come
  const NEAREST = 2 // of a question that no page answers
  const PAUSE = 70 // milliseconds after a key; a search takes about ten

  let engine
  const ready = () => {
    engine ||= window.ipSearchEngine(new URL(document.documentElement.lang + "/", base).href)
    engine.catch(() => (engine = null)) // offline: the next key tries again
    return engine
  }

  const count = (number, name, values = {}) =>
    named(words[`${name}_${number === 1 ? "one" : "other"}`], { count: number, ...values })

  // ---- One result --------------------------------------------------------------------------

  const marked = (pieces) => pieces.map(([text, hit]) => (hit ? make("mark", "", text) : text))

  const item = (card, result) => {
    const link = make("a", "", card.title)
    link.href = new URL(card.address, root).href
    const facts = [words.kinds[result.kind], result.stages.join(", ")]
    if (card.minutes) facts.push(count(card.minutes, "minutes"))
    const parts = facts.filter(Boolean).map((fact) => make("span", "", fact))
    const entry = make("li", "ip-result", link, make("p", "ip-facts", ...parts))
    if (result.isMeaning) {
      entry.classList.add("ip-result--meaning")
      entry.append(make("p", "", card.description))
    }
    return entry
  }

  // A page's text is loaded when its result comes near the screen: a reader may never reach the last.
  const waiting = new WeakMap()
  const near = new IntersectionObserver(
    (seen) => {
      for (const { target, isIntersecting } of seen) {
        if (!isIntersecting) continue
        near.unobserve(target)
        waiting.get(target)()
      }
    },
    { rootMargin: "100px" },
  )
  const comesNear = (entry) =>
    new Promise((resolve) => {
      waiting.set(entry, resolve)
      near.observe(entry)
    })

  // Below it, the sentence that answers, and a way to its section. A word is told
  // by its meaning.
  const describe = async (finder, entry, card, result, answer) => {
    if (result.isMeaning) return
    const text = make("p", "", card.description)
    entry.append(text)
    if (result.kind === "term") return
    await comesNear(entry)
    const found = await finder.context(card, answer, result.kind).catch(() => null)
    if (!found) return
    const heading = /[.!?:]$/.test(found.heading) ? found.heading : found.heading + ":"
    const where = found.heading ? [make("span", "ip-result__where", heading), " "] : []
    text.replaceWith(make("p", "", ...where, ...marked(found.pieces)))
    if (found.anchor) entry.querySelector("a").hash = found.anchor
  }

  // `first`: so many of all are shown.
  const said = ({ total, first, text, shown, isGap = false }) => {
    if (!total) return named(words.none, { text })
    const found = (name) =>
      first < total ? named(words[`${name}_best`], { first, count: total, text }) : count(total, name, { text })
    if (!shown) return isGap ? named(words.gap, { text }) : found("count")
    return `${named(words.instead, { text, shown })} ${isGap ? named(words.gap, { text: shown }) : found("found")}`
  }

  // Who may be in danger is told whom to call before anything else, whatever was found.
  const plain = (text) => ` ${text.toLowerCase().replace(/['’]/g, "").replace(/[^\p{L}\p{N}]+/gu, " ")} `
  let dangers
  const isDanger = (asked, { common }) => {
    const any = (word) => `(?:${word.split("/").map((each) => plain(each).trim()).join("|")})`
    dangers ||= common.crisis.map((wording) => new RegExp(` ${wording.split(" ").map(any).join(" ")} `, "u"))
    const words = plain(asked)
    return dangers.some((danger) => danger.test(words))
  }
  const crisis = () => document.querySelector("[data-ip-crisis]").content
  const tell = (status, text, inDanger = false) => {
    status.textContent = text
    if (inDanger) status.append(crisis().cloneNode(true))
  }
  // And the page that says most of what stands there comes first, with its sentence on that.
  const withHelp = async (results, finder) => {
    const numbers = [...crisis().querySelectorAll("a")].map((link) => link.textContent)
    const answer = await finder.find(numbers.join(" "))
    const [help] = answer.results
    return help ? [{ ...help, answer }, ...results.filter(({ page }) => page !== help.page)] : results
  }

  // ---- While typing: a panel under the field -------------------------------------------------

  const panelOf = (form) => form.querySelector(".ip-search-panel")
  const isOpen = (form) => Boolean(panelOf(form)?.matches("[data-open]"))
  const show = (form, isShown, status = [""], items = [], more = []) => {
    const panel = panelOf(form)
    if (!panel) return
    panel.toggleAttribute("data-open", isShown)
    tell(panel.children[0], ...status)
    panel.children[1].firstChild.replaceChildren(...items)
    panel.children[2].replaceChildren(...more)
  }
  const close = (form) => show(form, false)
  let turn = 0
  let timer

  const suggest = async (form) => {
    const mine = ++turn
    const text = form.elements.q.value.trim()
    if (!text) return close(form)
    const finder = await ready()
    const { results: all, shown } = await finder.find(text, { typing: true })
    const inDanger = isDanger(text, finder)
    const results = inDanger ? await withHelp(all, finder) : all
    const first = results.slice(0, IN_PANEL)
    const cards = await finder.cards(first.map(({ page }) => page))
    if (mine !== turn || !form.isConnected) return

    const more = make("a", "", results.length ? words.all : words.ways)
    more.href = `${base.href}?q=${encodeURIComponent(text)}`
    const items = cards.map((card, n) => item(card, first[n]))
    const status = said({ total: results.length, first: items.length, text, shown })
    show(form, true, [status, inDanger], items, [more])
  }

  // ---- The search page -----------------------------------------------------------------------

  const page = () => document.querySelector("[data-ip-search-page]")
  const filters = ["kind", "stage"]
  let shownCount = 0 // if more were asked for

  const state = () => new URLSearchParams(location.search)
  const keep = (changes) => {
    const address = new URL(location.href)
    for (const [name, value] of Object.entries(changes))
      value ? address.searchParams.set(name, value) : address.searchParams.delete(name)
    history.replaceState(history.state, "", address)
  }

  const options = (select, values, chosen, total, names = {}) => {
    const every = new Option(`${select.dataset.all} (${total})`, "")
    const rows = [...values].map(([value, n]) => new Option(`${names[value] || value} (${n})`, value))
    select.replaceChildren(every, ...rows)
    select.value = values.has(chosen) ? chosen : ""
  }

  const answer = async ({ typing = false } = {}) => {
    const mine = ++turn
    const part = page()
    const text = (state().get("q") || "").trim().slice(0, part.querySelector("input[name=q]").maxLength)
    const part$ = (name) => part.querySelector(`[data-ip-${name}]`)
    part.toggleAttribute("data-ip-asked", Boolean(text))
    part$("all").hidden = Boolean(text)
    part$("found").hidden = !text
    if (!text) {
      delete document.documentElement.dataset.asked
      part$("none").hidden = true
      part$("status").textContent = ""
      return
    }
    let finder
    let found
    let results
    let inDanger
    try {
      finder = await ready()
      found = await finder.find(text, { typing })
      inDanger = isDanger(text, finder)
      results = inDanger ? await withHelp(found.results, finder) : found.results
    } catch {
      if (mine !== turn) return
      delete document.documentElement.dataset.asked
      part$("status").textContent = words.failed
      part$("all").hidden = false
      part$("found").hidden = true
      return
    }
    if (mine !== turn || part !== page()) return
    const { shown } = found
    const wanted = Object.fromEntries(filters.map((name) => [name, state().get(name) || ""]))
    const fits = (result, name) =>
      !wanted[name] || (name === "kind" ? result.kind === wanted.kind : result.stages.includes(wanted.stage))
    // The count of a choice is what it would leave, given the other filter.
    for (const name of filters) {
      const other = filters.find((each) => each !== name)
      const rest = results.filter((result) => fits(result, other))
      const values = new Map()
      const order = name === "kind" ? finder.common.kind : finder.common.stage
      for (const value of order) {
        const n = rest.filter((r) => (name === "kind" ? r.kind === value : r.stages.includes(value))).length
        if (n || value === wanted[name]) values.set(value, n)
      }
      options(part.querySelector(`select[name=${name}]`), values, wanted[name], rest.length, name === "kind" ? words.many : {})
    }
    const chosen = results.filter((result) => filters.every((name) => fits(result, name)))
    const isGap = found.isGap && results.length > 0 && !typing && !inDanger // "no page" would be cold
    const first = chosen.slice(0, shownCount || (isGap ? NEAREST : ON_PAGE))
    const list = part.querySelector("[data-search-results] ol")
    const show = async (some, put) => {
      const cards = await finder.cards(some.map(({ page: number }) => number))
      if (mine !== turn || part !== page()) return false
      const entries = cards.map((card, n) => item(card, some[n]))
      put.apply(list, entries)
      entries.forEach((entry, n) => describe(finder, entry, cards[n], some[n], some[n].answer || found))
      return true
    }
    list.setAttribute("aria-busy", "true")
    if (!(await show(first.slice(0, AT_ONCE), list.replaceChildren))) return
    tell(part$("status"), said({ total: chosen.length, first: first.length, text, shown, isGap }), inDanger)
    part$("gap").hidden = !isGap
    part$("filters").hidden = !results.length
    part$("more").hidden = chosen.length <= first.length
    part$("none").hidden = chosen.length > 0
    if (!(await show(first.slice(AT_ONCE), list.append))) return
    list.removeAttribute("aria-busy")
    if (history.state?.y && !typing && !scrollY) scrollTo(0, history.state.y)
  }

  // ---- Events --------------------------------------------------------------------------------

  const formOf = (event) => event.target.closest?.("[data-ip-search]")

  const onInput = (form, pause) => {
    clearTimeout(timer)
    timer = setTimeout(() => {
      if (page()?.contains(form)) {
        shownCount = 0
        keep({ q: form.elements.q.value.trim(), kind: "", stage: "" })
        answer({ typing: true })
      } else suggest(form).catch(() => show(form, true, [words.offline])) // Enter still leads to the page
    }, pause)
  }
  document.addEventListener("input", (event) => {
    const form = formOf(event)
    if (form && event.target.name === "q") onInput(form, PAUSE)
  })
  document.addEventListener("focusin", (event) => {
    const form = formOf(event)
    for (const other of document.querySelectorAll("[data-ip-search]")) if (other !== form) close(other)
    if (form && event.target.name === "q" && form.elements.q.value && !isOpen(form) && !page()?.contains(form))
      onInput(form, 0)
  })
  document.addEventListener("pointerdown", (event) => {
    const form = formOf(event)
    for (const other of document.querySelectorAll("[data-ip-search]")) if (other !== form) close(other)
  })
  document.addEventListener("submit", (event) => {
    const form = formOf(event)
    if (!form || !page()?.contains(form)) return
    event.preventDefault()
    clearTimeout(timer)
    keep({ q: form.elements.q.value.trim() })
    answer()
    form.elements.q.blur() // a phone's keyboard would cover the results
  })
  document.addEventListener("change", (event) => {
    if (!event.target.matches?.("[data-ip-filters] select")) return
    shownCount = 0
    keep({ [event.target.name]: event.target.value })
    answer()
  })
  document.addEventListener("click", (event) => {
    if (!event.target.closest?.("[data-ip-more]")) return
    const list = page().querySelector("[data-search-results] ol")
    const before = list.children.length
    shownCount = before + ON_PAGE
    answer().then(() => list.children[before]?.querySelector("a").focus())
  })

  // Arrows go from the field through the results and back; Escape closes the panel.
  document.addEventListener("keydown", (event) => {
    const form = formOf(event)
    const area = form && page()?.contains(form) ? page() : form || event.target.closest?.("[data-ip-search-page]")
    if (!area || event.target.matches("select")) return
    const field = area.querySelector("input[name=q]")
    if (event.key === "Escape" && form && isOpen(form)) {
      event.preventDefault() // the words stay in the field
      field.focus()
      clearTimeout(timer)
      turn++
      close(form)
      return
    }
    if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return
    const stops = [field, ...area.querySelectorAll("[data-search-results] a, .ip-search-all a")]
    const at = stops.indexOf(event.target)
    const next = stops[at + (event.key === "ArrowDown" ? 1 : -1)]
    if (at < 0 || !next) return
    event.preventDefault()
    next.focus()
  })

  const part = page()
  if (part) {
    const field = part.querySelector("input[name=q]")
    if (document.activeElement !== field || !field.value) field.value = state().get("q") || ""
    else keep({ q: field.value.trim() })
    shownCount = history.state?.shown || 0
    answer()
  } else {
    const field = document.activeElement
    const form = field?.closest?.("[data-ip-search]")
    if (form && field.value) onInput(form, 0) // typed while this was on its way
  }
  ready()

  // Results come after the browser has put a reader back where they were: remember it for them.
  addEventListener("pagehide", () => history.replaceState({ y: scrollY, shown: shownCount }, ""))
})()
