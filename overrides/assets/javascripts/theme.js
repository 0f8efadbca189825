// Runs before the page is drawn, so that nothing flashes or moves: the reader's settings for
// reading, places for what scripts fill, the results of a question in the address.
{
  const told = document.documentElement.dataset
  told.script = "" // styles keep a place for what scripts fill
  if (/[?&]q=[^&]/.test(location.search)) told.asked = ""
  try {
    Object.assign(told, JSON.parse(localStorage.getItem("ip-reading")))
  } catch {
    // Storage is denied or damaged: the device's own settings decide.
  }
}
