// Finds pages for a reader's words, on the reader's own device: no page, no request but for the
// index (hooks/library/search/index.py says what its files hold and how pages are weighed).
// `ipSearchEngine(address of the index)` returns { find, cards, context, common }.
;(() => {
  const LEVELS = 30 // as in hooks/library/search/index.py
  const UNIT_LEVELS = 31
  const UNITS = 256 // more than one page has
  const LONGEST = 1200 // characters of a query that are read
  const MOST_WORDS = 120
  const LONGEST_WORD = 32
  const MOST_CORRECTED = 8 // words of a query for which a nearest word is looked for: a parent
  // mistypes two or three; whoever pastes a page of noise need not wait for the rest
  // How results are weighed; chosen on bench/questions_1.yml to 7, and on the wordings of pages, each
  // asked of an index that lacks it.
  const METHOD = {
    told: 7, // how much likelier single words are on a page than elsewhere, against
    unit: 1, // a whole title or question
    unitPower: 1.55,
    precision: 0.6, // of a unit: how much it counts that the unit says nothing more
    phrase: 0.27, // words that form a known phrase
    means: 0.7, // what a wording most likely means
    near: 0.32, // what a wording may lead to
    weak: 0.57, // words that say little
    talk: 0.52, // words around a question
    around: 0.15, // wordings around a question
    behind: 0.3, // parts of a sentence that only say who asks
    condition: 0.3, // what the child has, said by the way
    mostTalk: 0.48, // all of these together, against the rest
    number: 0.52, // "12" in "suspended 12 days"
    corrected: 0.1, // a misspelled word: what each letter that differs takes from its weight
    kin: 0.7, // a word that means the same, against the very word
    often: 0.04, // for which word a slip stands: how much it counts on how many pages a word is,
    usual: 0.05, // how common it is in everyday language,
    nothing: 0.1, // and that it says nothing
    begun: 0.8, // a word that is still being typed
    wantedWord: 0.45, // "letter" in "letter to ask for a test"
    wanted: 1.25, // letters, then
    gap: { elsewhere: 0.78, strange: 2.05, length: 0.48, least: 1.33 }, // no page on this: isGap()
    common: 1.0, // a word that more pages than this have is not marked
    marked: 0.6, // a word that may mean what was asked is marked, if it is as sure as this
    shortAnswer: 0.12, // the sentence that is shown: how much it counts that it is a page's first,
    underHeading: 0.3, // that its heading says what was asked,
    question: 0.5, // and that it only asks
    shortSentence: 50, // characters
    longestSentence: 300,
    kinds: { article: 0.96, checklist: 0.88, letter: 0.9, term: 0.92, guide: 0.93, page: 0.97, state: 0.95 },
  }

  // ---- Words: as in hooks/library/search/text.py -------------------------------------------

  // This file runs where regular expressions cannot look behind: Safari 14 would not read it at all.
  const INITIALS = /(^|[^\p{L}\p{N}_])((?:[\p{L}\p{N}_][.&])+[\p{L}\p{N}_](?![\p{L}\p{N}_]))/gu // I.E.P., P&A
  const last = (row) => row[row.length - 1]
  const wordsOf = (text) =>
    text
      .normalize("NFKD")
      .toLowerCase()
      .replace(/\u2019/g, "'")
      .replace(/[\u0300-\u036f]/g, "")
      .replace(INITIALS, (_, before, letters) => before + letters.replace(/[.&]/g, ""))
      .replace(/'s(?![\p{L}\p{N}_])/gu, "")
      .replace(/'/g, "")
      .match(/[\p{L}\p{N}]+/gu) || []

  const stem = (word, rounds) => {
    if (/^\d/.test(word)) return word.replace(/^(\d+)s$/, "$1") // 504s
    for (const round of rounds)
      for (const [ending, instead, least] of round)
        if (word.endsWith(ending) && word.length - ending.length >= least) {
          word = word.slice(0, word.length - ending.length) + instead
          break
        }
    const twice = last(word) === word[word.length - 2] && !"aeioulsz".includes(last(word))
    if (word.length > 3 && twice) word = word.slice(0, -1)
    if (word.length > 3 && word.endsWith("e")) word = word.slice(0, -1)
    if (word.length > 3 && word.endsWith("y")) word = word.slice(0, -1) + "i"
    return word
  }

  // ---- Spelling ----------------------------------------------------------------------------

  const ROWS = ["qwertyuiop", "asdfghjkl", "zxcvbnm"]
  const isBeside = (a, b) =>
    ROWS.some((row, number) => {
      const at = row.indexOf(a)
      if (at < 0) return false
      return [0, 1, -1].some((step) => {
        const other = ROWS[number + step]?.indexOf(b) ?? -1
        return other >= 0 && Math.abs(other - at) <= 1
      })
    })
  const SOUND = ["aeiouy", "ckqsx", "szc", "fvp", "gj", "td", "mn", "iy"]
  const soundsLike = (a, b) => SOUND.some((group) => group.includes(a) && group.includes(b))
  const A = "a".charCodeAt(0)
  const costs = new Float64Array(26 * 26)
  const swapCost = (a, b) => {
    if (a === b) return 0
    if (a < A || b < A || a >= A + 26 || b >= A + 26) return 1.2
    const at = (a - A) * 26 + b - A
    if (!costs[at]) {
      const [one, other] = [String.fromCharCode(a), String.fromCharCode(b)]
      costs[at] = soundsLike(one, other) ? 0.7 : isBeside(one, other) ? 0.9 : 1.2
    }
    return costs[at]
  }
  const allowed = (length) => (length < 3 ? 0 : length < 4 ? 0.8 : length < 6 ? 1 : length < 9 ? 2 : length < 12 ? 2.6 : 3)

  // Which letters a word has, as bits: words with too many different ones are never near.
  const lettersOf = (word) => {
    let bits = 0
    for (let n = 0; n < word.length; n++) bits |= 1 << (word.charCodeAt(n) & 31)
    return bits
  }
  const countBits = (bits) => {
    let count = 0
    for (; bits; bits &= bits - 1) count++
    return count
  }
  const CHEAPEST = 0.7 // what it costs at least to be rid of a letter the other word lacks

  const squeeze = (word) => {
    for (let n = 1; n < word.length; n++) // most words have none, and there are thousands
      if (word.charCodeAt(n) === word.charCodeAt(n - 1)) return word.replace(/(.)\1/g, "$1")
    return word
  }

  // How far apart two words are: missing, added, exchanged and swapped letters (Damerau and
  // Levenshtein); letters that sound alike, are side by side, or are doubled cost less.
  let [before, above, row] = [1, 2, 3].map(() => new Float64Array(2 * LONGEST_WORD))
  const distance = (one, other, limit) => {
    const length = other.length
    let least = 0
    for (let j = 0; j <= length; j++) above[j] = j
    for (let i = 1, a = 0, a0; i <= one.length; i++) {
      ;[a0, a] = [a, one.charCodeAt(i - 1)]
      let best = (row[0] = i)
      for (let j = 1, b = 0, b0; j <= length; j++) {
        ;[b0, b] = [b, other.charCodeAt(j - 1)]
        const drop = above[j] + (a === a0 ? 0.5 : 1)
        const add = row[j - 1] + (b === b0 ? 0.5 : 1)
        let cost = Math.min(drop, add, above[j - 1] + swapCost(a, b))
        if (i > 1 && j > 1 && a === b0 && a0 === b) cost = Math.min(cost, before[j - 2] + 0.8)
        row[j] = cost
        if (cost < best) best = cost
      }
      if (Math.min(best, least) > limit) return Infinity // swapped letters reach back two rows
      least = best
      ;[before, above, row] = [above, row, before]
    }
    return above[length]
  }

  // Where the first one is, in a sorted row, that is not below the least.
  const firstFrom = (row, least, value = (entry) => entry) => {
    let [low, high] = [0, row.length]
    while (low < high) {
      const middle = (low + high) >> 1
      if (value(row[middle]) < least) low = middle + 1
      else high = middle
    }
    return low
  }

  // ---- The index ---------------------------------------------------------------------------

  const open = async (address, given = {}) => {
    const read = given.read || (async (name, options) => (await fetch(address + name, options)).json())
    const common = await read("index.json", { cache: "no-cache" })
    const method = { ...METHOD, ...given.method }
    const files = new Map()
    const file = (name) => {
      if (!files.has(name)) {
        const content = read(name)
        content.catch(() => files.delete(name)) // a lost connection may come back
        files.set(name, content)
      }
      return files.get(name)
    }

    const phrases = new Map() // first word -> [[the other words], meaning]
    for (const row of common.phrases) {
      if (!phrases.has(row[0])) phrases.set(row[0], [])
      phrases.get(row[0]).push([row.slice(0, -1), last(row)])
    }
    const leadsTo = new Map() // first word -> [[all words], [what they lead to], how surely]
    for (const name of ["means", "near"])
      for (const [wording, ...leads] of common[name]) {
        if (!leadsTo.has(wording[0])) leadsTo.set(wording[0], [])
        leadsTo.get(wording[0]).push([wording, leads, method[name]])
      }
    const weak = new Set(common.weak)
    const asks = new Set(common.asks)
    const talk = new Set(common.talk)
    const numbers = new Set(common.numbers)
    const behind = new Set(common.behind)
    const joins = new Set(common.joins)
    const terms = new Map(common.terms) // the concept of a term -> its page

    // -- words --

    const vocabulary = new Map() // word -> { id, often }
    const squeezed = new Map() // a word with no letter twice in a row -> the same
    const real = new Map() // words that are no misspelling, though no page has them -> the same
    const readReal = async () => {
      if (real.size) return
      const rows = await file(common.real)
      rows.forEach((row, used) => {
        for (const word of row.split(" ")) if (word) real.set(word, { word, id: -2, often: 0, common: used, letters: lettersOf(word) })
      })
    }
    const lists = [] // per file: the words in order
    const readWords = async (number) => {
      if (lists[number]) return
      const [text, steps, often, used, exact] = await file(common.words[number][1])
      if (lists[number]) return
      let id = 0
      const own = new Map() // by the place of a word that is in a group: its own concept
      for (let n = 0, at = 0; n < exact.length; n += 2) own.set((at += exact[n]), exact[n + 1])
      lists[number] = text.split(" ").map((word, n) => {
        id += steps[n]
        const entry = { word, id: often[n] === "0" ? -1 : id, often: +often[n], common: +used[n], letters: lettersOf(word), exact: own.get(n) }
        vocabulary.set(word, entry)
        squeezed.set(squeeze(word), entry)
        return entry
      })
      nearestOf.clear()
    }
    const fileOf = (word) => {
      let found = 0
      common.words.forEach(([first], number) => {
        if (first <= word) found = number
      })
      return found
    }
    const needWords = (words, typing) => {
      const reading = [readReal()]
      if (common.words.length <= 3) return Promise.all([...reading, ...common.words.map((_, n) => readWords(n))])
      const numbers = new Set()
      for (const word of words) {
        numbers.add(fileOf(word))
        numbers.add(fileOf(word[0])).add(fileOf(word.slice(0, 2)))
      }
      if (typing && words.length) numbers.add(fileOf(last(words) + "\uffff"))
      return Promise.all([...reading, ...[...numbers].map(readWords)])
    }

    const startingWith = (start) => {
      const words = []
      for (const list of lists) {
        if (!list || last(list).word < start) continue
        let at = firstFrom(list, start, (entry) => entry.word)
        for (; at < list.length && list[at].word.startsWith(start); at++) words.push(list[at])
      }
      return words
    }

    // A word of ours, or another form of one: "reevaluates" of "reevaluation".
    const known = (word) => {
      if (vocabulary.has(word)) return vocabulary.get(word)
      const root = stem(word, common.endings)
      if (root.length < 4 && word.length - root.length > 3) return undefined // "medeation" is no "meds"
      return startingWith(word.slice(0, 3)).find(
        (other) => other.id >= 0 && stem(other.word, common.endings) === root,
      )
    }

    const nearestOf = new Map() // each word looked for once, not again at each key
    const nearest = (word) => {
      if (!nearestOf.has(word)) nearestOf.set(word, findNearest(word))
      return nearestOf.get(word)
    }
    const findNearest = (word) => {
      const limit = allowed(word.length)
      if (!limit || /\d/.test(word)) return null
      const letters = lettersOf(word)
      const apart = (limit + 0.2) / CHEAPEST
      let best = null
      let least = Infinity
      for (const list of [...lists, real.values()]) {
        for (const entry of list || []) {
          const other = entry.word
          if (Math.abs(other.length - word.length) > limit || other.length < 3) continue
          if (countBits(letters & ~entry.letters) > apart || countBits(entry.letters & ~letters) > apart) continue
          const first = word[0] === other[0] ? 0 : 0.5
          // Not farther than the best so far could be outdone by a word that is used more.
          const far = distance(word, other, Math.min(limit, least + (method.often + method.usual) * 9)) + first
          // A word that says nothing is seldom what was meant: "exta" is "extra", not "esta".
          const cost = far + (entry.id < 0 ? method.nothing : 0) - method.often * entry.often - method.usual * entry.common
          if (far <= limit + 0.2 && cost < least) [best, least] = [{ ...entry, far }, cost]
        }
      }
      // Misspelt, but nearer to a word that no page has: "regreat" is "regret", not our "regreso".
      return best?.id === -2 ? null : best
    }

    // A word with one letter twice or once that should be once or twice: "proces" is this before
    // it is another form of "proceed".
    const doubled = (word) => {
      if (vocabulary.has(word) || real.has(word) || /\d/.test(word)) return null // "2nd" is no "22nd"
      const entry = squeezed.get(squeeze(word))
      return entry && entry.word.length !== word.length ? entry : null
    }

    // Two words that were written as one, or one word as two.
    const split = (word) => {
      for (let at = 3; at <= word.length - 3; at++) {
        const parts = [vocabulary.get(word.slice(0, at)), vocabulary.get(word.slice(at))]
        if (parts.every((part) => part && part.often !== 1)) return parts
      }
      return null
    }

    // Return [{ word, id, weight, shown }] and the words as they are searched for.
    const resolve = (words, typing) => {
      const found = []
      const shown = []
      let changed = false
      let corrected = 0
      for (let n = 0; n < words.length; n++) {
        for (const token of found) token.at ??= n - 1
        const word = words[n].slice(0, LONGEST_WORD)
        const isBegun = typing && n === words.length - 1
        const double = !isBegun && doubled(word)
        let entry = double || known(word)
        if (entry) {
          if (double) changed = true
          shown.push(double ? entry.word : word)
          found.push({ word, id: entry.id, exact: entry.exact, weight: /^\d\d?$/.test(word) ? method.number : 1 })
          continue
        }
        if (isBegun && word.length > 1) {
          const begun = startingWith(word)
            .filter((other) => other.id >= 0)
            .sort((a, b) => b.often - a.often || a.word.length - b.word.length)
          const ids = [...new Set(begun.map((other) => other.id))].slice(0, 6)
          if (ids.length) {
            shown.push(word)
            found.push({ word, id: ids[0], also: ids.slice(1), weight: method.begun })
            continue
          }
        }
        const next = words[n + 1]
        const joined = next && known(word + next)
        if (joined && joined.id >= 0) {
          shown.push(joined.word)
          found.push({ word: joined.word, id: joined.id, exact: joined.exact, weight: 1 })
          n++
          continue
        }
        if (real.has(word) || talk.has(word)) {
          shown.push(word)
          found.push({ word, id: -2, weight: 0 })
          continue
        }
        // The start of a longer word of ours, or a longer word than ours.
        const longer = word.length > 4 && startingWith(word).find((other) => other.id >= 0)
        if (longer) {
          shown.push(word)
          found.push({ word: longer.word, id: longer.id, exact: longer.exact, weight: 0.9 })
          continue
        }
        entry = ++corrected > MOST_CORRECTED ? null : nearest(word)
        const parts = !(entry?.far <= 1) && split(word) // a letter is missed more often than a space
        if (parts) {
          for (const part of parts) {
            shown.push(part.word)
            found.push({ word: part.word, id: part.id, exact: part.exact, weight: 1 })
          }
          changed = true
          continue
        }
        shown.push(entry ? entry.word : word)
        if (entry) {
          changed = true
          found.push({ word: entry.word, id: entry.id, exact: entry.exact, weight: 1 - method.corrected * entry.far })
        } else found.push({ word, id: -2, weight: 0 })
      }
      return { found, shown: changed ? shown.join(" ") : "" }
    }

    // -- concepts --

    const firstOfFiles = common.concepts.map(([first]) => first)
    const fileOfConcept = (id) => firstFrom(firstOfFiles, id + 1) - 1
    // A concept: { rarity, pages, levels, units, shares }. What is on page number pages[n] weighs
    // levels[n]; of the unit units[n] (page * UNITS + unit of the page) it is shares[n]. Both are in
    // order, so that all that is asked for can be read side by side, page after page.
    const decode = ([rarity, steps, unitSteps]) => {
      const pages = new Uint32Array(steps.length / 2)
      const levels = new Uint16Array(pages.length)
      let page = 0
      for (let n = 0; n < pages.length; n++) {
        pages[n] = page += steps[2 * n]
        levels[n] = steps[2 * n + 1]
      }
      const units = new Uint32Array(unitSteps.length)
      const shares = new Uint16Array(unitSteps.length)
      let count = 0
      page = 0
      for (const number of unitSteps) {
        if (number < 0) page -= number + 1
        else {
          units[count] = page * UNITS + Math.floor(number / (UNIT_LEVELS + 1))
          shares[count++] = number % (UNIT_LEVELS + 1)
        }
      }
      // A word on every page says little, but not nothing: "iep meeting" is a question, too.
      return { rarity: (rarity || 0.01) / 10, pages, levels, units: units.subarray(0, count), shares }
    }
    const concepts = new Map()
    const readConcepts = async (ids) => {
      const numbers = new Set(ids.filter((id) => !concepts.has(id)).map(fileOfConcept))
      await Promise.all(
        [...numbers].map(async (number) => {
          const [first, name] = common.concepts[number]
          const rows = await file(name)
          for (const id of ids)
            if (fileOfConcept(id) === number && !concepts.has(id)) concepts.set(id, decode(rows[id - first]))
        }),
      )
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
    const joined = new Map() // each row of concepts joined once, not again at each key
    // Several concepts as one, which is where all of them are; null if one of them is nowhere.
    const together = (ids) => {
      const parts = ids.filter((id) => id >= 0).map((id) => concepts.get(id))
      if (!parts.length || parts.some((part) => !part.pages.length)) return null
      const key = ids.join()
      if (!joined.has(key)) joined.set(key, parts.reduce(join))
      return joined.get(key)
    }

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

    // Mark what is said around the question, if there is anything else. The first words that are
    // a condition, such as "down syndrome", by where they begin: how many they are.
    const isNumber = (token) => /^\d+$/.test(token.word) || numbers.has(token.word)
    const markTalk = (found) => {
      const conditions = found.map((_, at) =>
        common.conditions.reduce(
          (most, ids) => (ids.every((id, n) => found[at + n] && found[at + n].id === id) ? Math.max(most, ids.length) : most),
          0,
        ),
      )
      for (const wording of common.around)
        for (let start = 0; start < found.length; start++) {
          let at = start
          const named = new Set()
          for (const part of wording) {
            const token = found[at]
            if (!token) at = Infinity
            else if (part === "#") at += isNumber(token) ? 1 : Infinity
            else if (part === "@") {
              for (let n = 0; n < conditions[at]; n++) named.add(at + n)
              at += conditions[at] || Infinity
            } else at += token.id === part || token.word === part ? 1 : Infinity
          }
          for (let n = start; n < at && at < Infinity; n++) {
            found[n].isAround = true
            if (named.has(n)) found[n].isCondition = true
          }
        }
      conditions.forEach((length, at) => {
        for (let n = at; n < at + length; n++) found[n].isOne = true
      })
      for (const token of found) token.isTalk = talk.has(token.word)
    }

    // The words of a text, and for each the number of the part of a sentence it is in.
    const partsOf = (text) => {
      const all = []
      const parts = []
      let number = 0
      for (const piece of text.split(/[.!?;:,()\n]+(?=\s|$)/)) {
        number++
        for (const word of wordsOf(piece)) {
          if (joins.has(word)) number++
          all.push(word)
          parts.push(number)
        }
      }
      return { all: all.slice(0, MOST_WORDS), parts }
    }

    // A part of a sentence that says nothing but who asks and what the child has is said around the
    // question, if another part says more.
    const markParts = (found, parts) => {
      const rows = new Map()
      for (const token of found) {
        if (token.id === -1) continue
        const part = parts[token.at ?? parts.length - 1]
        if (!rows.has(part)) rows.set(part, [])
        rows.get(part).push(token)
      }
      const isBehind = (token) => token.isTalk || token.isAround || token.isOne || isNumber(token) || behind.has(token.word)
      const around = [...rows.values()].filter((row) => row.every(isBehind))
      if (around.length === rows.size) return
      for (const token of around.flat()) token.isBehind = true
    }

    // What the query is after: a row of concepts, each with other ways to say it.
    const understand = (found) => {
      const wanted = new Set()
      const row = found.map((token) => token.id)
      const tokens = found.map((token) => ({
        ...token,
        ways: [
          ...(token.exact === undefined ? [] : [{ ids: [token.exact], weight: token.weight, part: 1 }]),
          { ids: [token.id], weight: token.weight * (token.exact === undefined ? 1 : method.kin), part: 1 },
          ...(token.also || []).map((id) => ({ ids: [id], weight: token.weight * 0.9, part: 1 })),
        ],
      }))
      const extra = []
      const named = new Set() // terms whose name is all that was typed
      for (const [kind, wordings] of Object.entries(common.wants))
        for (const wording of wordings)
          for (const at of places(wording, row)) {
            if (kind === "form") wanted.add("letter").add("checklist")
            else wanted.add(kind)
            for (const n of at) {
              tokens[n].isWanted = true
              if (kind === "term") tokens[n].isAsking = true
            }
          }
      if (tokens.every((token) => token.isWanted)) {
        wanted.add("page") // "letters", "a form": the page that lists them
        for (const token of tokens) token.isWanted = false
      }
      const rest = tokens.filter((token) => !token.isAsking).length
      row.forEach((id, start) => {
        for (const [parts, meaning] of phrases.get(id) || []) {
          const at = places(parts, row).find((place) => place[0] === start)
          if (!at) continue
          for (const n of at) tokens[n].ways.push({ ids: [meaning], weight: 0.95, part: 1 / at.length })
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

    // By concept how much it tells of which words of the query, but for common ones, and of all.
    const tellsOf = (tokens) => {
      const tells = new Map()
      let told = 0
      tokens.forEach((token, number) => {
        const own = concepts.get(token.id)
        if (token.bonus || isSaid(token) || isWeak(token) || !own || own.rarity < method.common) return
        const force = own.rarity * factorOf(token)
        told += force
        for (const { ids, weight } of token.ways) {
          if (ids.length > 1 || weight < method.marked) continue
          if (!tells.has(ids[0])) tells.set(ids[0], [])
          tells.get(ids[0]).push([number, force * weight])
        }
      })
      return { tells, told }
    }

    const kindOf = (page) => common.kind[common.kinds[page]]

    const isSaid = (token) => Boolean(!token.bonus && (token.isAround || token.isBehind || (token.isTalk && !token.isTelling)))
    const isWeak = (token) => weak.has(token.word) && !token.isTelling
    // How much a word of the query counts, for what it is there.
    const factorOf = (token) => {
      if (token.bonus) return 1
      if (isSaid(token)) {
        if (token.isAround) return token.isCondition ? method.condition : method.around
        return token.isBehind ? method.behind : method.talk
      }
      if (token.isWanted) return method.wantedWord
      return isWeak(token) ? method.weak : 1
    }

    // What is read for a query: the words that some page has, each with the concepts that tell of
    // it and how far they were read; and how heavily each word and all that was asked count.
    // Numbers lie in typed arrays: what is read thousands of times at each key must leave nothing
    // to allocate, and nothing to guess for the browser's compiler.
    const gather = (tokens) => {
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
          if (weight > 0.4 || rarity === Infinity) rarity = Math.min(rarity, concept.rarity)
          ways.push({ concept, weight, part })
        }
        if (rarity === Infinity) {
          if (!token.bonus && !token.isWanted && !token.isTalk && !token.isAround) whole += token.id === -2 ? 0.5 : 1
          continue
        }
        const factor = factorOf(token)
        const force = rarity * factor
        factors.push(factor)
        if (isSaid(token)) said += force
        else if (!token.bonus) whole += force
        isTalk.push(isSaid(token))
        forces.push(force)
        words.push({
          isBonus: Boolean(token.bonus),
          concepts: ways.map((way) => way.concept),
          weights: Float64Array.from(ways, (way) => way.weight),
          parts: Float64Array.from(ways, (way) => way.part),
          at: new Uint32Array(ways.length),
          unitAt: new Uint32Array(ways.length),
        })
      }
      // All the talk together counts no more than a share of the question.
      const less = whole && said > method.mostTalk * whole ? (method.mostTalk * whole) / said : 1
      return {
        words,
        forces: Float64Array.from(forces, (force, n) => (isTalk[n] ? force * less : force)),
        factors: Float64Array.from(factors, (factor, n) => method.told * (isTalk[n] ? factor * less : factor)),
        whole: whole + said * less,
        withoutTalk: whole,
      }
    }

    // Of one word on one page: how much of each unit it is, and how surely it is meant there.
    const own = new Uint8Array(UNITS) // the units it is in
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
    const touched = new Uint8Array(UNITS) // the units it touches
    let touches = 0 // how many these are
    const precision = new Float64Array(UNITS)
    const recall = new Float64Array(UNITS)
    const nearness = new Float64Array(UNITS) // how near it is to each of them
    // Return how well a page answers, 0 if not at all; pages are asked for in order.
    const weighPage = ({ words, forces, factors, whole, wanted }, page) => {
      let sum = 0
      let bonus = 0
      touches = 0
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
      let best = 0
      for (let n = 0; n < touches; n++) {
        const unit = touched[n]
        const p = Math.min(1, precision[unit])
        const r = Math.min(1, recall[unit] / whole)
        nearness[unit] = 1 / (method.precision / p + (1 - method.precision) / r)
        if (nearness[unit] > best) best = nearness[unit]
        precision[unit] = recall[unit] = 0
      }
      if (!sum && !bonus && !best) return 0
      const score =
        (sum + method.phrase * bonus) / (whole || 1) +
        method.unit * Math.pow(best, method.unitPower)
      if (page >= common.pages) return score // what no page answers
      const kind = kindOf(page)
      return score * ((method.kinds[kind] ?? 1) * (wanted.has(kind) ? method.wanted : 1))
    }

    // Whether no page seems to answer: the best one says little more of what was asked than what no
    // page answers does, and many words are unknown. Chosen, set by set, on the outside questions of
    // bench/ and on those that the library answers; a long question is met in fewer of its words
    // than a short one.
    const isGap = (query, best, elsewhere, telling) => {
      const rest = telling.filter((token) => !isSaid(token))
      const unknown = rest.filter((token) => token.id === -2).length / Math.max(1, rest.length)
      // One word that pages have, beside words that say little.
      if (!unknown && telling.filter((token) => !weak.has(token.word)).length < 2) return false
      const withTalk = query.whole / (query.withoutTalk || 1) // what talk takes from a page is given back
      const { strange, length, least } = method.gap
      const nearer = (best - method.gap.elsewhere * elsewhere) * withTalk
      return nearer - strange * unknown + length * Math.log(Math.max(1, rest.length)) < least
    }

    // The pages that answer, the best first, and the score of each.
    const rank = (query, named) => {
      const scores = new Float64Array(common.pages)
      for (let page = 0; page < common.pages; page++)
        scores[page] = weighPage(query, page) + (named.has(page) ? 100 : 0)
      let elsewhere = 0 // how well a question is met that no page answers
      for (let page = common.pages; page < common.pages + common.elsewhere; page++)
        elsewhere = Math.max(elsewhere, weighPage(query, page))
      const enough = 0.12 * (scores.reduce((a, b) => Math.max(a, b), 0) % 100)
      const pages = []
      for (let page = 0; page < common.pages; page++) if (scores[page] > enough) pages.push(page)
      return { pages: pages.sort((a, b) => scores[b] - scores[a] || a - b), scores, elsewhere }
    }

    // Where somebody lives is most often said by the way and counts little. But rules differ by
    // state: a state that is named has its page among the first three, and no other state has one.
    const liftPlaces = (pages, row) => {
      const named = common.places.filter(([name]) => name.length && places(name, row).length).map(([, page]) => page)
      if (!named.length) return pages
      const isPlace = new Set(common.places.map(([, page]) => page))
      const others = pages.filter((page) => !isPlace.has(page))
      const first = Math.min(pages[0] === named[0] ? 0 : 2, others.length)
      return [...others.slice(0, first), ...named, ...others.slice(first)]
    }

    // Find the pages for a text; `typing` when its last word may not be whole yet.
    // Returns { results: [{ page, kind, stages, score, isMeaning }], shown, isGap: whether no page
    // seems to answer, and for context() what it needs }.
    const find = async (text, { typing = false } = {}) => {
      const { all, parts } = partsOf(String(text).slice(0, LONGEST))
      if (!all.length) return { results: [], shown: "" }
      await needWords(all, typing)
      const { found, shown } = resolve(all, typing)
      markTalk(found)
      markParts(found, parts)
      const telling = found.filter((token) => token.id !== -1)
      if (telling.every((token) => token.isTalk || token.isAround))
        for (const token of telling) token.isTalk = token.isAround = token.isBehind = token.isCondition = false
      // Nothing but words of whole questions: "what can i do".
      if (!telling.length && common.alone && text !== common.alone) return find(common.alone)
      const asked = understand(telling)
      const ids = [...new Set(asked.tokens.flatMap((t) => t.ways.flatMap((way) => way.ids)))]
      await readConcepts(ids.filter((id) => id >= 0))
      const query = { ...gather(asked.tokens), wanted: asked.wanted }
      const byName = found.every((token) => token.id !== -1 || asks.has(token.word))
      const named = byName ? asked.named : new Set()
      const { pages, scores, elsewhere } = rank(query, named)
      const best = pages.length ? scores[pages[0]] : 0
      return {
        results: liftPlaces(pages, telling.map((token) => token.id)).map((page) => ({
          page,
          kind: kindOf(page),
          stages: common.stage.filter((_, n) => common.stages[page] & (1 << n)),
          score: scores[page],
          isMeaning: named.has(page),
        })),
        shown,
        isGap: !named.size && (!best || isGap(query, best, elsewhere, telling)),
        ...tellsOf(asked.tokens),
      }
    }

    // The cards of pages: { address, title, description, minutes, text }.
    const cards = (pages) =>
      Promise.all(
        pages.map(async (page) => {
          const rows = await file(common.cards[Math.floor(page / common.every)])
          const [address, title, description, minutes, text] = rows[page % common.every]
          return { address, title, description, minutes, text }
        }),
      )

    // Cut a text into [piece, the concept of it].
    const pieces = (text) =>
      text.split(/([\p{L}\p{N}'\u2019]+)/u).map((piece, n) => {
        if (n % 2 === 0) return [piece, -1]
        const ids = wordsOf(piece).map((word) => (known(word) || { id: -1 }).id)
        return [piece, ids.length ? ids[0] : -1]
      })
    // How much of what was asked some pieces say, from 0 to 1: each word of the query once.
    const saying = (cut, { tells, told }) => {
      const best = new Map()
      for (const [, id] of cut)
        for (const [token, weight] of tells.get(id) || []) best.set(token, Math.max(best.get(token) || 0, weight))
      let sum = 0
      best.forEach((weight) => (sum += weight))
      return told ? sum / told : 0
    }
    const sentencesOf = (text) => {
      const all = []
      for (const line of text.split("\n")) {
        const parts = line.replace(/([.!?]["\u201d)]*)\s+/g, "$1\n").split("\n")
        // A short sentence says little by itself: "No." takes the next one along.
        for (let n = 0; n < parts.length; n++) {
          let sentence = parts[n]
          while (sentence.length < method.shortSentence && n + 1 < parts.length) sentence += " " + parts[++n]
          all.push(sentence)
        }
      }
      return all
    }
    // The sentence of a page that answers: { heading, anchor, pieces: [[text, is it marked]] }, null
    // where a page has none. The first words of a page are its answer in short.
    const context = async (card, result, query) => {
      const { sections } = await file(card.text)
      let best = null
      let most = 0
      sections.forEach(([heading, body, anchor], number) => {
        const above = saying(pieces(heading), query) * method.underHeading
        sentencesOf(body).forEach((sentence, place) => {
          const cut = pieces(sentence.slice(0, method.longestSentence))
          const said = saying(cut, query)
          if (!said && (number || place)) return
          const asks = /\?["\u201d)]*$/.test(sentence) ? method.question : 1
          const value = (said + above + (number ? 0 : method.shortAnswer)) * asks - sentence.length / 4000
          if (value > most || !best) [best, most] = [{ heading, anchor, cut }, value]
        })
      })
      if (!best) return null
      const { heading, anchor, cut } = best
      return { heading, anchor, pieces: cut.map(([piece, id]) => [piece, query.tells.has(id)]) }
    }

    if (common.words.length <= 3) needWords([]).catch(() => {}) // while the reader types the first letters
    return { find, cards, context, common }
  }

  window.ipSearchEngine = open
  window.ipSearchEngine.wordsOf = wordsOf
  window.ipSearchEngine.stem = stem
})()
