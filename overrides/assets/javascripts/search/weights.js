// How much each thing counts when pages are found for a question. Chosen on the sets of questions
// in bench/, and on the wordings of pages, each asked of an index that lacks it; bench/questions.py
// tries others (--method).
self.ipSearch = {
  ...self.ipSearch,
  WEIGHTS: {
    told: 5.6, // how much likelier single words are on a page than elsewhere, against
    unit: 1, // a whole title or question
    unitPower: 1.55,
    votes: {
      weight: 1, // and what the words of a question and two near each other vote for,
      others: 3, // as if so many titles and questions of other pages said it, too;
      length: 0.625, // how much less a long one counts than a short one,
      little: 0.8, // words that say nothing,
      own: 0.7, // the very word besides all that mean the same,
      near: 6, // words so far apart
      farther: 0.5, // and how much less they count the farther apart
    },
    breath: { least: 24, wide: 12, step: 4, weight: 0.6, power: 4 }, // scoresOfBoth()
    precision: 0.65, // of a unit: how much it counts that the unit says nothing more
    pair: 0.6, // two words side by side, against each of them
    phrase: 0.27, // words that form a known phrase
    means: 0.7, // what a wording most likely means
    near: 0.32, // what a wording may lead to
    asPhrase: 0.95, // each word of a known phrase, as that phrase
    half: 0.95, // a word written as two
    weak: 0.75, // words that say little
    little: 0.3, // words that say nothing, in a whole title or question
    talk: 0.52, // words around a question
    around: 0.12, // wordings around a question
    behind: 0.3, // parts of a sentence that only say who asks
    condition: 0.3, // what the child has, said by the way
    mostTalk: 0.48, // all of these together, against the rest
    number: 0.52, // "12" in "suspended 12 days"
    corrected: 0.1, // a misspelled word: what each letter that differs takes from its weight
    kin: 0.7, // a word that means the same, against the very word
    often: 0.04, // for which word a slip stands: how much it counts on how many pages a word is,
    usual: 0.05, // how common it is in everyday language,
    nothing: 0.1, // and that it says nothing
    longer: 0.9, // the start of a longer word
    begun: 0.8, // a word that is still being typed,
    become: 0.9, // and others that it may become
    unknown: 0.5, // of a question: a word that no page has
    sure: 0.4, // how rare a word is, is told by what it means more surely than this
    enough: 0.12, // of the best page's weight: what another needs to be found
    wantedWord: 0.45, // "letter" in "letter to ask for a test"
    wanted: 1.25, // letters, then
    gap: { elsewhere: 1.5, strange: 2.2, length: 0.34, met: 1, least: 1.53, asItStands: 0.97 }, // no page on this: isGap()
    common: 1.0, // a word that more pages than this have is not marked
    marked: 0.6, // a word that may mean what was asked is marked, if it is as sure as this
    shortAnswer: 0.3, // how much more a section must say of what was asked than a page's first words,
    fragment: 0.4, // how much a part of a sentence counts against a whole one,
    later: 0.7, // and what stands too far from the beginning of its paragraph,
    askedFor: 0.5, // of what was asked a heading of `aside` must say
    otherWord: 0.8, // a word that only means the same,
    underTitle: 0.85, // that the page's title says what was asked, for its first words,
    underHeading: 0.3, // that its heading does,
    question: 0.5, // and that it only asks
    tooLong: 2000, // characters that cost a sentence as much as all that was asked
    shortSentence: 50, // characters
    opening: 180, // that a page's first sentences are shown together
    longestSentence: 300,
    kinds: { article: 0.96, checklist: 0.88, letter: 0.9, term: 0.92, guide: 0.93, page: 0.97, state: 0.95 },
  },
}
