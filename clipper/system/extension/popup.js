// Clips the page as soon as it opens, says what became of it, and offers tags and Undo. All text is set as text.
"use strict";

const api = globalThis.browser ?? globalThis.chrome;
const part = (id) => document.getElementById(id);
const operations = [];
let handle = "";

const shownTab = api.tabs.query({ active: true, currentWindow: true }).then(([tab]) => ({ id: tab.id, url: tab.url }));

async function ask(request) {
  return api.runtime.sendMessage({ tab: await shownTab, request });
}

function show(answer) {
  part("message").textContent = answer.message;
  if (answer.title !== undefined) part("title").textContent = answer.title;
  part("hint").textContent = answer.hint ?? "";
  part("hint").hidden = !answer.hint;
  part("notices").replaceChildren(...(answer.notices ?? []).map((notice) => element("li", notice)));
  if (answer.handle) handle = answer.handle;
  if (answer.operation) operations.push(answer.operation);
  if (answer.tags) part("tags").replaceChildren(...answer.tags.map((tag) => element("span", tag)));
  if (answer.suggestions) part("suggestions").replaceChildren(...answer.suggestions.map(suggestion));
  part("tagging").hidden = !handle;
  part("undo").hidden = !operations.length;
}

function element(name, text) {
  const made = document.createElement(name);
  made.textContent = text;
  return made;
}

function suggestion(tag) {
  const button = element("button", `+ ${tag}`);
  button.type = "button";
  button.addEventListener("click", async () => {
    button.remove();
    await addTag(tag);
  });
  return button;
}

async function addTag(tag) {
  show(await ask({ op: "tag", clip: handle, tags: [tag] }));
}

part("add").addEventListener("submit", async (event) => {
  event.preventDefault();
  const tag = part("tag").value.trim();
  part("tag").value = "";
  if (tag) await addTag(tag);
});

part("tag").addEventListener("focus", async () => {
  const { tags } = await ask({ op: "tags" });
  part("known").replaceChildren(...(tags ?? []).map((tag) => Object.assign(document.createElement("option"), { value: tag })));
}, { once: true });

part("undo").addEventListener("click", async () => {
  const answer = await ask({ op: "undo", operation: operations.at(-1) });
  if (answer.state === "undone") operations.pop();
  if (!operations.length) handle = "";
  show(answer);
});

ask({ op: "clip" }).then(show);
