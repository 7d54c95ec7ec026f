// How many things are in the cart, on the bar of every page.
const count = document.getElementById("count");

let skus = new Set();

/** What the server says is in the cart now. */
export function showCart(cart) {
  skus = new Set(cart.lines.map(line => line.sku));
  showCount(cart.lines.reduce((sum, line) => sum + line.quantity, 0));
}

export function isInCart(sku) {
  return skus.has(sku);
}

export function showCount(units) {
  count.textContent = units > 99 ? "99+" : String(units);
  count.hidden = units === 0;
}
