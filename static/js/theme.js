// Light, dark or as the system says. The choice is a cookie, so that the server can send the page right at once.
const root = document.documentElement;
const choices = document.querySelector("[data-theme-choices]");

function show(theme) {
  root.dataset.colorScheme = theme;
  for (const button of choices.querySelectorAll("[data-theme]")) {
    button.setAttribute("aria-pressed", String(button.dataset.theme === theme));
  }
}

if (choices) {
  choices.hidden = false;
  show(root.dataset.colorScheme || "auto");
  choices.addEventListener("click", (event) => {
    const theme = event.target.closest("[data-theme]")?.dataset.theme;
    if (!theme) return;
    const secure = location.protocol === "https:" ? "; Secure" : "";
    document.cookie = `theme=${theme}; Path=/; Max-Age=31536000; SameSite=Lax${secure}`;
    show(theme);
  });
}
