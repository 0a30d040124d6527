// Renders references by citeproc-js, which clipper neither ships nor needs; its results are kept in this folder.
//
// In an empty folder: `npm install citeproc`, and put there the styles that are named below and the four locales, from
// github.com/citation-style-language (styles and locales). Then
//
//   node reference_implementation.js FOLDER ITEMS.json >RENDERED.json
//
// One reference at a time, so that nothing is told apart; `list` as a third word renders all of them as one list.
const fs = require("fs");
const path = require("path");
const [, , folder, items, how] = process.argv;
const CSL = require(path.resolve(folder, "node_modules/citeproc"));

const STYLES = {
  "apa": ["apa", "en-US"],
  "chicago": ["chicago-notes-bibliography", "en-US"],
  "chicago-date": ["chicago-author-date", "en-US"],
  "mla": ["modern-language-association", "en-US"],
  "harvard": ["harvard-cite-them-right", "en-GB"],
  "iso690": ["iso690-author-date-en", "en-GB"],
  "iso690-de": ["iso690-author-date-de", "de-DE"],
  "vancouver": ["nlm-citation-sequence", "en-US"],
};

const read = (name) => fs.readFileSync(path.join(folder, name), "utf8");
const all = JSON.parse(fs.readFileSync(items, "utf8"));
const byId = Object.fromEntries(all.map((item) => [item.id, item]));
const system = {
  retrieveItem: (id) => JSON.parse(JSON.stringify(byId[id])),
  retrieveLocale: (name) => read(`locales-${fs.existsSync(path.join(folder, `locales-${name}.xml`)) ? name : "en-US"}.xml`),
};

const rendered = {};
for (const [style, [file, language]] of Object.entries(STYLES)) {
  const engine = new CSL.Engine(system, read(`${file}.csl`), language, true);
  const found = { bibliography: {}, note: {} };
  if (how === "list") {
    engine.updateItems(all.map((item) => item.id));
    const [about, entries] = engine.makeBibliography();
    found.bibliography = about.entry_ids.map(([id], index) => [id, entries[index].trim()]);
    for (const item of all) found.note[item.id] = engine.makeCitationCluster([{ id: item.id }]);
  } else {
    for (const item of all) {
      engine.updateItems([item.id]);
      found.bibliography[item.id] = engine.makeBibliography()[1][0].trim();
      found.note[item.id] = engine.makeCitationCluster([{ id: item.id }]);
    }
  }
  rendered[style] = found;
}
process.stdout.write(JSON.stringify(rendered));
