// Search in this language. Nothing is fetched before words are typed, then only the files that answer them
// (`oscec.render.search` wrote these); nothing is stored and no query reaches an address or another host.
(() => {
  const panel = document.querySelector(".o-search");
  if (!panel) return;
  document.documentElement.classList.remove("no-js");
  const form = panel.querySelector("form");
  const field = panel.querySelector("input");
  const status = panel.querySelector("[role=status]");
  const list = panel.querySelector("ol");
  const words = form.dataset;
  const PAGES = 8, PASSAGES = 3; // shown: pages, and passages of each
  const PAUSE = 150; // milliseconds without typing before it searches
  const WEIGHTS = [1, 2, 6, 15]; // of a word: in the text, often there, in a title or name, the whole of one
  const NAMED = WEIGHTS[2] / 2; // the least of a word that is in the title or a name
  const WORD = /[\p{L}\p{N}]{2,}/gu;
  const folder = new URL(words.folder, document.baseURI);
  const base = new URL(words.base.replace(/\/?$/, "/"), document.baseURI);
  const files = new Map();
  let index;

  // A file of the search, fetched once; what failed may be asked for again.
  function file(path) {
    if (!files.has(path)) {
      const answer = fetch(new URL(path, folder)).then((found) => found.ok ? found.json() : Promise.reject(found.status));
      answer.catch(() => files.delete(path));
      files.set(path, answer);
    }
    return files.get(path);
  }

  const fold = (word) => word.toLowerCase().normalize("NFD").replace(/\p{M}/gu, "")
    .replace(/./gu, (letter) => index.letters[letter] ?? letter);

  // The place of the last of the sorted values that does not come after this one.
  function place(values, value) {
    const after = values.findIndex((other) => other > value);
    return Math.max((after < 0 ? values.length : after) - 1, 0);
  }

  // How well a word answers another: 1 for the same, less for its beginning, little for another form of it.
  function closeness(word, asked) {
    if (word === asked) return 1;
    let same = 0;
    while (same < asked.length && word[same] === asked[same]) same += 1;
    const shorter = Math.min(word.length, asked.length);
    const rest = Math.max(word.length, asked.length) - same;
    if (same === asked.length) return rest <= 2 ? 0.8 : 0.6;
    return same >= 4 && same >= 0.7 * shorter && rest <= 4 ? 0.5 : 0;
  }

  // The passages with a word: number -> weight.
  async function passages(asked, matched) {
    const found = new Map();
    const shard = await file(`${index.version}/words-${place(index.words, asked.slice(0, 2))}.json`);
    for (const [word, places] of Object.entries(shard)) {
      const close = closeness(word, asked);
      if (!close) continue;
      matched.add(word);
      let passage = 0;
      for (const step of places) {
        passage += step >> 2;
        found.set(passage, Math.max(found.get(passage) ?? 0, close * WEIGHTS[step & 3]));
      }
    }
    return found;
  }

  // What answers: the pages, best first, each a list of its passages, best first; and how many passages.
  async function find(asked, matched) {
    const answers = await Promise.all(asked.map((word) => passages(word, matched)));
    const rare = answers.filter(({ size }) => size && size < index.count / 4);
    const scores = new Map();
    for (const found of answers) {
      const news = Math.log(1 + index.count / Math.max(found.size, 1)); // a rare word says more
      for (const [passage, weight] of found) scores.set(passage, (scores.get(passage) ?? 0) + news * weight);
    }
    const needed = rare.length ? rare : answers;
    const most = Math.max(...[...scores.keys()].map((passage) => needed.filter((found) => found.has(passage)).length));
    const pages = new Map();
    let count = 0;
    for (const [passage, score] of scores) {
      if (needed.filter((found) => found.has(passage)).length < most) continue;
      const page = place(index.pages, passage);
      const preferred = index.pages[page] === index.first[0] ? 2 : 1;
      const named = answers.every((found) => found.get(passage) >= NAMED) ? 2 : 1;
      if (!pages.has(page)) pages.set(page, []);
      pages.get(page).push({ passage, score: score * preferred * named });
      count += 1;
    }
    const sorted = [...pages.values()].map((found) => found.sort((a, b) => b.score - a.score));
    return { count, pages: sorted.sort(([a], [b]) => b.score - a.score) };
  }

  // A passage: its address, the title of its page, its own title, its text; their languages unless the site's.
  async function read(passage) {
    const part = place(index.texts, passage);
    const rows = await file(`${index.version}/texts-${part}.json`);
    return rows[passage - index.texts[part]];
  }

  // The text around the first word that answers, the words marked.
  function excerpt(whole, matched) {
    const found = [...whole.matchAll(WORD)].filter(([word]) => matched.has(fold(word)));
    const at = found[0]?.index ?? 0;
    const from = at > 60 ? whole.indexOf(" ", at - 60) + 1 : 0;
    const to = whole.length - from > 160 ? whole.lastIndexOf(" ", from + 160) : whole.length;
    const nodes = [from ? "… " : ""];
    let done = from;
    for (const { 0: word, index: start } of found.filter((one) => one.index + one[0].length <= to)) {
      const mark = document.createElement("mark");
      mark.textContent = word;
      nodes.push(whole.slice(done, start), mark);
      done = start + word.length;
    }
    return [...nodes, whole.slice(done, Math.max(to, done)), to < whole.length ? " …" : ""];
  }

  function link([where, , title, whole, language], matched) {
    const made = document.createElement("a");
    made.href = new URL(where, base);
    if (language) made.lang = language;
    made.appendChild(document.createElement("strong")).textContent = title;
    made.appendChild(document.createElement("span")).append(...excerpt(whole, matched));
    return made;
  }

  function row(found, matched) {
    const item = document.createElement("li");
    const [[, page, title, , , language]] = found;
    if (title !== page) {
      const said = item.appendChild(document.createElement("p"));
      said.className = "o-search__page";
      said.textContent = page;
      if (language) said.lang = language;
    }
    item.append(...found.map((passage) => link(passage, matched)));
    return item;
  }

  async function answer(query) {
    index = await file("index.json");
    const matched = new Set();
    const asked = [...new Set((query.normalize("NFC").match(WORD) ?? []).map(fold))];
    if (!asked.length) return { count: 0, rows: [] };
    const { count, pages } = await find(asked, matched);
    const shown = pages.slice(0, PAGES).map((found) => Promise.all(found.slice(0, PASSAGES).map(({ passage }) => read(passage))));
    return { count, rows: (await Promise.all(shown)).map((found) => row(found, matched)) };
  }

  async function show() {
    const query = field.value.trim();
    let said = "", rows = [];
    try {
      if (query) {
        const found = await answer(query);
        rows = found.rows;
        said = found.count === 0 ? words.none
          : found.count === 1 ? words.one : words.some.replace("{count}", found.count.toLocaleString(status.lang));
      }
    } catch {
      files.delete("index.json"); // the site may have been published anew
      said = words.failed;
    }
    if (query !== field.value.trim()) return;
    list.replaceChildren(...rows);
    status.textContent = said;
  }

  let waiting;
  panel.addEventListener("toggle", () => {
    if (panel.open) field.focus();
  });
  field.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(show, PAUSE);
  });
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    clearTimeout(waiting);
    await show();
    list.querySelector("a")?.focus();
  });
  panel.addEventListener("keydown", (event) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!step) return;
    const stops = [field, ...list.querySelectorAll("a")];
    const next = stops[stops.indexOf(document.activeElement) + step];
    if (!next || !stops.includes(document.activeElement)) return;
    event.preventDefault();
    next.focus();
  });
  list.addEventListener("click", (event) => {
    if (event.target.closest("a")) panel.open = false;
  });
})();
