// The editor's toolbar: one stop for the Tab key, arrow keys inside, as the pattern for toolbars says.
import { icon } from "./icon.js";

const STYLES = ["paragraph", "heading2", "heading3"];

function make(tag, attributes, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.append(...children);
  return element;
}

export function makeToolbar(editor, words, id) {
  const bar = make("div", { class: "editor__toolbar", role: "toolbar", "aria-label": words.toolbar, "aria-controls": `${id}_editor` });
  const tableTools = make("div", { class: "editor__group", role: "group", "aria-label": words.table_tools, hidden: "" });
  const watched = [];

  function button(label, face, run, state) {
    const made = make("button", { type: "button", class: "editor__button", "aria-label": label, title: label }, face);
    // The mouse does not take the caret out of the text, so nothing that is typed at once is lost.
    made.addEventListener("mousedown", (event) => event.preventDefault());
    made.addEventListener("click", () => {
      if (made.getAttribute("aria-disabled") !== "true") run(editor.chain().focus());
    });
    watched.push(() => state?.(made));
    return made;
  }

  const pressed = (name) => (made) => made.setAttribute("aria-pressed", String(editor.isActive(name)));
  const possible = (command) => (made) => made.setAttribute("aria-disabled", String(!editor.can()[command]()));
  const letter = (text, kind) => make("span", { class: `editor__letter editor__letter--${kind}`, "aria-hidden": "true" }, text);

  const style = make(
    "select",
    { class: "editor__style", "aria-label": words.style },
    ...STYLES.map((name) => make("option", { value: name }, words[name])),
  );
  style.addEventListener("change", () => {
    const level = Number(style.value.slice(-1));
    const chain = editor.chain().focus();
    if (level) chain.setHeading({ level }).run();
    else chain.setParagraph().run();
  });
  watched.push(() => {
    style.value = editor.isActive("heading", { level: 2 }) ? "heading2" : editor.isActive("heading") ? "heading3" : "paragraph";
  });

  const link = makeLinkForm(editor, words);
  bar.append(
    style,
    button(words.bold, letter(words.bold_letter, "bold"), (chain) => chain.toggleBold().run(), pressed("bold")),
    button(words.italic, letter(words.italic_letter, "italic"), (chain) => chain.toggleItalic().run(), pressed("italic")),
    button(words.bullets, icon("list"), (chain) => chain.toggleBulletList().run(), pressed("bulletList")),
    button(words.numbers, icon("numbers"), (chain) => chain.toggleOrderedList().run(), pressed("orderedList")),
    button(words.link, icon("link"), () => link.open(), pressed("link")),
    button(words.table, icon("table"), (chain) => chain.insertTable({ rows: 3, cols: 2, withHeaderRow: true }).run(), possible("insertTable")),
    button(words.undo, icon("undo"), (chain) => chain.undo().run(), possible("undo")),
    button(words.redo, icon("redo"), (chain) => chain.redo().run(), possible("redo")),
  );
  tableTools.append(
    ...[
      ["row_add", "addRowAfter"],
      ["row_remove", "deleteRow"],
      ["column_add", "addColumnAfter"],
      ["column_remove", "deleteColumn"],
      ["table_remove", "deleteTable"],
    ].map(([word, command]) => {
      const made = button(words[word], words[word], (chain) => chain[command]().run(), possible(command));
      made.classList.add("editor__button--wide");
      made.removeAttribute("aria-label");
      made.removeAttribute("title");
      return made;
    }),
  );
  watched.push(() => {
    tableTools.hidden = !editor.isActive("table");
  });
  bar.append(tableTools);

  const update = () => watched.forEach((look) => look());
  editor.on("transaction", update);
  update();
  rove(bar);
  const whole = make("div", { class: "editor__head" }, bar, link.element);
  return whole;
}

function rove(bar) {
  const stops = () => [...bar.querySelectorAll("button, select")].filter((stop) => stop.checkVisibility());
  const enter = (stop) => {
    for (const other of bar.querySelectorAll("button, select")) other.tabIndex = other === stop ? 0 : -1;
  };
  enter(bar.querySelector("select"));
  bar.addEventListener("focusin", ({ target }) => enter(target));
  bar.addEventListener("keydown", (event) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    const all = stops();
    let next;
    if (step) next = all[(all.indexOf(event.target) + step + all.length) % all.length];
    else if (event.key === "Home") next = all[0];
    else if (event.key === "End") next = all.at(-1);
    if (!next) return;
    event.preventDefault();
    next.focus();
  });
}

// An address as people write it, or null when it is none that we keep.
export function address(text) {
  const typed = text.trim();
  if (/^[^\s@/:]+@[^\s@/:]+\.[^\s@/:]+$/.test(typed)) return `mailto:${typed}`;
  if (/^(https?:\/\/\S+\.\S+|mailto:\S+|tel:[+\d\s-]+)$/i.test(typed)) return typed;
  if (/^[\p{L}\d-]+(\.[\p{L}\d-]+)+(\/\S*)?$/u.test(typed)) return `https://${typed}`;
  return null;
}

function makeLinkForm(editor, words) {
  const field = make("input", { type: "text", inputmode: "url", class: "ds-input", "aria-label": words.link_address, placeholder: "https://" });
  const wrong = make("p", { class: "ds-validation-message", role: "alert", hidden: "" }, words.link_wrong);
  const set = make("button", { type: "button", class: "ds-button", "data-size": "sm" }, words.link_set);
  const remove = make("button", { type: "button", class: "ds-button", "data-variant": "secondary", "data-size": "sm" }, words.link_remove);
  const cancel = make("button", { type: "button", class: "ds-button", "data-variant": "tertiary", "data-size": "sm" }, words.cancel);
  const element = make("div", { class: "editor__link", role: "group", "aria-label": words.link, hidden: "" }, field, set, remove, cancel, wrong);

  function close() {
    element.hidden = true;
    wrong.hidden = true;
  }

  function apply() {
    const href = address(field.value);
    wrong.hidden = href !== null;
    if (href === null) {
      field.focus();
      return;
    }
    close();
    const chain = editor.chain().focus().extendMarkRange("link");
    if (editor.state.selection.empty && !editor.isActive("link")) {
      chain.insertContent({ type: "text", text: field.value.trim(), marks: [{ type: "link", attrs: { href } }] }).run();
    } else {
      chain.setLink({ href }).run();
    }
  }

  set.addEventListener("click", apply);
  cancel.addEventListener("click", () => {
    close();
    editor.commands.focus();
  });
  remove.addEventListener("click", () => {
    close();
    editor.chain().focus().extendMarkRange("link").unsetLink().run();
  });
  element.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && event.target === field) {
      event.preventDefault();
      apply();
    } else if (event.key === "Escape") {
      close();
      editor.commands.focus();
    }
  });

  // What is typed here belongs to no field of the form around it.
  element.addEventListener("input", (event) => event.stopPropagation());
  element.addEventListener("change", (event) => event.stopPropagation());

  return {
    element,
    open() {
      field.value = editor.getAttributes("link").href ?? "";
      remove.hidden = !editor.isActive("link");
      element.hidden = false;
      field.focus();
    },
  };
}
