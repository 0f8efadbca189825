// Finds pages for a reader's words, on the reader's own device: no page, no request but for the
// index (hooks/library/search/index.py says what its files hold and how pages are weighed).
// `ipSearchEngine(address of the index)` returns { find, cards, context, common }. The words become
// tokens (tokens.js), talk is marked (talk.js), the rest gets other ways to say it (meaning.js), its
// words vote for pages (votes.js), and each page is weighed for it (ranking.js); what is said in one
// breath is looked at part by part, too (breath.js).
;(() => {
  const ip = self.ipSearch
  const LONGEST = 1200 // characters of a query that are read
  const MOST_WORDS = 120
  const FIRST = 6 // pages whose cards are asked for at once
  const SHEETS = new Set(["letter", "checklist"])

  // `given`, for tests and bench/: { read(name), which brings a file, method: weights to try }.
  const open = async (address, given = {}) => {
    const read = given.read || (async (name, options) => (await fetch(address + name, options)).json())
    const fresh = () => read("index.json", { cache: "no-cache" })
    const early = self.ipIndex // asked for by the search page, before this script came
    delete self.ipIndex
    const common = await (early && !given.read ? early.then((answer) => answer.json()).catch(fresh) : fresh())
    const weights = { ...ip.WEIGHTS, ...given.method }
    const file = ip.filesBy(read)
    const vocabulary = ip.vocabularyOf(common, file, weights)
    const concepts = ip.conceptsOf(common, file)
    const rules = ip.talkRules(common)
    const means = ip.meanings(common, weights)
    const rootOf = (word) => ip.stem(word, common)
    const [joins, weak, asks, aside, faint] = ["joins", "weak", "asks", "aside", "faint"].map((name) => new Set(common[name]))
    const votesFor = ip.voting(common, { together: concepts.together, weak, weights })

    // Find the pages for a text; `typing` when its last word may not be whole yet.
    // Returns { results: [{ page, kind, stages, score, isMeaning }], shown, isGap: whether no page
    // seems to answer, and for context() what it needs }. A word that is taken for a slip may be a
    // name or of another language: what finds nothing corrected is looked for as it was typed. (To do so
    // whenever no page seems to answer loses more answers than it finds.)
    const find = async (text, { typing = false } = {}) => {
      const found = await findOnce(text, { typing })
      return found.shown && !found.results.length ? findOnce(text, { typing, asTyped: true }) : found
    }
    const findOnce = async (text, { typing, asTyped }) => {
      const read = ip.partsOf(String(text).slice(0, LONGEST), joins, MOST_WORDS)
      const { words, parts } = ip.withPlaces(read, common, typing)
      if (!words.length) return { results: [], shown: "", isGap: false }
      await vocabulary.need(words, typing)
      const { found, shown } = ip.tokensOf(words, { vocabulary, talk: rules.talk, weights, typing, asTyped })
      ip.markTalk(found, rules)
      ip.markParts(found, parts, rules)
      const telling = found.filter(ip.saysSomething)
      ip.unmarkIfAlone(telling)
      // Nothing but words of whole questions: "what can i do".
      if (common.alone && telling.every(({ word }) => faint.has(word)) && text !== common.alone) return findOnce(common.alone, {})
      const { tokens, wanted, named: names } = ip.understand(telling, means, weights)
      const ids = new Set(tokens.flatMap(({ ways }) => ways.flatMap((way) => way.ids)))
      await concepts.read([...ids, ...found.map(ip.littleOf)].filter((id) => id >= 0))
      const beside = found.slice(1).map((second, n) => [found[n], second]).filter((both) => !both.some(ip.isSaid))
      const byName = found.every((token) => ip.saysSomething(token) || asks.has(token.word))
      const named = byName ? names : new Set()
      // How well pages answer what these tokens say.
      const weigh = (part) => {
        const query = ip.gather(ip.understand(part.filter(ip.saysSomething), means, weights).tokens, part, { ...concepts, weak, weights })
        const { votes, met } = votesFor(part)
        return { query, met, ...ip.weighAll(query, { votes, wanted, common, weights }) }
      }
      // What pairs will tell changes the order little: the cards come along with them.
      if (concepts.lackPairs(beside)) cards(ip.inOrder(weigh(found).scores, named, weights).slice(0, FIRST)).catch(() => {})
      await concepts.readPairs(beside)
      const { query, met, scores: whole, elsewhere, isOurs } = weigh(found)
      const views = ip.viewsOf(found, read.pieces, weights.breath).map((view) => weigh(view))
      const scores = ip.scoresOfBoth(whole, views, weights.breath)
      const pages = ip.inOrder(scores, named, weights)
      const best = Math.max(...whole)
      const isLocal = ip.saysAny(found, common.local)
      const lifted = ip.liftPlaces(pages, telling, { table: common.places, isLocal, weak })
      const isAnswered = named.size || isOurs || (isLocal && common.places.some(([, page]) => page === lifted[0]))
      return {
        results: lifted.map((page) => ({
          page,
          kind: common.kind[common.kinds[page]],
          stages: common.stage.filter((_, n) => common.stages[page] & (1 << n)),
          score: scores[page],
          isMeaning: named.has(page),
        })),
        shown,
        isGap: !isAnswered && (!best || ip.isGap(query, { best, elsewhere, met, telling, weak, weights })),
        ...ip.tellsOf(tokens, { conceptOf: concepts.get, rootOf, weak, weights }),
      }
    }

    // The cards of pages: { address, title, description, minutes, text }.
    const cards = (pages) =>
      Promise.all(
        pages.map(async (page) => {
          const rows = await file(common.cards[Math.floor(page / common.every)])
          const [cardAddress, title, description, minutes, text] = rows[page % common.every]
          return { address: cardAddress, title, description, minutes, text }
        }),
      )

    // The sentence of a page that answers, as answerIn() says; `query` is what find() returned, and
    // `kind` that of the page.
    const context = async (card, query, kind) => {
      const { sections } = await file(card.text)
      const ids = concepts.withWords([...query.tells.keys()])
      const { title, description } = card
      const about = { title, description, isSheet: SHEETS.has(kind), isPlace: kind === "state" }
      return ip.answerIn(sections, { query, ids, rootOf, aside, weights, ...about })
    }

    return { find, cards, context, common }
  }

  self.ipSearchEngine = open
})()
