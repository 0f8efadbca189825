// What words mean, as concepts: on which pages each is, and in which titles and questions.
;(() => {
  const { fileWith, filesOf, numbersOf, unfold } = self.ipSearch
  const UNITS = 512 // more than one page has; as in hooks/library/search/index.py
  const UNIT_LEVELS = 31 // as in hooks/library/search/index.py

  // What is on page number pages[n] weighs levels[n]; both from steps, as the index has them.
  const decodeSteps = (letters) => {
    const steps = numbersOf(letters)
    const pages = new Uint32Array(steps.length / 2)
    const levels = new Uint16Array(pages.length)
    let page = 0
    for (let n = 0; n < pages.length; n++) {
      pages[n] = page += steps[2 * n]
      levels[n] = steps[2 * n + 1]
    }
    return { pages, levels }
  }

  // A concept: { rarity, pages, levels, units, shares, words, pairs }. What is on page number
  // pages[n] weighs levels[n]; of the unit units[n] (page * UNITS + unit of the page) it is
  // shares[n]. Both are in order, so that all that is asked for can be read side by side, page after
  // page. `words` are its words folded; `pairs` has by the word next to it the file that tells where
  // both are side by side.
  const decode = ([rarity, steps, unitSteps, words = "", pairFiles = []]) => {
    const pairs = new Map()
    for (const [name, ...others] of pairFiles) for (const other of others) pairs.set(other, name)
    const row = numbersOf(unitSteps)
    const units = new Uint32Array(row.length)
    const shares = new Uint16Array(row.length)
    let count = 0
    for (let n = 0, page = 0; n < row.length; ) {
      page += row[n]
      const end = n + 2 + row[n + 1]
      let unit = page * UNITS
      for (n += 2; n < end; n++) {
        units[count] = unit += Math.floor(row[n] / (UNIT_LEVELS + 1))
        shares[count++] = row[n] % (UNIT_LEVELS + 1)
      }
    }
    // A word on every page says little, but not nothing: "iep meeting" is a question, too.
    return {
      ...{ rarity: (rarity || 0.01) / 10, ...decodeSteps(steps) },
      ...{ units: units.subarray(0, count), shares, words, pairs },
    }
  }

  // What two rows of numbers, both in order, have in common, and what becomes of their values.
  const inBoth = (numbers, values, others, more, join) => {
    const both = []
    const made = []
    for (let n = 0, m = 0; n < numbers.length; n++) {
      while (m < others.length && others[m] < numbers[n]) m++
      if (others[m] !== numbers[n]) continue
      both.push(numbers[n])
      made.push(join(values[n], more[m]))
    }
    return [Uint32Array.from(both), Uint16Array.from(made)]
  }
  const join = (a, b) => {
    const [pages, levels] = inBoth(a.pages, a.levels, b.pages, b.levels, Math.min)
    const [units, shares] = inBoth(a.units, a.shares, b.units, b.shares, (one, other) => one + other)
    return { rarity: Math.max(a.rarity, b.rarity), pages, levels, units, shares }
  }

  // Return { read, lackPairs, readPairs, get, together, pairOf, withWords }: `read` loads the concepts
  // of these numbers, and then `readPairs` where two words of each of these pairs are side by side;
  // `lackPairs` tells whether it has to load anything.
  const conceptsOf = (common, file) => {
    const concepts = new Map()
    const files = filesOf("concepts", common.concepts)
    const fileOf = (id) => fileWith(files, id)
    const read = async (ids) => {
      const numbers = new Set(ids.filter((id) => !concepts.has(id)).map(fileOf))
      await Promise.all(
        [...numbers].map(async (number) => {
          const [first, name] = files[number]
          const rows = await file(name)
          for (const id of ids)
            if (fileOf(id) === number && !concepts.has(id)) concepts.set(id, decode(rows[id - first]))
        }),
      )
    }

    const joined = new Map() // each row of concepts joined once, not again at each key
    // Several concepts as one, which is where all of them are; null if one of them is nowhere.
    const together = (ids) => {
      const parts = ids.filter((id) => id >= 0).map((id) => concepts.get(id))
      if (!parts.length || parts.some((part) => !part.pages.length && !part.units.length)) return null
      const key = ids.join()
      if (!joined.has(key)) joined.set(key, parts.reduce(join))
      return joined.get(key)
    }

    // Two words side by side: [the file that tells where, the row of it]; the file may be none.
    const placeOf = (first, second) => {
      const [at, other] = first.id >= 0 ? [first, second.id >= 0 ? second.id : ">" + second.word] : [second, "<" + first.word]
      return [concepts.get(at.id)?.pairs.get(other), `${at.id} ${other}`]
    }
    const pairs = new Map() // row of a file -> a concept that is where both words are so
    const lackPairs = (beside) =>
      beside.some((both) => {
        const [name, row] = placeOf(...both)
        return name && !pairs.has(row)
      })
    const readPairs = (beside) =>
      Promise.all(
        beside.map(async (both) => {
          const [name, row] = placeOf(...both)
          if (!name || pairs.has(row)) return
          const rows = await file(`pairs-${name}.json`)
          pairs.set(row, { ...decodeSteps(rows[row]), units: [], shares: [] })
        }),
      )
    const pairOf = (first, second) => pairs.get(placeOf(first, second)[1])

    // Each word of these concepts, and the number of its concept.
    const withWords = (ids) => new Map(ids.flatMap((id) => unfold(concepts.get(id).words).map((word) => [word, id])))
    return { read, lackPairs, readPairs, get: (id) => concepts.get(id), together, pairOf, withWords }
  }

  self.ipSearch = { ...self.ipSearch, UNITS, UNIT_LEVELS, conceptsOf }
})()
