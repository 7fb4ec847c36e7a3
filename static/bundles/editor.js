// The text editor of the editing pages: every <textarea data-editor> becomes a field where text looks as it will look.
// The textarea stays, hidden, and carries the HTML, so that the form and autosave know nothing of the editor.
import { createDocument, Editor } from "@tiptap/core";
import { Blockquote } from "@tiptap/extension-blockquote";
import { Bold } from "@tiptap/extension-bold";
import { Document } from "@tiptap/extension-document";
import { HardBreak } from "@tiptap/extension-hard-break";
import { Heading } from "@tiptap/extension-heading";
import { Italic } from "@tiptap/extension-italic";
import { Link } from "@tiptap/extension-link";
import { BulletList, ListItem, ListKeymap, OrderedList } from "@tiptap/extension-list";
import { Paragraph } from "@tiptap/extension-paragraph";
import { Table, TableCell, TableHeader, TableRow } from "@tiptap/extension-table";
import { Text } from "@tiptap/extension-text";
import { Gapcursor, UndoRedo } from "@tiptap/extensions";
import { ReplaceStep } from "@tiptap/pm/transform";

import { makeToolbar } from "./toolbar.js";
import { cleanPasted } from "./word.js";

// Tiptap writes column widths as inline styles, which our security policy forbids and our HTML does not keep.
const PlainTable = Table.extend({
  renderHTML: () => ["table", ["tbody", 0]],
});

const extensions = [
  Document,
  Paragraph,
  Text,
  HardBreak,
  Heading.configure({ levels: [2, 3, 4] }),
  Bold,
  Italic,
  BulletList,
  OrderedList,
  ListItem,
  ListKeymap,
  Blockquote,
  Link.configure({ openOnClick: false, autolink: true, defaultProtocol: "https", protocols: ["mailto", "tel"], HTMLAttributes: { target: null, rel: null } }),
  PlainTable.configure({ resizable: false }),
  TableRow,
  TableHeader,
  TableCell,
  Gapcursor,
  UndoRedo,
];

// What the textbox must say of itself comes from the field that it replaces.
function describe(textarea) {
  const attributes = { id: `${textarea.id}_editor`, role: "textbox", "aria-multiline": "true", class: "editor__text prose", spellcheck: "true" };
  const label = document.getElementById(`${textarea.id}_label`);
  if (label) attributes["aria-labelledby"] = label.id;
  else attributes["aria-label"] = textarea.getAttribute("aria-label") ?? "";
  for (const name of ["aria-describedby", "aria-invalid"]) {
    if (textarea.hasAttribute(name)) attributes[name] = textarea.getAttribute(name);
  }
  if (textarea.required) attributes["aria-required"] = "true";
  return attributes;
}

// Another text in the place of this one, changing only what differs, so that the caret stays where the writer is.
function put(editor, html) {
  const next = createDocument(html, editor.schema);
  const { doc, tr } = editor.state;
  const start = doc.content.findDiffStart(next.content);
  if (start === null) return;
  let { a, b } = doc.content.findDiffEnd(next.content);
  const overlap = start - Math.min(a, b);
  if (overlap > 0) {
    a += overlap;
    b += overlap;
  }
  editor.view.dispatch(tr.step(new ReplaceStep(start, a, next.slice(start, b))).setMeta("preventUpdate", true));
}

function start(textarea) {
  const root = textarea.closest("[data-editor-root]");
  const words = JSON.parse(root.querySelector("script[type='application/json']").textContent);
  const place = document.createElement("div");
  let writing = false;

  const editor = new Editor({
    element: place,
    extensions,
    injectCSS: false,
    content: textarea.value,
    editorProps: { attributes: describe(textarea), transformPastedHTML: cleanPasted },
    onUpdate: ({ editor: changed }) => {
      writing = true;
      textarea.value = changed.isEmpty ? "" : changed.getHTML();
      textarea.dispatchEvent(new Event("input", { bubbles: true }));
      writing = false;
    },
  });

  // The browser refuses to send a form whose required field it cannot show; the server checks it.
  textarea.required = false;
  textarea.addEventListener("restored", () => {
    if (!writing) put(editor, textarea.value);
  });
  document.getElementById(`${textarea.id}_label`)?.addEventListener("click", () => editor.commands.focus());
  root.querySelector("[data-editor-preview]")?.remove();
  root.append(makeToolbar(editor, words, textarea.id), place);
  root.dataset.ready = "";
  // A link in the error summary leads to the textarea, which cannot take focus itself.
  textarea.focus = () => editor.commands.focus();
  addEventListener("hashchange", () => location.hash === `#${textarea.id}` && editor.commands.focus());
}

for (const textarea of document.querySelectorAll("textarea[data-editor]")) start(textarea);
