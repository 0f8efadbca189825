// The clock page: choose a limit, type a day, see each day counted. Nothing is sent.
;(() => {
  const root = document.querySelector("[data-ip-clock]")
  const words = JSON.parse(root.dataset.ipWords)
  const { shifted } = self.ipClock
  const { fill, named, longDate } = self.ipShared
  const TWO_WEEKS = 14

  const fields = self.ipClockFields(root)
  const { form, field, chosen } = fields
  const view = self.ipClockForm(root, fields, words, { rowRemoved: () => saved.save() })
  const { part } = view
  const saved = self.ipClockSavedDays(fields, view, words)
  const result = self.ipClockResult(root, fields, view, words)
  let shown = null // what the buttons below the result save

  const submit = (event) => {
    event.preventDefault()
    part("result").hidden = true
    part("bound").textContent = ""
    view.tell(null)
    const span = chosen()
    try {
      if (!span) result.showNone()
      else {
        fields.start()
        fields.checkSource()
        shown = result.show(span)
      }
    } catch (error) {
      if (!error.code) throw error
      if (!error.input) error.input = fields.inputFor(error.code)
      if (error.code === "no-school-year") error.rough = result.roughDay(span)
      return view.tell(error)
    }
    part("result").hidden = false
    part("due").focus()
  }
  // An address can name a clock: the reader comes to count, so it leads to the field for the day.
  const choose = () => {
    const name = decodeURIComponent(location.hash.slice(1))
    const isNamed = [...field("clock").options].some(({ value }) => value === name)
    if (isNamed) field("clock").value = name
    view.arrange()
    if (!isNamed) return
    form.scrollIntoView()
    field("start").focus()
  }

  // ---- A calendar file, and the binder -------------------------------------------------------

  const events = ({ limit, found }) => {
    const name = result.nameOf()
    const rules = fields.isOwn() ? fields.ownSource() : fields.ofRule("cites").textContent.trim()
    const about = named(words.file_about, { limit, start: longDate(found.start), rules })
    const event = (kind, day, text) => ({
      id: `ip-${field("clock").value}-${found.due}-${kind}`,
      day,
      next: shifted(day, 1),
      summary: fill(text, name),
      about,
    })
    return [
      event("before", shifted(found.due, -TWO_WEEKS), words.file_before),
      event("due", found.due, words.file_due),
      event("after", shifted(found.due, 1), words.file_after),
    ]
  }
  const download = () => {
    const file = self.ipCalendarFile(events(shown), new Date())
    self.ipSaveFile(`${field("clock").value}.ics`, "text/calendar", [file])
  }
  const putInBinder = () => {
    const isKept = self.ipBinder.put({ title: result.nameOf(), group: "dates", blocks: result.asText() })
    part("bound").textContent = isKept ? words.bound : words.not_bound
  }

  // ---- Putting it together -------------------------------------------------------------------

  saved.restore()
  form.dataset.ipReady = ""
  // An address leads to the form, not to the list below. A browser that finds its name there goes to
  // it in its own time, even when all has loaded, and takes the focus along.
  for (const { value } of field("clock").options) document.getElementById(value)?.removeAttribute("id")
  choose()
  form.addEventListener("submit", submit)
  // At the first letter: when the button is pressed, nothing above it may move it from a finger.
  form.addEventListener("input", () => view.tell(null))
  form.addEventListener("change", ({ target }) => {
    if (target === saved.box) return
    saved.save()
    if (target.closest("fieldset") && !target.name) part("result").hidden = true
    else view.arrange()
  })
  part("binder")?.addEventListener("click", putInBinder)
  part("save").addEventListener("click", download)
  for (const button of root.querySelectorAll("[data-ip-clock-add]"))
    button.addEventListener("click", () => view.addRow(button.dataset.ipClockAdd).focus())
  addEventListener("hashchange", choose)
})()
