// <form data-confirm="Saken blir slettet." data-confirm-button="Slett saken">: ask in a dialog before it is sent.
// Without script the form is sent at once, so the server must never rely on this question.
const dialog = document.getElementById("bekreft");
const yes = dialog?.querySelector("[data-confirm-yes]");
const usual = yes?.textContent;
let waiting = null;

document.addEventListener(
  "submit",
  (event) => {
    const { form, submitter } = { form: event.target, submitter: event.submitter };
    const text = submitter?.dataset.confirm ?? form.dataset.confirm;
    if (!text || !dialog || waiting?.agreed) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    waiting = { form, submitter, agreed: false };
    dialog.querySelector("[data-confirm-text]").textContent = text;
    yes.textContent = submitter?.dataset.confirmButton ?? form.dataset.confirmButton ?? usual;
    dialog.showModal();
  },
  true,
);

yes?.addEventListener("click", () => {
  const { form, submitter } = waiting;
  waiting.agreed = true;
  dialog.close();
  form.requestSubmit(submitter);
  waiting = null;
});

dialog?.querySelector("[data-confirm-no]").addEventListener("click", () => dialog.close());
