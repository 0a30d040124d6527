"use strict";
(() => {
// The words of a text as clipper's own index has them, so that both find the same clips.
const WORD = /[UNSPACED_RANGES]|(?:(?![UNSPACED_RANGES])[\p{L}\p{N}])+/gu;
function words(text) {
  const folded = text.normalize("NFKD").toLowerCase().replace(/ß/g, "ss").replace(/ς/g, "σ").replace(/\u0345/g, "ι")
    .normalize("NFKD").replace(/\p{M}/gu, "").normalize("NFC");
  return folded.match(WORD) ?? [];
}
// A part of the index is a script, since a page that is opened as a file may load nothing else.
const parts = {};
function partName(word) {
  return Array.from(word).slice(0, 2)
    .map((letter) => /[a-z0-9]/.test(letter) ? letter : "_" + (letter.codePointAt(0) >> 6).toString(36)).join("");
}
window.addPart = (name, content) => parts[name].done(content);
function load(name) {
  if (!Object.hasOwn(parts, name)) {
    const part = parts[name] = {};
    part.content = new Promise((done) => { part.done = done; });
    const script = document.createElement("script");
    script.src = "i/" + name + ".js";
    script.onerror = () => part.done({});
    document.head.append(script);
  }
  return parts[name].content;
}
function numbers(written) {
  let number = 0;
  return written.split(",").map((step) => (number += parseInt(step, 36)));
}
async function find(query) {
  let hits = null;
  for (const word of words(query)) {
    const part = await load(partName(word));
    const found = new Set(Object.hasOwn(part, word) ? numbers(part[word]) : []);
    hits = hits ? hits.filter((number) => found.has(number)) : [...found];
  }
  return hits ?? Array.from(window.clips.keys());
}
const box = document.getElementById("query");
const list = document.getElementById("list");
const status = document.getElementById("status");
let asked = 0;
async function show() {
  const mine = ++asked;
  const hits = await find(box.value);
  if (mine !== asked) return; // what was typed meanwhile is asked for already
  list.replaceChildren(...hits.slice(0, 200).map((number) => {
    const [title, about] = window.clips[number];
    const row = document.createElement("li");
    const link = document.createElement("a");
    link.href = "c/" + number + ".html";
    link.dir = "auto";
    link.textContent = title;
    row.append(link, " " + about);
    return row;
  }));
  status.textContent = hits.length + (hits.length === 1 ? " clip" : " clips") +
    (hits.length > 200 ? ", the first 200" : "");
}
window.clipperSearch = { find, words };
box.addEventListener("input", show);
box.value = decodeURIComponent(location.hash.slice(1));
show();
})();
