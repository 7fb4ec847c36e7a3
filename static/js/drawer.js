// The side menu is a native popover on narrow screens and a plain column on wide ones.
// When the window grows, an open drawer must leave the top layer, or it would lie over the page.
const drawer = document.getElementById("meny");
const narrow = matchMedia("(max-width: 62rem)");

narrow.addEventListener("change", () => {
  if (drawer?.matches(":popover-open")) drawer.hidePopover();
});

// Move focus into the drawer when it opens; the browser itself returns it to the button on closing.
drawer?.addEventListener("toggle", (event) => {
  if (event.newState === "open") (drawer.querySelector("a[aria-current]") ?? drawer.querySelector("a"))?.focus();
});
