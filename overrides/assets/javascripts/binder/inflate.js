// Unpacks data in the zlib format (RFC 1950, RFC 1951), bit by bit, for the little that is packed
// in a sheet's table of objects. DecompressionStream would do the same, but phones have it only
// since 2023.
self.ipInflate = (packed) => {
  const BASE = [3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 15, 17, 19, 23, 27, 31, 35, 43, 51, 59, 67, 83, 99, 115, 131, 163, 195, 227, 258]
  const EXTRA = [0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4, 5, 5, 5, 5, 0]
  const FAR = [1, 2, 3, 4, 5, 7, 9, 13, 17, 25, 33, 49, 65, 97, 129, 193, 257, 385, 513, 769, 1025, 1537, 2049, 3073, 4097, 6145, 8193, 12289, 16385, 24577]
  const FAR_EXTRA = FAR.map((_, code) => Math.max(0, (code >> 1) - 1))
  const ORDER = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15]
  const LONGEST = 15

  const out = []
  let at = 2 // after the header of zlib
  let byte = 0
  let left = 0
  const bit = () => {
    if (!left) {
      if (at >= packed.length) throw new Error("ends too soon")
      byte = packed[at++]
      left = 8
    }
    left--
    const value = byte & 1
    byte >>= 1
    return value
  }
  const bits = (number) => {
    let value = 0
    for (let place = 0; place < number; place++) value |= bit() << place
    return value
  }
  // A code is told by the lengths of its words: the shorter ones first, in the order of symbols.
  const code = (lengths) => {
    const counts = new Array(LONGEST + 1).fill(0)
    const symbols = lengths.map((length, symbol) => ({ length, symbol })).filter(({ length }) => length)
    symbols.sort((one, other) => one.length - other.length || one.symbol - other.symbol)
    for (const { length } of symbols) counts[length]++
    return { counts, symbols }
  }
  const symbol = ({ counts, symbols }) => {
    let word = 0
    let first = 0
    let index = 0
    for (let length = 1; length <= LONGEST; length++) {
      word |= bit()
      if (word - counts[length] < first) return symbols[index + word - first].symbol
      index += counts[length]
      first = (first + counts[length]) << 1
      word <<= 1
    }
    throw new Error("no such word")
  }
  const FIXED = [
    code(Array.from({ length: 288 }, (_, value) => (value < 144 ? 8 : value < 256 ? 9 : value < 280 ? 7 : 8))),
    code(new Array(30).fill(5)),
  ]
  const dynamic = () => {
    const [literals, distances, own] = [bits(5) + 257, bits(5) + 1, bits(4) + 4]
    const lengths = new Array(19).fill(0)
    for (let index = 0; index < own; index++) lengths[ORDER[index]] = bits(3)
    const reader = code(lengths)
    const all = []
    while (all.length < literals + distances) {
      const value = symbol(reader)
      if (value < 16) all.push(value)
      else {
        const again = value === 16 ? all[all.length - 1] : 0
        const times = value === 16 ? bits(2) + 3 : value === 17 ? bits(3) + 3 : bits(7) + 11
        for (let time = 0; time < times; time++) all.push(again)
      }
    }
    return [code(all.slice(0, literals)), code(all.slice(literals))]
  }
  const stored = () => {
    left = 0
    const length = packed[at] | (packed[at + 1] << 8)
    at += 4
    for (let end = at + length; at < end; at++) out.push(packed[at])
  }
  const coded = ([literal, distance]) => {
    for (;;) {
      const value = symbol(literal)
      if (value === 256) return
      if (value < 256) out.push(value)
      else {
        const length = BASE[value - 257] + bits(EXTRA[value - 257])
        const far = symbol(distance)
        const from = out.length - FAR[far] - bits(FAR_EXTRA[far])
        for (let index = 0; index < length; index++) out.push(out[from + index])
      }
    }
  }
  let isLast = false
  while (!isLast) {
    isLast = bit() === 1
    const kind = bits(2)
    if (kind === 0) stored()
    else if (kind === 3) throw new Error("no such block")
    else coded(kind === 1 ? FIXED : dynamic())
  }
  return Uint8Array.from(out)
}
