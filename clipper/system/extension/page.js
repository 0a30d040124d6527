// Runs in the page after the click, and returns the page as the reader sees it. It changes nothing in the page.
(() => {
  "use strict";

  // What a page of this many characters is made of is not its text: that goes without the rest.
  const LARGE = 8_000_000;
  // A message may have 64 MiB, and a character up to four bytes.
  const TOO_LARGE = 16_000_000;
  const NO_TEXT = "script:not([type='application/ld+json']), style, svg, canvas, video, audio, iframe, object, embed";

  // A document that shows nothing: copies in it load no picture and run no script.
  const inert = document.implementation.createHTMLDocument("");

  function hasOpenShadow(element) {
    for (const child of element.querySelectorAll("*")) {
      if (child.shadowRoot) return true;
    }
    return false;
  }

  // The children that the browser draws: those of a shadow root, in whose slots stand the children of its host.
  function drawnChildren(node) {
    if (node.shadowRoot) return node.shadowRoot.childNodes;
    if (node.localName === "slot") {
      const assigned = node.assignedNodes();
      if (assigned.length) return assigned;
    }
    return node.childNodes;
  }

  function drawn(root) {
    const copy = inert.importNode(root, false);
    const waiting = [[root, copy]];
    while (waiting.length) {
      const [node, parent] = waiting.pop();
      for (const child of drawnChildren(node)) {
        const copied = inert.importNode(child, false);
        parent.append(copied);
        if (child.nodeType === Node.ELEMENT_NODE) waiting.push([child, copied]);
      }
    }
    return copy;
  }

  function withoutWeight(root) {
    const copy = inert.importNode(root, true);
    for (const element of copy.querySelectorAll(NO_TEXT)) element.remove();
    for (const element of copy.querySelectorAll("*")) {
      for (const { name, value } of [...element.attributes]) {
        if (value.length > 10_000) element.removeAttribute(name);
      }
    }
    return copy;
  }

  function selectedHtml() {
    const selection = getSelection();
    const text = String(selection ?? "").trim();
    // One word is selected by a double click that meant something else.
    if (!/\s/.test(text) && text.length <= 20) return "";
    const box = inert.createElement("div");
    for (let number = 0; number < selection.rangeCount; number++) {
      box.append(inert.importNode(selection.getRangeAt(number).cloneContents(), true));
    }
    return box.innerHTML;
  }

  const url = location.href;
  if (document.contentType === "application/pdf") {
    return { url, problem: "This is a PDF.", hint: "Save it, then “clipper add FILE” keeps it." };
  }
  let root = document.documentElement;
  if (hasOpenShadow(root)) root = drawn(root);
  let html = root.outerHTML;
  if (html.length > LARGE) html = withoutWeight(root).outerHTML;
  const doctype = document.doctype ? new XMLSerializer().serializeToString(document.doctype) + "\n" : "";
  const selection = selectedHtml();
  if (html.length > TOO_LARGE) html = selection ? document.head.outerHTML : "";
  if (html.length + selection.length > TOO_LARGE || !html) {
    return { url, problem: "The page is too large.", hint: "Select the text, and click again: only that is kept then." };
  }
  return { url, html: doctype + html, selection, charset: document.characterSet };
})();
