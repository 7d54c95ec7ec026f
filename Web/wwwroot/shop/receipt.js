// The print button of a receipt.
document.getElementById("print").addEventListener("click", () => print());
