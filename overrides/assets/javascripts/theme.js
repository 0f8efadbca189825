// Runs before the page is drawn, so that nothing flashes or moves: applies the reading settings,
// and reserves space for what scripts fill and for the results of a query in the address.
{
  const told = document.documentElement.dataset
  told.script = "" // styles keep a place for what scripts fill
  if (/[?&]q=[^&]/.test(location.search)) told.asked = ""
  const { KEYS, device } = self.ipDevice
  try {
    Object.assign(told, device.read(KEYS.reading))
  } catch {
    // Damaged, so the device's own settings decide.
  }
}
