// What is dictated in one breath: a long sentence without a sign, who asks and the child, and
// somewhere in it the question. It is looked at through a window, too, that moves over its words:
// in one of these views the question is nearly all there is.
;(() => {
  // The views of a question, which is a row of tokens; none of a short one, or of one with signs.
  const viewsOf = (found, pieces, { least, wide, step }) => {
    const views = []
    if (pieces > 1 || found.length < least) return views
    for (let start = 0; start + wide - step < found.length; start += step) views.push(found.slice(start, start + wide))
    return views
  }

  // The scores of pages: `whole` for all that was said, and `views` for each view { query:
  // its `whole` is how much its words count, scores }. A view whose words count little is who asks, more likely.
  const scoresOfBoth = (whole, views, { weight, power }) => {
    if (!views.length) return whole
    const most = Math.max(...views.map((view) => view.query.whole))
    return whole.map((score, page) => {
      const sum = views.reduce((all, view) => all + Math.pow((view.scores[page] * view.query.whole) / most, power), 0)
      return (1 - weight) * score + weight * Math.pow(sum, 1 / power)
    })
  }

  self.ipSearch = { ...self.ipSearch, viewsOf, scoresOfBoth }
})()
