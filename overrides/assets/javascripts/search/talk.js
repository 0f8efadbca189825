// What is said around a question: who asks, what the child has, greetings, thanks. Tokens are marked
// isTalk, isAround, isCondition, isOne (of a condition), isBehind, while there is anything else.
;(() => {
  const { UNKNOWN, saysSomething } = self.ipSearch
  const NUMBER = "#" // in a wording: any number,
  const CONDITION = "@" // any condition

  // The lists of index.json that tell talk, each ready to ask.
  const talkRules = ({ talk, behind, numbers, conditions, around }) => ({
    ...{ talk: new Set(talk), behind: new Set(behind), numbers: new Set(numbers) },
    ...{ conditions, around },
  })
  const isNumber = (token, { numbers }) => /^\d+$/.test(token.word) || numbers.has(token.word)

  const markTalk = (found, rules) => {
    // The first words that are a condition, such as "down syndrome", by where they begin: how many.
    const conditions = found.map((_, at) =>
      rules.conditions.reduce(
        (most, ids) => (ids.every((id, n) => found[at + n] && found[at + n].id === id) ? Math.max(most, ids.length) : most),
        0,
      ),
    )
    for (const wording of rules.around)
      for (let start = 0; start < found.length; start++) {
        let at = start
        const named = new Set()
        for (const part of wording) {
          const token = found[at]
          if (!token) at = Infinity
          else if (part === NUMBER) at += isNumber(token, rules) ? 1 : Infinity
          else if (part === CONDITION) {
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
    for (const token of found) token.isTalk = rules.talk.has(token.word)
  }

  // A part of a sentence that says nothing but who asks, what the child has, and words that no page
  // has (a name, a town) is said around the question, if another part says more. `parts` tells by a word's place the number of its part.
  const markParts = (found, parts, rules) => {
    const rows = new Map()
    for (const token of found.filter(saysSomething)) {
      const part = parts[token.at]
      if (!rows.has(part)) rows.set(part, [])
      rows.get(part).push(token)
    }
    const isBehind = (token) =>
      token.id === UNKNOWN || token.isTalk || token.isAround || token.isOne || isNumber(token, rules) || rules.behind.has(token.word)
    const around = [...rows.values()].filter((row) => row.every(isBehind))
    if (around.length === rows.size) return
    for (const token of around.flat()) token.isBehind = true
  }

  // Where talk is all there is, it is the question.
  const unmarkIfAlone = (telling) => {
    if (telling.every((token) => token.isTalk || token.isAround))
      for (const token of telling) token.isTalk = token.isAround = token.isBehind = token.isCondition = false
  }

  // Whether all words of one of these wordings are somewhere in the question.
  const saysAny = (found, wordings) =>
    wordings.some((wording) =>
      wording.every((part) => found.some((token) => token.id === part || token.word === part)),
    )

  const isSaid = (token) =>
    Boolean(!token.bonus && (token.isAround || token.isBehind || (token.isTalk && !token.isTelling)))

  self.ipSearch = { ...self.ipSearch, talkRules, markTalk, markParts, unmarkIfAlone, saysAny, isSaid }
})()
