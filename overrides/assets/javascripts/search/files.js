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

  self.ipSearch = { ...self.ipSearch, filesBy, firstFrom }
})()
