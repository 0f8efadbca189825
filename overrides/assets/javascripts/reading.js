// The panel of reading settings: text size, spacing, contrast, colors. theme.js applies what is stored.
;(() => {
  const { KEYS, device } = self.ipDevice
  const panel = document.querySelector("[data-ip-reading]")
  const choices = [...panel.querySelectorAll("input")]
  const chosen = document.documentElement.dataset

  for (const choice of choices) choice.checked = choice.value === (chosen[choice.name] || "")
  panel.addEventListener("change", ({ target }) => {
    if (target.value) chosen[target.name] = target.value
    else delete chosen[target.name]
    const kept = choices.filter((one) => one.checked && one.value).map((one) => [one.name, one.value])
    // If storage is denied, the choice lasts until the reader leaves the page.
    device.write(KEYS.reading, kept.length ? Object.fromEntries(kept) : null)
  })

  // The panel never stays open over what the reader does next.
  const leave = ({ target }) => panel.contains(target) || (panel.open = false)
  document.addEventListener("pointerdown", leave)
  document.addEventListener("focusin", leave)
  panel.addEventListener("keydown", ({ key }) => {
    if (key !== "Escape" || !panel.open) return
    panel.open = false
    panel.querySelector("summary").focus()
  })
})()
