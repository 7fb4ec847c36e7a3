// On the page that logs out: leave no unsaved text behind on a shared machine.
document.addEventListener("submit", () => {
  for (const key of Object.keys(localStorage)) {
    if (key.startsWith("draft:")) localStorage.removeItem(key);
  }
});
