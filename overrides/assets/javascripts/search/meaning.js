// What a question is after: its tokens, each with other ways to say it ([ids of concepts that are
// asked for together, how surely, which part of a unit each is]), which kinds of page it wants, and
// which terms it names.
;(() => {
  const { isSaid, last, rowsOf } = self.ipSearch

  // Where a row of words is in the query, in this order, at most two other words between two.
  const places = (parts, row) => {
    const all = []
    for (let start = 0; start < row.length; start++) {
      if (row[start] !== parts[0]) continue
      const at = [start]
      for (const part of parts.slice(1)) {
        const next = [1, 2, 3].map((step) => last(at) + step).find((n) => row[n] === part)
        if (next === undefined) break
        at.push(next)
      }
      if (at.length === parts.length) all.push(at)
    }
    return all
  }

  // The lists of index.json that tell what wordings mean, each by its first concept.
  const meanings = (common, weights) => {
    const phrases = new Map() // first concept -> [[all concepts], meaning]
    for (const row of rowsOf(common.phrases)) {
      if (!phrases.has(row[0])) phrases.set(row[0], [])
      phrases.get(row[0]).push([row.slice(0, -1), last(row)])
    }
    const leadsTo = new Map() // first concept -> [[all], [what they lead to], how surely]
    for (const name of ["means", "near"])
      for (const [wording, ...leads] of common[name].map(rowsOf)) {
        if (!leadsTo.has(wording[0])) leadsTo.set(wording[0], [])
        leadsTo.get(wording[0]).push([wording, leads, weights[name]])
      }
    const terms = new Map(common.terms) // the concept of a term -> its page
    return { phrases, leadsTo, terms, wants: common.wants }
  }

  const waysOf = (token, weights) => [
    ...(token.exact === undefined ? [] : [{ ids: [token.exact], weight: token.weight, part: 1 }]),
    { ids: [token.id], weight: token.weight * (token.exact === undefined ? 1 : weights.kin), part: 1 },
    ...(token.half === undefined ? [] : [{ ids: [token.half], weight: token.weight * weights.half, part: 1 / 2 }]),
    ...(token.also || []).map((id) => ({ ids: [id], weight: token.weight * weights.become, part: 1 })),
  ]

  const understand = (found, { phrases, leadsTo, terms, wants }, weights) => {
    const row = found.map((token) => token.id)
    const tokens = found.map((token) => ({ ...token, ways: waysOf(token, weights) }))
    const wanted = new Set()
    for (const [kinds, wordings] of wants)
      for (const at of wordings.flatMap((wording) => places(wording, row))) {
        for (const kind of kinds) wanted.add(kind)
        for (const n of at) {
          tokens[n].isWanted = true
          if (kinds.includes("term")) tokens[n].isAsking = true
        }
      }
    if (tokens.every((token) => token.isWanted)) {
      wanted.add("page") // "letters", "a form": the page that lists them
      for (const token of tokens) token.isWanted = false
    }
    const extra = []
    const named = new Set() // terms whose name is all that was typed
    const rest = tokens.filter((token) => !token.isAsking).length
    row.forEach((id, start) => {
      for (const [parts, meaning] of phrases.get(id) || []) {
        const at = places(parts, row).find((place) => place[0] === start)
        if (!at) continue
        for (const n of at) tokens[n].ways.push({ ids: [meaning], weight: weights.asPhrase, part: 1 / at.length })
        if (at.length === rest && !tokens[start].isAsking && terms.has(meaning)) named.add(terms.get(meaning))
        extra.push({ id: meaning, ways: [{ ids: [meaning], weight: 1, part: 0 }], weight: 1, bonus: true })
        for (const [wording, leads, weight] of leadsTo.get(meaning) || [])
          for (const ids of wording.length === 1 ? leads : [])
            for (const n of at) tokens[n].ways.push({ ids, weight, part: 1 / at.length })
      }
      for (const [wording, leads, weight] of leadsTo.get(id) || []) {
        const at = places(wording, row).find((place) => place[0] === start)
        for (const ids of at ? leads : [])
          for (const n of at) {
            tokens[n].ways.push({ ids, weight, part: 1 / at.length })
            if (wording.length > 1) tokens[n].isTelling = true
          }
      }
    })
    return { tokens: [...tokens, ...extra], wanted, named }
  }

  const isWeak = (token, weak) => weak.has(token.word) && !token.isTelling
  // How much a word of the query counts, for what it is there.
  const factorOf = (token, weak, weights) => {
    if (token.bonus) return 1
    if (isSaid(token)) {
      if (token.isAround) return token.isCondition ? weights.condition : weights.around
      return token.isBehind ? weights.behind : weights.talk
    }
    if (token.isWanted) return weights.wantedWord
    return isWeak(token, weak) ? weights.weak : 1
  }

  self.ipSearch = { ...self.ipSearch, places, meanings, understand, isWeak, factorOf }
})()
