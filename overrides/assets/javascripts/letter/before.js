// Before sending: what the letter still lacks, and the days by which it must be sent.
self.ipLetterBefore = (letter, { part, fieldNamed, answer }, goTo) => {
  const { fill, longDate, say, today } = self.ipShared
  const DAY = 24 * 60 * 60 * 1000
  const SOON = 14 // days

  const box = part("before")
  const asked = [...letter.querySelectorAll("[data-ip-letter-ask]")].map((question) => ({
    question,
    answer: () => question.querySelector("input:checked")?.value,
    advice: question.querySelector(".ip-letter-advice"),
  }))

  // The last day, as a UTC time. Where its month is too short for the date, the last of that month,
  // to be on the safe side: February 28 for the 29th, June 30 for May 31.
  const lastDay = (value, { amount, unit }) => {
    const day = new Date(value)
    const date = day.getUTCDate()
    if (unit === "day") day.setUTCDate(date + Number(amount))
    if (unit === "month") day.setUTCMonth(day.getUTCMonth() + Number(amount))
    if (unit === "year") day.setUTCFullYear(day.getUTCFullYear() + Number(amount))
    if (unit !== "day" && day.getUTCDate() !== date) day.setUTCDate(0)
    return day
  }
  const warning = (value, time) => {
    const last = lastDay(value, time)
    const left = Math.round((last - new Date(today())) / DAY)
    const { late, soon, soonOne, today: lastDayIsToday } = box.dataset
    const until = longDate(last)
    if (left < 0) return fill(late, longDate(value), time.time)
    if (left === 0) return fill(lastDayIsToday, until)
    if (left === 1) return fill(soonOne, until)
    return left < SOON ? fill(soon, left, until) : ""
  }

  // What an item still needs: its state ("done", "open" or "late") and the words for it.
  const pointOf = (entry) => {
    const ask = asked.find(({ question }) => entry.contains(question))
    if (ask) return { state: { yes: "done", no: "late" }[ask.answer()] ?? "open", text: "" }
    const links = [...entry.querySelectorAll("a[data-field]")]
    return entry.dataset.ipLetterReminder === "needs" ? needs(links) : inTime(links, entry.dataset)
  }
  const fieldOf = (link) => fieldNamed(link.dataset.field)
  const needs = (links) => {
    const missing = links.filter((link) => !answer(fieldOf(link))).map((link) => link.textContent)
    if (!missing.length) return { state: "done", text: box.dataset.done }
    return { state: "open", text: `${box.dataset.missing} ${missing.join(", ")}` }
  }
  const inTime = (links, time) => {
    const days = links.map((link) => fieldOf(link).value).filter(Boolean)
    const warnings = days.map((day) => warning(day, time)).filter(Boolean)
    if (warnings.length) return { state: "late", text: warnings.join(" ") }
    return days.length ? { state: "done", text: box.dataset.done } : { state: "open", text: "" }
  }

  const showPoint = (entry) => {
    const { state, text } = pointOf(entry)
    entry.dataset.state = state
    const shown = entry.querySelector("[data-ip-letter-state]")
    if (shown) say(shown, text)
    return state
  }
  const look = () => {
    for (const { advice, answer: given } of asked) advice.toggleAttribute("data-open", given() === "no")
    if (!box) return
    const states = [...box.querySelectorAll("[data-ip-letter-reminder]")].map(showPoint)
    const left = states.filter((state) => state !== "done").length
    const { allDone, openOne, open } = box.dataset
    say(part("open"), left === 0 ? allDone : left === 1 ? openOne : fill(open, left))
  }
  const clear = () => {
    for (const { question } of asked)
      for (const radio of question.querySelectorAll("input")) radio.checked = false
  }

  box?.addEventListener("change", look)
  box?.addEventListener("click", (event) => {
    const link = event.target.closest("a[data-field]")
    if (!link) return
    event.preventDefault()
    goTo(fieldOf(link))
  })
  return { look, clear, heading: box?.querySelector("h2") }
}
