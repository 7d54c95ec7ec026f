// The page's own words and facts: every sentence comes from the server, in the visitor's language.
const words = JSON.parse(document.getElementById("words")?.textContent ?? "{}");

export const page = document.body.dataset;
export const language = document.documentElement.lang;

export function say(key, n) {
  return (words[key] ?? key).replace("{n}", n);
}

export function at(path) {
  return `/s/${page.shop}/${path}`;
}
