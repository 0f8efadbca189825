// The sentence of a page that answers a question.
;(() => {
  const { wordsOf, isSaid, isWeak, factorOf } = self.ipSearch

  // What the words of the query tell, but for common ones: by concept, and in `very` by the root of
  // the word that was asked, [[number of the word, how much it tells, which share of it] ...], and in
  // `told` how much all tell. `conceptOf(id)` is a concept that was read, and `rootOf(word)` a word
  // without its ending. A word that only means the same tells less.
  const tellsOf = (tokens, { conceptOf, rootOf, weak, weights }) => {
    const tells = new Map()
    const very = new Map()
    let told = 0
    const add = (map, key, value) => map.set(key, [...(map.get(key) || []), value])
    tokens.forEach((token, number) => {
      const own = conceptOf(token.id)
      if (token.bonus || isSaid(token) || isWeak(token, weak) || !own || own.rarity < weights.common) return
      const force = own.rarity * factorOf(token, weak, weights)
      told += force
      add(very, rootOf(token.word), [number, force, 1])
      for (const { ids, weight } of token.ways) {
        if (ids.length > 1 || weight < weights.marked) continue
        const isOther = ids[0] !== token.id || token.exact !== undefined
        add(tells, ids[0], [number, force, weight * (isOther ? weights.otherWord : 1)])
      }
    })
    return { tells, very, told }
  }

  // How much of what was asked some pieces say, from 0 to 1: each word of the query once. A heading
  // says it in the words of the site: there, one that means the same counts as the word itself.
  const saying = (cut, { tells, very, told }, isHeading = false) => {
    const best = new Map()
    for (const [, id, root] of cut)
      for (const [token, force, share] of [...(tells.get(id) || []), ...(very.get(root) || [])])
        best.set(token, Math.max(best.get(token) || 0, isHeading ? force : force * share))
    let sum = 0
    best.forEach((weight) => (sum += weight))
    return told ? sum / told : 0
  }

  // The query without the words that some pieces say.
  const without = (cut, { tells, very, told }) => {
    const said = new Set(cut.flatMap(([, id, root]) => [...(tells.get(id) || []), ...(very.get(root) || [])].map(([n]) => n)))
    const rest = (map) => new Map([...map].map(([key, rows]) => [key, rows.filter(([n]) => !said.has(n))]).filter(([, rows]) => rows.length))
    return { tells: rest(tells), very: rest(very), told }
  }

  const END = /[.!?]["\u201d)]*$/
  const isOpen = (text) => text.split("(").length > text.split(")").length // 'Yes (Educ. Code 1).'
  // The sentences of a line. One that is short says little by itself: "No." takes the next one along.
  const sentencesOf = (line, shortest) => {
    const [row] = line.split(" - ") // a letter's list is one line, and its items say little alone
    const all = []
    // The number of a step ends no sentence: "1. Ask for it."
    const parts = row
      .replace(/([.!?]["\u201d)]*)\s+/g, "$1\n")
      .replace(/(^|\n)(\d\d?\.)\n/g, "$1$2 ")
      .split("\n")
    for (let n = 0; n < parts.length; n++) {
      let sentence = parts[n]
      while ((sentence.length < shortest || isOpen(sentence)) && n + 1 < parts.length) sentence += " " + parts[++n]
      all.push(sentence)
    }
    return all
  }
  // The first words of a page make sense together: those that fit stay so.
  const together = (sentences, most) => {
    const [first, ...rest] = sentences
    if (!rest.length || first.length + 1 + rest[0].length > most) return sentences
    return together([`${first} ${rest[0]}`, ...rest.slice(1)], most)
  }

  // Return of a page's sections ([heading, text, anchor]) what answers: { heading, anchor, pieces:
  // [[text, is it marked]] }, null where a page has none. The first words of a page are its answer
  // in short, and its title their heading; the page opens there unless a section answers clearly
  // better. A sheet is used from its top, and told by its description; no part of the page of a place
  // comes before the others. What stands under a heading
  // of `aside` helps whoever has read the answer: it is shown to those alone who ask in the heading's
  // words. `query` is what tellsOf returned, `rootOf` as there, and `ids` has the words of its
  // concepts, each with its concept's number.
  const answerIn = (sections, { query: asked, ids, rootOf, title, description, aside, isSheet, isPlace, weights }) => {
    const pieces = (text) => // [piece, the concept of it, its root]
      text.split(/([\p{L}\p{N}'\u2019]+)/u).map((piece, n) => {
        if (n % 2 === 0) return [piece, -1]
        const [word] = wordsOf(piece)
        return [piece, ids.get(word) ?? -1, word && rootOf(word)]
      })
    const query = isPlace ? without(pieces(title), asked) : asked // its offices have its name, too
    const best = [null, null] // of the opening, and of the sections
    const most = [0, 0]
    const rows = isSheet ? [["", description, ""], ...sections] : sections
    rows.forEach(([heading, body, anchor], number) => {
      const named = saying(pieces(number ? heading : heading || title), query, true)
      if (number && named < weights.askedFor && aside.has(heading.toLowerCase())) return
      const above = named * (number ? weights.underHeading : weights.underTitle)
      const where = number ? 1 : 0
      body.split("\n").forEach((line, lines) => {
        let before = ""
        const isOpening = !number && !lines
        const sentences = sentencesOf(line, isOpening ? 0 : weights.shortSentence)
        const parts = isOpening ? together(sentences, weights.opening) : sentences
        parts.forEach((sentence, place) => {
          // What is short is shown from its beginning: its second sentence may say "it".
          before += (place ? " " : "") + sentence
          const isFromStart = before.length <= weights.longestSentence
          if (!isFromStart && !number && place) return
          const text = (isFromStart ? before : sentence).slice(0, weights.longestSentence)
          const cut = pieces(text)
          const said = saying(cut, query)
          // Under a heading that says it, the first words answer.
          if (!said && (lines || place || (number && !above))) return
          const asks = /\?["\u201d)]*$/.test(sentence) ? weights.question : 1
          // A row of a table, an item, what a list follows, what has a blank, and what stands in
          // parentheses are parts.
          const isWhole = END.test(sentence) && text.length >= weights.shortSentence && !/^\(|\[| \u00b7 /.test(text)
          const part = (isWhole ? 1 : weights.fragment) * (isFromStart ? 1 : weights.later)
          const value = (said + above) * asks * part - text.length / weights.tooLong
          if (value > most[where] || !best[where])
            [best[where], most[where]] = [{ heading, anchor, cut }, value]
        })
      })
    })
    const isBetter = best[1] && (!best[0] || most[1] > most[0] + (isPlace ? 0 : weights.shortAnswer))
    const found = best[isBetter ? 1 : 0]
    if (!found) return null
    const { heading, cut } = found
    const anchor = isSheet ? "" : found.anchor
    const isTold = (id, root) => query.tells.has(id) || query.very.has(root)
    return { heading, anchor, pieces: cut.map(([piece, id, root]) => [piece, isTold(id, root)]) }
  }

  self.ipSearch = { ...self.ipSearch, tellsOf, answerIn }
})()
