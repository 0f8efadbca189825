// The files of the index; hooks/library/search/index.py says what they hold.
;(() => {
  // Return file(name), which reads each file once. `read(name)` brings one.
  const filesBy = (read) => {
    const files = new Map()
    return (name) => {
      if (!files.has(name)) {
        const content = read(name)
        content.catch(() => files.delete(name)) // a lost connection may come back
        files.set(name, content)
      }
      return files.get(name)
    }
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

  const last = (row) => row[row.length - 1]

  // Which file has this word or number: `files` are [[the first one in it, name] ...], in order.
  const fileWith = (files, wanted) => {
    const at = firstFrom(files, wanted, ([first]) => first)
    return files[at]?.[0] === wanted ? at : Math.max(0, at - 1)
  }

  // The words of a folded text: a capital says how much of the word before each one begins with.
  const unfold = (text) => {
    let before = ""
    return (text.match(/[A-Z][^A-Z]*/g) || []).map(
      (part) => (before = before.slice(0, part.charCodeAt(0) - "A".charCodeAt(0)) + part.slice(1)),
    )
  }

  // Numbers from letters: "#" to "[" is the last digit of one, "]" to "~" those before it.
  const numbersOf = (letters) => {
    const numbers = []
    let high = 0
    for (let n = 0; n < letters.length; n++) {
      const code = letters.charCodeAt(n)
      if (code > 92) high = 34 * high + code - 93
      else {
        numbers.push(57 * high + code - 35)
        high = 0
      }
    }
    return numbers
  }

  // Rows of numbers from a text with spaces between them.
  const rowsOf = (text) => text.split(" ").filter(Boolean).map(numbersOf)

  const HASH = 8 // as in hooks/library/search/index.py
  // [the first number in it, its name] of each file, from two texts: the numbers as steps, and what
  // tells the names apart.
  const filesOf = (job, [steps, hashes]) => {
    let first = 0
    return numbersOf(steps).map((step, n) => [(first += step), `${job}-${hashes.slice(n * HASH, (n + 1) * HASH)}.json`])
  }

  self.ipSearch = { ...self.ipSearch, filesOf, rowsOf, filesBy, firstFrom, last, fileWith, unfold, numbersOf }
})()
