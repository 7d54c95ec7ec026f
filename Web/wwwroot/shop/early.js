// Taps on the add buttons before the page's modules have run (LINE's SDK comes first): kept, and done by adding.js.
// Runs before there is anything to tap.
window.earlyTaps = new Set();
document.addEventListener("click", event => {
  const button = window.earlyTaps && event.target.closest("[data-add]");
  if (!button || button.disabled) return;
  window.earlyTaps.add(button);
  button.classList.add("working");
});

// A form that is sent before its module has run: kept, and sent by checkout.js. The browser itself would put names and addresses into the address line.
document.addEventListener("submit", event => {
  if (window.earlyForm === null || !event.target.dataset.next) return;
  event.preventDefault();
  window.earlyForm = event.target;
});
