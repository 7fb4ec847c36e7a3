// <button data-copy="id-of-element" data-copied="Kopiert">: put that element's text on the clipboard, and say so.
document.addEventListener("click", async (event) => {
  const button = event.target.closest("[data-copy]");
  if (!button) return;
  const source = document.getElementById(button.dataset.copy);
  const text = source.value ?? source.textContent;
  try {
    await navigator.clipboard.writeText(text.trim());
  } catch {
    // No permission: select the text instead, so that the keyboard can copy it.
    getSelection().selectAllChildren(source);
    return;
  }
  document.getElementById("sagt").textContent = button.dataset.copied;
  const before = button.innerHTML;
  button.textContent = button.dataset.copied;
  setTimeout(() => {
    button.innerHTML = before;
  }, 2500);
});
