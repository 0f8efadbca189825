// Saves what was made on this device as a file there.
self.ipSaveFile = (name, type, parts) => {
  const link = document.createElement("a")
  link.download = name
  link.href = URL.createObjectURL(new Blob(parts, { type }))
  document.body.append(link)
  link.click()
  link.remove()
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000)
}
