// The text of a letter: what the parent types in the form appears in its blanks.
self.ipLetterText = (letter) => {
  const { longDate } = self.ipShared
  const ENDS = /[.!?…。！？؟।]["'”’»)\]]*$/

  const part = (name) => letter.querySelector(`[data-ip-letter-${name}]`)
  const [form, body] = ["form", "body"].map(part)
  const fields = [...form.querySelectorAll("[data-field]")]
  const fieldNamed = (name) => fields.find(({ dataset }) => dataset.field === name)
  const labelOf = (field) => form.querySelector(`label[for="${field.id}"]`).textContent
  const slots = [...letter.querySelectorAll(".ip-slot")].map((slot) => {
    const next = slot.nextSibling
    return {
      slot,
      label: slot.textContent,
      field: fieldNamed(slot.dataset.field),
      stop: next?.data?.startsWith(".") ? next : null,
      after: next?.data,
    }
  })
  const lists = [...body.querySelectorAll("ul")].map((list) =>
    [...list.children].map((li) => ({ li, of: slots.filter(({ slot }) => li.contains(slot)) })),
  )

  // Half of a surrogate pair, which a program may paste, cannot be in a mail link.
  const whole = (text) => text.replace(/[\ud800-\udfff]/gu, "\ufffd")
  // The form returns a day as 2026-11-24; the letter writes it out.
  const answer = (field) =>
    field.type === "date" && field.value ? longDate(field.value) : whole(field.value.trim())

  const writeBlank = ({ slot, label, field, stop, after }) => {
    const text = answer(field)
    slot.textContent = text || label
    slot.classList.toggle("ip-slot--filled", Boolean(text))
    // If the answer itself ends with a period, the letter's own would be a second one.
    if (stop) stop.data = ENDS.test(text) ? after.slice(1) : after
  }
  // Once a list has an entry, the empty ones are not part of the letter.
  const leaveOutEmpty = (list) => {
    const isFilled = ({ of }) => !of.length || of.some(({ field }) => answer(field))
    const some = list.some((entry) => entry.of.length && isFilled(entry))
    for (const entry of list) entry.li.classList.toggle("ip-letter-unused", some && !isFilled(entry))
  }
  const write = () => {
    slots.forEach(writeBlank)
    lists.forEach(leaveOutEmpty)
  }

  const plain = (node) =>
    [...node.childNodes]
      .map((child) => (child.nodeName === "BR" ? "\n" : child.nodeType === 3 ? child.data : plain(child)))
      .join("")
  const item = (li) => `- ${plain(li).replaceAll("\n", "\n  ")}`
  const isUsed = (li) => !li.classList.contains("ip-letter-unused")
  const block = (element) =>
    element.nodeName === "UL" ? [...element.children].filter(isUsed).map(item).join("\n") : plain(element)
  const letterText = () => [...body.children].map(block).join("\n\n")
  const subject = () => plain(part("subject"))
  const isInUse = (field) =>
    slots.some((entry) => entry.field === field && !entry.slot.closest(".ip-letter-unused"))
  const empty = () => fields.filter((field) => !answer(field) && isInUse(field)).map(labelOf)

  return { part, form, body, fields, fieldNamed, labelOf, slots, answer, write, letterText, subject, empty }
}
