// Makes a calendar file (.ics, RFC 5545) of whole days, on the device.
self.ipCalendarFile = (events, now) => {
  const LONGEST_LINE = 74 // our own characters are one byte each; others are counted as bytes below
  const escaped = (text) => text.replace(/[\\;,]/g, "\\$&").replace(/\n/g, "\\n")
  const bytes = (text) => new Blob([text]).size
  const folded = (line) => {
    const lines = [""]
    for (const sign of line) {
      const last = lines.length - 1
      if (bytes(lines[last] + sign) > LONGEST_LINE) lines.push(` ${sign}`)
      else lines[last] += sign
    }
    return lines.join("\r\n")
  }
  const plain = (day) => day.replace(/-/g, "")
  const stamp = now.toISOString().replace(/[-:]|\.\d+/g, "")
  const lines = events.flatMap(({ id, day, next, summary, about }) => [
    "BEGIN:VEVENT",
    `UID:${id}`,
    `DTSTAMP:${stamp}`,
    `DTSTART;VALUE=DATE:${plain(day)}`,
    `DTEND;VALUE=DATE:${plain(next)}`,
    `SUMMARY:${escaped(summary)}`,
    `DESCRIPTION:${escaped(about)}`,
    "TRANSP:TRANSPARENT",
    "END:VEVENT",
  ])
  const all = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//iep-clock//EN", ...lines, "END:VCALENDAR"]
  return all.map((line) => `${folded(line)}\r\n`).join("")
}
