// What a page knows already goes along to the letter that it leads to: a click on a link with
// data-ip-carry keeps it in this tab, and letter/kept.js fills it in. It is in no address.
document.addEventListener("click", ({ target }) => {
  const { KEYS, tab } = self.ipDevice
  const link = target.closest?.("a[data-ip-carry]")
  if (!link) return
  const { ipCarry, ipDays = "{}" } = link.dataset
  const carried = {
    to: link.pathname,
    from: document.querySelector("h1").textContent,
    back: location.pathname + location.hash,
    texts: JSON.parse(ipCarry), // by field; may hold {start} and {due}
    days: JSON.parse(ipDays),
  }
  tab.write(KEYS.carried, carried) // if it is denied, the letter is empty, as it would be without this
})
