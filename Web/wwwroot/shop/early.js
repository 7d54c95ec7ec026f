// Taps on the add buttons before the page's modules have run (LINE's SDK comes first): kept, and done by adding.js.
// Runs before there is anything to tap.
window.earlyTaps = new Set();
document.addEventListener("click", event => {
  const button = window.earlyTaps && event.target.closest("[data-add]");
  if (!button || button.disabled) return;
  window.earlyTaps.add(button);
  button.classList.add("working");
});
