// The sentence of a page that answers a question.
;(() => {
  const { wordsOf, isSaid, isWeak, factorOf } = self.ipSearch

  // By concept how much it tells of which words of the query, but for common ones, and of all.
  // `conceptOf(id)` is a concept that was read.
  const tellsOf = (tokens, { conceptOf, weak, weights }) => {
    const tells = new Map()
    let told = 0
    tokens.forEach((token, number) => {
      const own = conceptOf(token.id)
      if (token.bonus || isSaid(token) || isWeak(token, weak) || !own || own.rarity < weights.common) return
      const force = own.rarity * factorOf(token, weak, weights)
      told += force
      for (const { ids, weight } of token.ways) {
        if (ids.length > 1 || weight < weights.marked) continue
        if (!tells.has(ids[0])) tells.set(ids[0], [])
        tells.get(ids[0]).push([number, force * weight])
      }
    })
    return { tells, told }
  }

  // How much of what was asked some pieces say, from 0 to 1: each word of the query once.
  const saying = (cut, { tells, told }) => {
    const best = new Map()
    for (const [, id] of cut)
      for (const [token, weight] of tells.get(id) || []) best.set(token, Math.max(best.get(token) || 0, weight))
    let sum = 0
    best.forEach((weight) => (sum += weight))
    return told ? sum / told : 0
  }

  const sentencesOf = (text, shortest) => {
    const all = []
    for (const row of text.split("\n")) {
      const [line] = row.split(" - ") // a letter's list is one line, and its items say little alone
      const parts = line.replace(/([.!?]["\u201d)]*)\s+/g, "$1\n").split("\n")
      // A short sentence says little by itself: "No." takes the next one along.
      for (let n = 0; n < parts.length; n++) {
        let sentence = parts[n]
        while (sentence.length < shortest && n + 1 < parts.length) sentence += " " + parts[++n]
        all.push(sentence)
      }
    }
    return all
  }

  // Return of a page's sections ([heading, text, anchor]) what answers: { heading, anchor, pieces:
  // [[text, is it marked]] }, null where a page has none. The first words of a page are its answer
  // in short, and the page opens there unless a section answers clearly better. A sheet is used from
  // its top. What stands under a heading of `aside` helps whoever has read the answer: it is shown to
  // those alone who ask in the heading's words. `query` is what tellsOf returned, and `ids` has
  // the words of its concepts, each with its concept's number.
  const answerIn = (sections, { query, ids, aside, isSheet, weights }) => {
    const pieces = (text) => // [piece, the concept of it]
      text.split(/([\p{L}\p{N}'\u2019]+)/u).map((piece, n) => {
        if (n % 2 === 0) return [piece, -1]
        const [word] = wordsOf(piece)
        return [piece, ids.get(word) ?? -1]
      })
    const best = [null, null] // of the opening, and of the sections
    const most = [0, 0]
    sections.forEach(([heading, body, anchor], number) => {
      const named = saying(pieces(heading), query)
      if (named < weights.askedFor && aside.has(heading.toLowerCase())) return
      const above = named * weights.underHeading
      const where = number ? 1 : 0
      sentencesOf(body, weights.shortSentence).forEach((sentence, place) => {
        // The answer in short is shown from its beginning: its second sentence may say "it".
        const before = number ? -1 : body.indexOf(sentence)
        const whole = before < 0 ? sentence : body.slice(0, before + sentence.length)
        const isShort = whole.length <= weights.longestSentence && !whole.includes("\n")
        const cut = pieces((isShort ? whole : sentence).slice(0, weights.longestSentence))
        const said = saying(cut, query)
        if (!said && (number || place)) return
        const asks = /\?["\u201d)]*$/.test(sentence) ? weights.question : 1
        // A row of a table, an item, and what a list follows are parts of sentences.
        const isWhole = /[.!?]["\u201d)]*$/.test(sentence) && sentence.length >= weights.shortSentence
        const value = (said + above) * asks * (isWhole ? 1 : weights.fragment) - sentence.length / weights.tooLong
        if (value > most[where] || !best[where])
          [best[where], most[where]] = [{ heading, anchor, cut }, value]
      })
    })
    const isBetter = best[1] && (!best[0] || most[1] > most[0] + weights.shortAnswer)
    const found = best[isBetter ? 1 : 0]
    if (!found) return null
    const { heading, cut } = found
    const anchor = isSheet ? "" : found.anchor
    return { heading, anchor, pieces: cut.map(([piece, id]) => [piece, query.tells.has(id)]) }
  }

  self.ipSearch = { ...self.ipSearch, tellsOf, answerIn }
})()
