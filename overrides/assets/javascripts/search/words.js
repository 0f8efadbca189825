// Text as words and stems, by the same rules as hooks/library/search/text.py; a test compares both.
// What is of a language (its endings) comes from its own file of words.
;(() => {
  // This file runs where regular expressions cannot look behind: Safari 14 would not read it at all.
  const INITIALS = /(^|[^\p{L}\p{N}_])((?:[\p{L}\p{N}_][.&])+[\p{L}\p{N}_](?![\p{L}\p{N}_]))/gu // I.E.P., P&A

  // The words of a text: lower case, no accents, no apostrophes.
  const wordsOf = (text) =>
    text
      .normalize("NFKD")
      .toLowerCase()
      .replace(/[\u0300-\u036f]/g, "")
      .replace(INITIALS, (_, before, letters) => before + letters.replace(/[.&]/g, ""))
      .replace(/['\u2019]/g, "")
      .match(/[\p{L}\p{N}]+/gu) || []

  // A word without its endings. `endings` are rounds of [ending, what takes its place, letters that
  // must be left before it]; of each round the first that fits is taken. A number loses only what
  // `figures` names: 504s.
  const stem = (word, { endings, figures }) => {
    if (/^\d/.test(word)) {
      const ending = figures.find((each) => word.endsWith(each) && /^\d+$/.test(word.slice(0, -each.length)))
      return ending ? word.slice(0, -ending.length) : word
    }
    for (const round of endings)
      for (const [ending, instead, least] of round)
        if (word.endsWith(ending) && word.length - ending.length >= least) {
          word = word.slice(0, word.length - ending.length) + instead
          break
        }
    return word
  }

  // { words: those of a text, at most so many, parts: for each the number of the part of a sentence it
  // is in, pieces: how many there are between signs }; a word of `joins` begins another part.
  const partsOf = (text, joins, most) => {
    const words = []
    const parts = []
    let number = 0
    let pieces = 0
    for (const piece of text.split(/[.!?;:,()\n]+(?=\s|$)/)) {
      number++
      const row = wordsOf(piece)
      if (row.length) pieces++
      for (const word of row) {
        if (joins.has(word)) number++
        words.push(word)
        parts.push(number)
      }
    }
    return { words: words.slice(0, most), parts: parts.slice(0, most), pieces }
  }

  // Put in what partsOf returned the name of a place for its short name: "tx". `codes` are [short
  // name, name, whether it is no other word]; one that is needs a word of `before` before it.
  const withPlaces = ({ words, parts }, { codes, before }, typing) => {
    const nameOf = (word, n) => {
      const [, name, isSure] = codes.find(([code]) => code === word) || []
      const isBegun = typing && n === words.length - 1
      return name && !isBegun && (isSure || before.includes(words[n - 1])) ? wordsOf(name) : [word]
    }
    const names = words.map(nameOf)
    return { words: names.flat(), parts: names.flatMap((name, n) => name.map(() => parts[n])) }
  }

  self.ipSearch = { ...self.ipSearch, wordsOf, stem, partsOf, withPlaces }
})()
