// Runs before the page is drawn, so that nothing flashes or moves: the reader's choice of colors,
// places for what scripts fill, the results of a question in the address.
document.documentElement.dataset.script = "" // styles keep a place for what scripts fill
if (/[?&]q=[^&]/.test(location.search)) document.documentElement.dataset.asked = ""
try {
  const kept = localStorage.getItem("ip-theme")
  if (kept === "dark" || kept === "light") document.documentElement.dataset.theme = kept
} catch {
  // Storage is denied: the device's own setting decides.
}
