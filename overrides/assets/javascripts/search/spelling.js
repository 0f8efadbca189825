// How far apart two spellings are. Which keys are side by side and which letters sound alike is of
// a language and comes from its file of words.
;(() => {
  const LONGEST_WORD = 32
  const CHEAPEST = 0.7 // what it costs at least to be rid of a letter the other word lacks
  const OTHER = 1.2 // of a letter in place of another, if it neither sounds like it
  const SOUND = 0.7
  const BESIDE = 0.9 // nor is beside it
  const A = "a".charCodeAt(0)
  const LETTERS = 26

  // How far from a word another may be to be taken for it.
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
  const mayBeNear = (letters, others, limit) => {
    const apart = (limit + 0.2) / CHEAPEST
    return countBits(letters & ~others) <= apart && countBits(others & ~letters) <= apart
  }

  // A word with no letter twice in a row.
  const squeeze = (word) => {
    for (let n = 1; n < word.length; n++) // most words have none, and there are thousands
      if (word.charCodeAt(n) === word.charCodeAt(n - 1)) return word.replace(/(.)\1/g, "$1")
    return word
  }

  const isBeside = (rows, a, b) =>
    rows.some((row, number) => {
      const at = row.indexOf(a)
      if (at < 0) return false
      return [0, 1, -1].some((step) => {
        const other = rows[number + step]?.indexOf(b) ?? -1
        return other >= 0 && Math.abs(other - at) <= 1
      })
    })

  // Return distance(one, other, limit): missing, added, exchanged and swapped letters (Damerau and
  // Levenshtein), more than the limit as Infinity; letters that sound alike, are side by side, or
  // are doubled cost less. `keyboard` are rows of keys, `sounds` groups of letters that sound alike.
  const distanceBy = ({ keyboard, sounds }) => {
    const costs = new Float64Array(LETTERS * LETTERS)
    const swapCost = (a, b) => {
      if (a === b) return 0
      if (a < A || b < A || a >= A + LETTERS || b >= A + LETTERS) return OTHER
      const at = (a - A) * LETTERS + b - A
      if (!costs[at]) {
        const [one, other] = [String.fromCharCode(a), String.fromCharCode(b)]
        const isAlike = sounds.some((group) => group.includes(one) && group.includes(other))
        costs[at] = isAlike ? SOUND : isBeside(keyboard, one, other) ? BESIDE : OTHER
      }
      return costs[at]
    }
    let [before, above, row] = [1, 2, 3].map(() => new Float64Array(2 * LONGEST_WORD))
    return (one, other, limit) => {
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
  }

  self.ipSearch = { ...self.ipSearch, LONGEST_WORD, allowed, lettersOf, mayBeNear, squeeze, distanceBy }
})()
