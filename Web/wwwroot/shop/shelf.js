// Home and category: add buttons, and a fresh shelf when a sale opens or ends.
import { watchAddButtons } from "./adding.js";
import { countDown } from "./clock.js";

watchAddButtons();

// Not everybody in the same instant: the doors open for all, the shelves are redrawn within two seconds.
countDown(() => setTimeout(() => location.reload(), 300 + Math.random() * 1700));
