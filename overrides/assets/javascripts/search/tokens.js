// The words of a question as tokens: { word, id, exact, weight, also, half, at }. `id` is a concept,
// NOTHING, or UNKNOWN; `exact` the very word's own concept, also of a little word that says NOTHING; `also` concepts that a word still being
// typed may become; `half` a concept that it is with the word beside it; `at` its last word's place
// in the question.
;(() => {
  const { LONGEST_WORD, NOTHING, UNKNOWN } = self.ipSearch
  const MOST_CORRECTED = 8 // words of a query for which a nearest word is looked for: a parent
  // mistypes two or three; whoever pastes a page of noise need not wait for the rest
  const MOST_BEGUN = 6

  const token = (entry, weight, word = entry.word) => ({ word, id: entry.id, exact: entry.exact, weight })

  // Return the tokens, and the words as they are searched for, "" if they are those that were typed.
  // `typing`: the last word may not be whole yet; `asTyped`: no word is taken for a slip.
  const tokensOf = (words, { vocabulary, talk, weights, typing, asTyped }) => {
    const found = []
    const shown = []
    // Takes in a token that ends at this place.
    const add = (at, each) => found.push({ ...each, at })
    let changed = false
    let corrected = 0
    for (let n = 0; n < words.length; n++) {
      const word = words[n].slice(0, LONGEST_WORD)
      const isBegun = typing && n === words.length - 1
      const phrase = !isBegun && !asTyped && vocabulary.phraseIn(word)
      if (phrase) {
        changed = true
        for (const part of phrase) {
          shown.push(part.word)
          add(n, token(part, 1))
        }
        continue
      }
      const double = !isBegun && !asTyped && vocabulary.doubled(word)
      let entry = double || vocabulary.known(word)
      if (entry) {
        if (double) changed = true
        shown.push(double ? entry.word : word)
        add(n, token(entry, /^\d\d?$/.test(word) ? weights.number : 1, word))
        const one = n && vocabulary.whole(words[n - 1], word)
        if (one) for (const each of found.slice(-2)) each.half = one.id
        continue
      }
      if (isBegun && word.length > 1) {
        const begun = vocabulary
          .startingWith(word)
          .filter((other) => other.id >= 0)
          .sort((a, b) => b.often - a.often || a.word.length - b.word.length)
        const ids = [...new Set(begun.map((other) => other.id))].slice(0, MOST_BEGUN)
        if (ids.length) {
          shown.push(word)
          add(n, { word, id: ids[0], also: ids.slice(1), weight: weights.begun })
          continue
        }
      }
      const next = words[n + 1]
      const joined = next && vocabulary.known(word + next)
      if (joined && joined.id >= 0) {
        shown.push(joined.word)
        add(n + 1, token(joined, 1))
        n++
        continue
      }
      if (vocabulary.isReal(word) || talk.has(word)) {
        shown.push(word)
        add(n, { word, id: UNKNOWN, weight: 0 })
        continue
      }
      // The start of a longer word of ours.
      const longer = word.length > 4 && vocabulary.startingWith(word).find((other) => other.id >= 0)
      if (longer) {
        shown.push(word)
        add(n, token(longer, weights.longer))
        continue
      }
      entry = asTyped || ++corrected > MOST_CORRECTED ? null : vocabulary.nearest(word)
      const parts = !asTyped && !(entry?.far <= 1) && vocabulary.split(word) // a letter is missed more often than a space
      if (parts) {
        for (const part of parts) {
          shown.push(part.word)
          add(n, token(part, 1))
        }
        changed = true
        continue
      }
      shown.push(entry ? entry.word : word)
      if (entry) {
        changed = true
        add(n, token(entry, 1 - weights.corrected * entry.far))
      } else add(n, { word, id: UNKNOWN, weight: 0 })
    }
    return { found, shown: changed ? shown.join(" ") : "" }
  }

  const saysSomething = (each) => each.id !== NOTHING
  // The concept of a little word, which says nothing, but is in whole questions ("to", "can").
  const littleOf = (each) => (saysSomething(each) ? undefined : each.exact)

  self.ipSearch = { ...self.ipSearch, tokensOf, saysSomething, littleOf }
})()
