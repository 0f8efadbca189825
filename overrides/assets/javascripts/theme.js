// Runs before the page is drawn, so that the reader's choice of colors shows without a flash.
try {
  const kept = localStorage.getItem("ip-theme")
  if (kept === "dark" || kept === "light") document.documentElement.dataset.theme = kept
} catch {
  // Storage is denied: the device's own setting decides.
}
