// Brings the script of the reader's state: only if one is kept on this device, or can be here.
;(() => {
  const { ipStateScript } = document.getElementById("main").dataset
  const { KEYS, device } = self.ipDevice
  const kept = device.readText(KEYS.state)
  if (!ipStateScript || !(kept || document.querySelector("[data-ip-state-page]"))) return
  const script = document.createElement("script")
  script.src = ipStateScript
  document.head.append(script)
})()
