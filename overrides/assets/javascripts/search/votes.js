// How the words of a question vote for pages. Each word, and each two words that are near each
// other in the question, counts for a page by the share that the page has of all titles and
// questions that say it: a complement naive Bayes classifier (Rennie, Shih, Teevan, Karger,
// "Tackling the Poor Assumptions of Naive Bayes Text Classifiers", 2003).
;(() => {
  const { UNITS, UNIT_LEVELS, factorOf, littleOf } = self.ipSearch

  // The words of a question that some title or question says: { id, own: the very word where `id`
  // is a group of words, weight: how much it counts }, null for others.
  const votersOf = (found, weak, weights) =>
    found.map((token) => {
      const little = littleOf(token)
      const id = little ?? token.id
      if (id < 0) return null
      const factor = token.isAround ? weights.around : weights.votes.little
      const weight = token.weight * (little === undefined ? factorOf(token, weak, weights) : factor)
      return { id, own: little === undefined ? token.exact : undefined, weight }
    })

  // Return votesFor(found), which returns { votes: for each page, and for each topic after them, what
  // the words of a question say for it, met: how much of all that its words say two by two some title
  // or question says }.
  const voting = (common, { together, weak, weights }) => {
    const { others, length, near, farther, own } = weights.votes
    const count = common.pages + common.elsewhere
    const sums = new Float64Array(count)
    // A word counts the less in a title or question the more this says besides.
    const parts = Float64Array.from({ length: 2 * UNIT_LEVELS + 1 }, (_, n) => Math.pow(n / UNIT_LEVELS, length))

    // What titles and questions say of a concept: { pages, shares: of each how likely it is meant,
    // since of all that say it so many are its own, telling: how much it tells that they say it }.
    const countedFor = ({ units, shares }) => {
      const pages = []
      let all = 0
      for (let n = 0; n < units.length; n++) {
        const page = Math.floor(units[n] / UNITS)
        if (!sums[page]) pages.push(page)
        sums[page] += parts[shares[n]]
        all += parts[shares[n]]
      }
      const counted = {
        pages: Uint16Array.from(pages),
        shares: Float64Array.from(pages, (page) => Math.log((all + others) / (all - sums[page] + others))),
        telling: Math.max(0, Math.log(common.units / units.length)),
      }
      for (const page of pages) sums[page] = 0
      return counted
    }
    const known = new WeakMap() // each counted once, not again at each key
    const counted = (ids) => {
      const concept = together(ids)
      if (!concept || !concept.units.length) return null
      if (!known.has(concept)) known.set(concept, countedFor(concept))
      return known.get(concept)
    }

    return (found) => {
      const votes = new Float64Array(count)
      let square = 0
      // Return whether some title or question says these words.
      const vote = (ids, weight) => {
        const said = counted(ids)
        if (!said) return false
        const telling = weight * said.telling
        square += telling * telling
        for (let n = 0; n < said.pages.length; n++) votes[said.pages[n]] += telling * said.shares[n]
        return true
      }
      const voters = votersOf(found, weak, weights)
      const done = new Set() // what is said twice votes once
      const isNew = (ids) => !done.has(ids.join()) && done.add(ids.join())
      let pairs = 0
      let met = 0
      voters.forEach((voter, at) => {
        if (!voter) return
        if (isNew([voter.id])) vote([voter.id], voter.weight)
        if (voter.own !== undefined && isNew([voter.own])) vote([voter.own], own * voter.weight)
        for (let apart = 1; apart <= near; apart++) {
          const other = voters[at + apart]
          if (!other || other.id === voter.id || !isNew([voter.id, other.id])) continue
          const weight = Math.min(voter.weight, other.weight) / Math.pow(apart, farther)
          pairs += weight
          if (vote([voter.id, other.id], weight)) met += weight
        }
      })
      const norm = Math.sqrt(square) || 1
      return { votes: votes.map((each) => each / norm), met: pairs ? met / pairs : 1 }
    }
  }

  self.ipSearch = { ...self.ipSearch, voting }
})()
