// The words of the site, as far as they were read: by their spelling, another form, or a slip.
;(() => {
  const { stem, allowed, lettersOf, mayBeNear, squeeze, distanceBy, firstFrom, last, fileWith, unfold, numbersOf, rowsOf } = self.ipSearch
  const NOTHING = -1 // the concept of a word that says nothing
  const UNKNOWN = -2 // of one that no page has
  const FEW_FILES = 60 // so many are all read, where a slip is looked for
  const NEAR = 1.2 // a word as near as this (one letter is another) is what was meant

  // `common` is index.json, `file` reads other files, and `weights` are those of weights.js.
  const vocabularyOf = (common, file, weights) => {
    const words = new Map() // word -> { word, id, often, common, letters, exact }
    const squeezed = new Map() // a word with no letter twice in a row -> the same
    const real = new Map() // words that are no misspelling, though no page has them -> the same
    const realRead = new Set() // the files of these that were read
    const lists = [] // per file: the words in order
    const nearestOf = new Map() // each word looked for once, not again at each key
    const distance = distanceBy(common)

    const readReal = async (number) => {
      if (realRead.has(number)) return
      const rows = await file(common.real[number][1])
      realRead.add(number)
      rows.forEach((row, used) => {
        for (const word of unfold(row))
          real.set(word, { word, id: UNKNOWN, often: 0, common: used, letters: lettersOf(word) })
      })
      nearestOf.clear()
    }
    const readWords = async (number) => {
      if (lists[number]) return
      const [text, stepLetters, often, used, exactLetters] = await file(common.words[number][1])
      if (lists[number]) return
      const [steps, exact] = [stepLetters, exactLetters].map(numbersOf)
      let id = 0
      const own = new Map() // by the place of a word that is in a group: its own concept, from the group's
      for (let n = 0, at = 0; n < exact.length; n += 2) own.set((at += exact[n]), exact[n + 1])
      lists[number] = unfold(text).map((word, n) => {
        id += steps[n] % 2 ? -(steps[n] + 1) / 2 : steps[n] / 2
        const isNothing = often[n] === "0"
        const entry = {
          ...{ word, id: isNothing ? NOTHING : id, often: +often[n], common: +used[n] },
          ...{ letters: lettersOf(word), exact: own.has(n) ? id + own.get(n) : undefined },
        }
        words.set(word, entry)
        const short = squeeze(word)
        if (!(squeezed.get(short)?.word > word)) squeezed.set(short, entry) // in whatever order files come
        return entry
      })
      nearestOf.clear()
    }
    const readAll = (numbers, read) => Promise.all([...new Set(numbers)].map(read))
    const fileOf = (word) => fileWith(common.words, word)
    // The files, of these, with the words that begin so.
    const filesFrom = (files, start) => {
      if (!files.length) return []
      const [from, to] = [start, start + "\uffff"].map((word) => fileWith(files, word))
      return [...Array(to - from + 1).keys()].map((n) => from + n)
    }
    const allOf = (files) => [...files.keys()]

    // Read the files in which these words are. Of one that is not there, all words with its first
    // letter, since it may be a slip of one of them, and of a small site all, if it is none.
    const need = async (asked, typing) => {
      if (!common.words.length) return
      const begun = typing ? last(asked) : ""
      await readAll(
        [
          ...asked.flatMap((word, n) => [word, word + (asked[n + 1] || "")].map(fileOf)),
          ...(begun ? filesFrom(common.words, begun.slice(0, 3)) : []),
        ],
        readWords,
      )
      const isBegun = (word) => word === begun && word.length > 1 && startingWith(word).some((entry) => entry.id >= 0)
      const isStrange = (word) => !words.has(word) && !isBegun(word)
      const strange = asked.filter(isStrange)
      if (!strange.length) return
      const letters = [...new Set(strange.map((word) => word[0]))]
      await Promise.all([
        readAll(letters.flatMap((letter) => filesFrom(common.words, letter)), readWords),
        readAll(letters.flatMap((letter) => filesFrom(common.real, letter)), readReal),
      ])
      // Two words that were written as one.
      const seconds = strange.flatMap((word) =>
        [...word].map((_, at) => word.slice(at)).filter((rest) => words.has(word.slice(0, word.length - rest.length))),
      )
      await readAll(seconds.map(fileOf), readWords)
      const isMet = (word) => known(word) || real.has(word) || doubled(word) || phraseIn(word) || nearest(word)?.far <= NEAR
      if (common.words.length > FEW_FILES || strange.every(isMet)) return
      await Promise.all([readAll(allOf(common.words), readWords), readAll(allOf(common.real), readReal)])
    }

    const startingWith = (start) => {
      const found = []
      for (const list of lists) {
        if (!list || last(list).word < start) continue
        let at = firstFrom(list, start, (entry) => entry.word)
        for (; at < list.length && list[at].word.startsWith(start); at++) found.push(list[at])
      }
      return found
    }

    // A word of ours, or another form of one: "reevaluates" of "reevaluation".
    const known = (word) => {
      if (words.has(word)) return words.get(word)
      const root = stem(word, common)
      if (root.length < 4 && word.length - root.length > 3) return undefined // "medeation" is no "meds"
      return startingWith(word.slice(0, 3)).find((other) => other.id >= 0 && stem(other.word, common) === root)
    }

    const findNearest = (word) => {
      const limit = allowed(word.length)
      if (!limit || /\d/.test(word)) return null
      const letters = lettersOf(word)
      let best = null
      let least = Infinity
      for (const list of [...lists, real.values()]) {
        for (const entry of list || []) {
          const other = entry.word
          if (Math.abs(other.length - word.length) > limit || other.length < 3) continue
          if (!mayBeNear(letters, entry.letters, limit)) continue
          const first = word[0] === other[0] ? 0 : 0.5
          // Not farther than the best so far could be outdone by a word that is used more.
          const far = distance(word, other, Math.min(limit, least + (weights.often + weights.usual) * 9)) + first
          // A word that says nothing is seldom what was meant: "exta" is "extra", not "esta".
          const cost = far + (entry.id < 0 ? weights.nothing : 0) - weights.often * entry.often - weights.usual * entry.common
          if (far <= limit + 0.2 && cost < least) [best, least] = [{ ...entry, far }, cost]
        }
      }
      // Misspelt, but nearer to a word that no page has: "regreat" is "regret", not our "regreso".
      return best?.id === UNKNOWN ? null : best
    }
    const nearest = (word) => {
      if (!nearestOf.has(word)) nearestOf.set(word, findNearest(word))
      return nearestOf.get(word)
    }

    // A word with one letter twice or once that should be once or twice: "proces" is this before
    // it is another form of "proceed".
    const doubled = (word) => {
      if (words.has(word) || real.has(word) || /\d/.test(word)) return null // "2nd" is no "22nd"
      const entry = squeezed.get(squeeze(word))
      return entry && entry.word.length !== word.length ? entry : null
    }

    const pairs = new Set(rowsOf(common.phrases).filter((row) => row.length === 3).map(([one, other]) => `${one} ${other}`))
    // A phrase of two words that was written as one: "partb", "specialed".
    const phraseIn = (word) => {
      if (words.has(word) || real.has(word)) return null
      for (let at = 1; at < word.length; at++) {
        const parts = [words.get(word.slice(0, at)), words.get(word.slice(at))]
        if (parts.every(Boolean) && pairs.has(`${parts[0].id} ${parts[1].id}`)) return parts
      }
      return null
    }
    // One word that was written as two, each of which says something: "para professional".
    const whole = (one, other) => {
      const parts = [words.get(one), words.get(other)]
      const entry = words.get(one + other)
      return entry && parts.every((part) => part && part.id >= 0) && entry.id >= 0 ? entry : null
    }

    // Two words that were written as one.
    const split = (word) => {
      for (let at = 3; at <= word.length - 3; at++) {
        const parts = [words.get(word.slice(0, at)), words.get(word.slice(at))]
        if (parts.every((part) => part && part.often !== 1)) return parts
      }
      return null
    }

    return { need, startingWith, known, nearest, doubled, phraseIn, whole, split, isReal: (word) => real.has(word) }
  }

  self.ipSearch = { ...self.ipSearch, NOTHING, UNKNOWN, vocabularyOf }
})()
