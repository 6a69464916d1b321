// Search in the index of this language. The index is fetched when the search is opened, never before;
// nothing is stored and no query reaches an address or another host.
(() => {
  const panel = document.querySelector(".o-search");
  if (!panel) return;
  document.documentElement.classList.remove("no-js");
  const form = panel.querySelector("form");
  const field = panel.querySelector("input");
  const status = panel.querySelector("[role=status]");
  const list = panel.querySelector("ol");
  const words = form.dataset;
  const SHOWN = 20;
  let index;

  // Letters without their marks, so that accents need not be typed; one character stays one character.
  const fold = (text) => Array.from(text.normalize("NFC"), (letter) =>
    letter.normalize("NFD").replace(/\p{M}+/gu, "").toLowerCase().replace("ς", "σ") || " ").join("");

  const plain = (html) => new DOMParser().parseFromString(html.replace(/<(?=\/?(p|li|h\d|td|th)\b)/g, " <"), "text/html")
    .body.textContent.replace(/\s+/g, " ").trim();

  async function load() {
    const { docs } = await (await fetch(words.index)).json();
    const titles = new Map();
    return docs.map(({ location, title, text }) => {
      const [page, part] = location.split("#");
      const entry = { location, address: page, title: plain(title), text: plain(text) };
      entry.weight = page && part && words.first.endsWith(`/${page}`) ? 5 : 0; // the list of words answers first
      if (!part) titles.set(page, entry.title);
      else entry.page = titles.get(page);
      entry.foldedTitle = fold(entry.title);
      entry.foldedText = fold(entry.text);
      return entry;
    });
  }

  function find(entries, query) {
    const terms = fold(query).split(/[^\p{L}\p{N}]+/u).filter(Boolean)
      .map((term) => new RegExp(`(?<![\\p{L}\\p{N}])${term}`, "u"));
    if (!terms.length) return [];
    const hits = entries.map((entry) => {
      const places = terms.map((term) => entry.foldedText.search(term));
      const inTitle = terms.filter((term) => term.test(entry.foldedTitle)).length;
      const all = terms.every((term, i) => places[i] >= 0 || term.test(entry.foldedTitle));
      return { entry, at: Math.min(...places.filter((place) => place >= 0), Infinity), inTitle, score: all ? 1 + inTitle * 10 + entry.weight : 0 };
    }).filter(({ score }) => score);
    // A page as a whole is no news where one of its parts is found, unless its title has the words.
    const parts = new Set(hits.filter(({ entry }) => entry.page).map(({ entry }) => entry.address));
    return hits.filter(({ entry, inTitle }) => inTitle || entry.page || !parts.has(entry.address))
      .sort((a, b) => b.score - a.score);
  }

  function excerpt(text, at) {
    const from = Number.isFinite(at) && at > 60 ? text.indexOf(" ", at - 60) + 1 : 0;
    const rest = text.slice(from);
    const part = rest.length > 160 ? rest.slice(0, rest.lastIndexOf(" ", 160)) + " …" : rest;
    return (from ? "… " : "") + part;
  }

  function row({ entry, at }) {
    const link = document.createElement("a");
    link.href = new URL(entry.location, new URL(`${words.base.replace(/\/?$/, "/")}`, document.baseURI));
    const title = link.appendChild(document.createElement("strong"));
    title.textContent = entry.page && entry.page !== entry.title ? `${entry.page}: ${entry.title}` : entry.title;
    link.appendChild(document.createElement("span")).textContent = excerpt(entry.text, at);
    const item = document.createElement("li");
    item.append(link);
    return item;
  }

  async function show() {
    const query = field.value.trim();
    if (!query) {
      list.replaceChildren();
      status.textContent = "";
      return;
    }
    try {
      const found = find(await (index ??= load()), query);
      if (query !== field.value.trim()) return;
      list.replaceChildren(...found.slice(0, SHOWN).map(row));
      status.textContent = found.length === 0 ? words.none
        : found.length === 1 ? words.one : words.some.replace("{count}", found.length.toLocaleString(status.lang));
    } catch {
      index = undefined;
      status.textContent = words.failed;
    }
  }

  panel.addEventListener("toggle", () => {
    if (!panel.open) return;
    index ??= load();
    index.catch(() => { index = undefined; });
    field.focus();
  });
  field.addEventListener("input", show);
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    await show();
    list.querySelector("a")?.focus();
  });
  list.addEventListener("click", (event) => {
    if (event.target.closest("a")) panel.open = false;
  });
})();
