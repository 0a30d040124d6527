// Hands a page to clipper, which the browser starts for each message, and shows in the badge what became of it.
"use strict";

const api = globalThis.browser ?? globalThis.chrome;
const HOST = "news_clipper";
const BADGES = {
  kept: { text: "✓", color: "#2e7d32" },
  known: { text: "=", color: "#616161" },
  refused: { text: "!", color: "#c62828" },
};

function refusal(message, hint = "") {
  return { state: "refused", message, hint };
}

async function ask(message) {
  try {
    return await api.runtime.sendNativeMessage(HOST, message);
  } catch (error) {
    return refusal(`The browser cannot start clipper: ${error.message}`, "“clipper browser install” sets it up.");
  }
}

async function readPage(tabId) {
  try {
    const [frame] = await api.scripting.executeScript({ target: { tabId }, files: ["page.js"] });
    return frame?.result ?? null;
  } catch {
    return null; // a page of the browser itself, or of its shop for extensions
  }
}

async function clip(tab) {
  const page = await readPage(tab.id);
  if (page?.html) return ask({ op: "clip", ...page });
  const address = page?.url ?? tab.url ?? "";
  const known = address.startsWith("http") ? await ask({ op: "known", url: address }) : null;
  if (known?.state === "known") return known;
  if (page?.problem) return refusal(page.problem, page.hint);
  return refusal("The browser lets no extension read this page.");
}

async function showBadge(tabId, answer) {
  const { text, color } = BADGES[answer.state] ?? BADGES.refused;
  try {
    await api.action.setBadgeBackgroundColor({ tabId, color });
    await api.action.setBadgeText({ tabId, text });
    await api.action.setTitle({ tabId, title: answer.message || "Clip this page" });
  } catch {
    // The tab was closed meanwhile.
  }
}

async function clipAndShow(tab) {
  await api.action.setBadgeText({ tabId: tab.id, text: "…" });
  const answer = await clip(tab);
  await showBadge(tab.id, answer);
  return answer;
}

// The tab comes from the pop-up: a worker has no window, and may be told of none.
async function serve({ tab, request }) {
  if (request.op === "clip") return clipAndShow(tab);
  const answer = await ask(request);
  if (request.op === "undo" && answer.state === "undone") await api.action.setBadgeText({ tabId: tab.id, text: "" });
  return answer;
}

// The pop-up may close at any moment, and then what it waits for is given up; so the worker does the work.
api.runtime.onMessage.addListener((message, sender, answer) => {
  if (sender.id !== api.runtime.id) return false;
  serve(message).then(answer, (error) => answer(refusal(String(error))));
  return true;
});
