// What htmx could not fetch is said in words: on the page and to a screen reader.
function say() {
  const place = document.getElementById("meldinger");
  const alert = document.createElement("div");
  alert.className = "ds-alert";
  alert.dataset.color = "danger";
  alert.dataset.fault = "";
  const text = document.createElement("p");
  text.className = "ds-paragraph";
  text.textContent = document.body.dataset.faultText;
  alert.append(text);
  place.querySelector("[data-fault]")?.remove();
  place.append(alert);
  alert.scrollIntoView({ block: "nearest" });
}

document.addEventListener("htmx:responseError", say);
document.addEventListener("htmx:sendError", say);

// The server may send a sentence to be spoken: HX-Trigger: {"spoken": "Saken er flyttet til plass 2 av 5"}.
document.addEventListener("spoken", (event) => {
  document.getElementById("sagt").textContent = event.detail.value;
});
