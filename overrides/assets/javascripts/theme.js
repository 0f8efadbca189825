// Runs before the page is drawn, so that nothing flashes or moves: applies the reading settings,
// and reserves space for what scripts fill and for the results of a query in the address.
{
  const told = document.documentElement.dataset
  told.script = "" // styles keep a place for what scripts fill
  if (/[?&]q=[^&]/.test(location.search)) told.asked = ""
  try {
    Object.assign(told, JSON.parse(localStorage.getItem("ip-reading")))
  } catch {
    // Storage is denied or damaged, so the device's own settings decide.
  }
}
