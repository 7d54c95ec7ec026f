// How many things are in the cart, on the bar of every page.
const count = document.getElementById("count");

export function showCount(units) {
  count.textContent = units > 99 ? "99+" : String(units);
  count.hidden = units === 0;
}
