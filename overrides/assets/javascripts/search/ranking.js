// How well pages answer what was asked.
;(() => {
  const { UNITS, UNIT_LEVELS, UNKNOWN, isSaid, factorOf, littleOf, places } = self.ipSearch
  const LEVELS = 30 // as in hooks/library/search/index.py

  // A word of a query, in each way it may be said, ready to be read page by page.
  const readable = (ways, isBonus = false) => ({
    isBonus,
    concepts: ways.map((way) => way.concept),
    weights: Float64Array.from(ways, (way) => way.weight),
    parts: Float64Array.from(ways, (way) => way.part),
    at: new Uint32Array(ways.length),
    unitAt: new Uint32Array(ways.length),
  })

  // What is read for a query: the words that some page has, each with the concepts that tell of it
  // and how far they were read; and how heavily each word and all that was asked count.
  // Numbers lie in typed arrays: what is read thousands of times at each key must leave nothing to
  // allocate, and nothing to guess for the browser's compiler.
  const gather = (tokens, found, { together, get, pairOf, weak, weights }) => {
    const words = []
    const forces = []
    const factors = []
    const isTalk = []
    let whole = 0
    let said = 0
    for (const token of tokens) {
      const ways = []
      let rarity = Infinity
      for (const { ids, weight, part } of token.ways) {
        const concept = together(ids)
        if (!concept) continue
        if (weight > weights.sure || rarity === Infinity) rarity = Math.min(rarity, concept.rarity)
        ways.push({ concept, weight, part })
      }
      if (rarity === Infinity) {
        if (!token.bonus && !token.isWanted && !token.isTalk && !token.isAround) whole += token.id === UNKNOWN ? weights.unknown : 1
        continue
      }
      const factor = factorOf(token, weak, weights)
      const force = rarity * factor
      factors.push(factor)
      if (isSaid(token)) said += force
      else if (!token.bonus) whole += force
      isTalk.push(isSaid(token))
      forces.push(force)
      words.push(readable(ways, Boolean(token.bonus)))
    }
    // A little word tells nothing of a page, but which of two titles or questions is nearer.
    for (const token of found) {
      const concept = get(littleOf(token))
      if (!concept) continue
      const force = concept.rarity * (token.isAround ? weights.around : weights.little)
      if (token.isAround) said += force
      else whole += force
      words.push(readable([{ concept, weight: 1, part: 1 }]))
      forces.push(force)
      factors.push(0)
      isTalk.push(Boolean(token.isAround))
    }
    found.slice(1).forEach((second, n) => {
      const first = found[n]
      const pair = isSaid(first) || isSaid(second) ? null : pairOf(first, second)
      if (!pair) return
      words.push(readable([{ concept: pair, weight: 1, part: 0 }]))
      forces.push(0)
      factors.push(weights.pair * Math.min(factorOf(first, weak, weights), factorOf(second, weak, weights)))
      isTalk.push(false)
    })
    // All the talk together counts no more than a share of the question.
    const less = whole && said > weights.mostTalk * whole ? (weights.mostTalk * whole) / said : 1
    return {
      words,
      forces: Float64Array.from(forces, (force, n) => (isTalk[n] ? force * less : force)),
      factors: Float64Array.from(factors, (factor, n) => weights.told * (isTalk[n] ? factor * less : factor)),
      whole: whole + said * less,
      withoutTalk: whole,
    }
  }

  // Of one word on one page: how much of each unit it is, and how surely it is meant there.
  // (All is zero between two words; how many units there are is a second result of readWord.)
  const own = new Uint16Array(UNITS) // the units it is in
  let owned = 0 // how many these are
  const share = new Float64Array(UNITS)
  const surely = new Float64Array(UNITS)
  // Return how heavily the page weighs for a word; pages are asked for in order.
  const readWord = (word, page) => {
    const end = (page + 1) * UNITS
    let most = 0
    owned = 0
    for (let n = 0; n < word.concepts.length; n++) {
      const { pages, levels, units, shares } = word.concepts[n]
      const weight = word.weights[n]
      const part = word.parts[n]
      const at = word.at[n]
      if (at < pages.length && pages[at] === page) {
        most = Math.max(most, (levels[at] / LEVELS) * weight)
        word.at[n]++
      }
      if (!part) continue
      let next = word.unitAt[n]
      for (; next < units.length && units[next] < end; next++) {
        const unit = units[next] % UNITS
        // Its own word first: a phrase would count once for each of its words.
        if (surely[unit] && surely[unit] >= weight) continue
        if (!surely[unit]) own[owned++] = unit
        share[unit] = (shares[next] / UNIT_LEVELS) * part
        surely[unit] = weight
      }
      word.unitAt[n] = next
    }
    return most
  }

  // Of a whole query on one page.
  let nearest = 0 // how near its nearest unit is
  const touched = new Uint16Array(UNITS) // the units it touches
  const precision = new Float64Array(UNITS)
  const recall = new Float64Array(UNITS)
  // Return how well a page answers, 0 if not at all; pages are asked for in order.
  const weighPage = ({ words, forces, factors, whole }, page, weights) => {
    let sum = 0
    let bonus = 0
    let touches = 0
    for (let n = 0; n < words.length; n++) {
      const most = readWord(words[n], page)
      if (words[n].isBonus) {
        bonus += factors[n] * most
        continue
      }
      sum += factors[n] * most
      for (let m = 0; m < owned; m++) {
        const unit = own[m]
        if (!precision[unit]) touched[touches++] = unit
        precision[unit] += share[unit]
        recall[unit] += forces[n] * surely[unit]
        surely[unit] = 0
      }
    }
    nearest = 0
    for (let n = 0; n < touches; n++) {
      const unit = touched[n]
      const p = Math.min(1, precision[unit])
      const r = Math.min(1, recall[unit] / whole)
      const near = 1 / (weights.precision / p + (1 - weights.precision) / r)
      nearest = Math.max(nearest, near)
      precision[unit] = recall[unit] = 0
    }
    if (!sum && !bonus && !nearest) return 0
    return (sum + weights.phrase * bonus) / (whole || 1) + weights.unit * Math.pow(nearest, weights.unitPower)
  }

  // How well each page answers, { scores, isOurs: whether a page has the question as it stands,
  // elsewhere: how well what no page answers (the topics after the pages) meets it }.
  const weighAll = (query, { votes, wanted, common, weights }) => {
    const scores = new Float64Array(common.pages)
    let isOurs = false // a page has the question as it stands
    for (let page = 0; page < common.pages; page++) {
      const kind = common.kind[common.kinds[page]]
      const factor = (weights.kinds[kind] ?? 1) * (wanted.has(kind) ? weights.wanted : 1)
      scores[page] = weighPage(query, page, weights) * factor + weights.votes.weight * votes[page]
      isOurs = isOurs || nearest > weights.gap.asItStands
    }
    let elsewhere = 0
    let isTopic = false
    for (let page = common.pages; page < common.pages + common.elsewhere; page++) {
      elsewhere = Math.max(elsewhere, weighPage(query, page, weights) + weights.votes.weight * votes[page])
      isTopic = isTopic || nearest > weights.gap.asItStands
    }
    return { scores, elsewhere, isOurs: isOurs && !isTopic }
  }

  // The pages that answer, the best first, and before all those whose name is what was typed.
  const inOrder = (scores, named, { enough }) => {
    const least = enough * Math.max(0, ...scores)
    const pages = [...scores.keys()].filter((page) => scores[page] > least || named.has(page))
    return pages.sort((a, b) => named.has(b) - named.has(a) || scores[b] - scores[a] || a - b)
  }

  // Whether no page seems to answer: the best one says little more of what was asked than what no
  // page answers does, many words are unknown, or stand together in no title or question. A logistic
  // regression on the outside questions of bench/ and on those that the library answers, each set
  // left out in turn; a long question is met in fewer of its words than a short one.
  const isGap = (query, { best, elsewhere, met, telling, weak, weights }) => {
    const rest = telling.filter((token) => !isSaid(token))
    const unknown = rest.filter((token) => token.id === UNKNOWN).length / Math.max(1, rest.length)
    // One word that pages have, beside words that say little.
    if (!unknown && telling.filter((token) => !weak.has(token.word)).length < 2) return false
    const withTalk = query.whole / (query.withoutTalk || 1) // what talk takes from a page is given back
    const { strange, length, met: together, least } = weights.gap
    const nearer = (best - weights.gap.elsewhere * elsewhere) * withTalk
    return nearer - strange * unknown + together * met + length * Math.log(Math.max(1, rest.length)) < least
  }

  // Where somebody lives is most often said by the way and counts little. But rules differ by
  // state: a state that is named has its page among the first three, and first of all if what is
  // asked is what such a page answers, or hardly anything is asked besides and nothing else is
  // nearer; no other state has one.
  const liftPlaces = (pages, telling, { table, isLocal, weak }) => {
    const row = telling.map((token) => token.id)
    const named = table.filter(([name]) => name.length && places(name, row).length).map(([, page]) => page)
    if (!named.length) return pages
    const isPlace = new Set(table.map(([, page]) => page))
    const others = pages.filter((page) => !isPlace.has(page))
    const names = new Set(table.flatMap(([name]) => name))
    const besides = telling.filter((token) => !isSaid(token) && !names.has(token.id) && !weak.has(token.word))
    const isAsked = isLocal || (besides.length < 2 && pages[0] === named[0])
    const first = Math.min(isAsked ? 0 : 2, others.length)
    return [...others.slice(0, first), ...named, ...others.slice(first)]
  }

  self.ipSearch = { ...self.ipSearch, gather, weighAll, inOrder, isGap, liftPlaces }
})()
