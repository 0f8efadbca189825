// The days of a school and a state, kept on this device if the reader asks for it.
self.ipClockSavedDays = ({ rows, rowInputs, yearInputs }, { part, addRow }, words) => {
  const { KEYS, device } = self.ipDevice
  const box = part("keep")
  const forgetButton = part("forget")

  const say = (text) => (part("kept").textContent = text)
  const typedDays = () => {
    const pairs = (inputs) => inputs.map(([first, last]) => [first.value, last ? last.value : ""])
    return {
      years: pairs(yearInputs()),
      off: pairs(rows("off").map(rowInputs)),
      state: pairs(rows("state").map(rowInputs)),
    }
  }
  const save = () => {
    if (!box.checked) return
    if (!device.write(KEYS.school, typedDays())) return say(words.not_kept)
    say(words.kept)
    forgetButton.hidden = false
  }
  const forget = () => {
    box.checked = false
    device.write(KEYS.school, null)
    forgetButton.hidden = true
    say(words.forgotten)
  }
  const restore = () => {
    const kept = device.read(KEYS.school)
    const pairs = (list) => (Array.isArray(list) ? list.filter(Array.isArray).map((pair) => pair.map(String)) : [])
    const { years, off, state } = kept || {}
    yearInputs().forEach(([first, last], index) => {
      const [from, to] = pairs(years)[index] || ["", ""]
      first.value = from
      last.value = to
    })
    part("next-year").open = pairs(years).length > 1 && pairs(years)[1].some(Boolean)
    for (const [kind, list] of [["off", pairs(off)], ["state", pairs(state)]]) {
      for (const [first, last] of list) addRow(kind, { first, last })
      if (!list.length) addRow(kind)
    }
    if (!kept) return
    box.checked = true
    forgetButton.hidden = false
    say(words.kept)
  }

  box.addEventListener("change", () => (box.checked ? save() : forget()))
  forgetButton.addEventListener("click", () => {
    forget()
    box.focus()
  })
  return { box, save, restore }
}
