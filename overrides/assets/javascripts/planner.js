// Plans a session in the reader's browser. Nothing is stored or sent. First what plans and writes, which knows
// no page and can be tested by itself; at the end what ties it to the page.
const planner = (() => {
  const KEPT = 30; // plans of equal length that go on to the next module
  const TESTED = "outcome-evaluation"; // the principle that the tests before and after serve
  const UNSETTLING = ["case", "role-play", "tabletop"]; // better not the last thing before people leave

  // What counts for or against a plan. The ready courses of an audience are 100 points together, shared out to
  // their activities by time. The other numbers were set by reading plans as a trainer would.
  const POINTS = {
    principle: 1.5, element: 0.5, stage: 0.5, // each that is covered
    module: -2, strange: -6, // each module, and one that no course of the audience has: rather depth than many
    builtOn: 0.25, // of the points of the modules that build on it
    topic: 100, topicMinute: 2, filling: -15, // where topics were chosen: theirs, and another module
    idleMinute: -1, rest: -3, // time without use, and each break
    cut: -15, // a break within a module
    unsettling: -12, // such an activity at the end
  };

  // What stands around the activities, by the length of the session.
  function frameOf(minutes) {
    if (minutes < 90) return { welcome: 5, test: 0, close: 5, pause: 10, lunch: 0 };
    if (minutes < 150) return { welcome: 5, test: 5, close: 5, pause: minutes < 120 ? 5 : 10, lunch: 0 };
    if (minutes < 300) return { welcome: 10, test: 10, close: 10, pause: 15, lunch: 0 };
    return { welcome: 10, test: 15, close: 15, pause: 15, lunch: minutes < 420 ? 45 : 60 };
  }

  // Modules so that each comes after those that it builds on; otherwise in their order.
  function inOrder(modules) {
    const byId = new Map(modules.map((module) => [module.id, module]));
    const order = new Set();
    const visit = (module, above) => {
      if (!module || order.has(module) || above.includes(module)) return;
      for (const id of module.prerequisites) visit(byId.get(id), [...above, module]);
      order.add(module);
    };
    for (const module of modules) visit(module, []);
    return [...order];
  }

  const bits = (names, all) => names.reduce((mask, name) => mask | (1 << all.indexOf(name)), 0);
  const count = (mask) => { let sum = 0; for (let left = mask; left; left &= left - 1) sum += 1; return sum; };

  // The modules for the audience with the ways to teach them. Of the highest sensitivity there is only what was
  // asked for or stands in the courses of the audience. What a module is worth: its part of those courses, and
  // something of that of the modules which build on it.
  function candidates({ audience, topics, sensitive }, data) {
    const share = data.audiences.find(({ id }) => id === audience)?.share ?? {};
    const part = ({ activities }) => activities.reduce((sum, { id }) => sum + (share[id] ?? 0), 0);
    return inOrder(data.modules)
      .filter((module) => module.audiences.includes(audience))
      .map((module) => {
        const free = module.sensitivity < 3 || sensitive || topics.includes(module.id);
        const may = (id) => free || id in share;
        const activities = new Map(module.activities.map((activity) => [activity.id, activity]));
        return {
          ...module,
          share,
          known: module.activities.some(({ id }) => id in share),
          ways: module.ways.filter((way) => way.every(may)).map((way) => way.map((id) => activities.get(id))),
          check: module.activities.find(({ kind, id }) => kind === "check" && may(id)),
          above: data.modules.filter(({ prerequisites }) => prerequisites.includes(module.id)).reduce((sum, other) => sum + part(other), 0),
        };
      })
      .filter(({ ways }) => ways.length);
  }

  // What a module can bring and what that is worth. Where there are no tests, its own check may end it.
  function choicesOf(module, wish, tests, data) {
    const ways = tests || !module.check ? module.ways : module.ways.flatMap((way) => [way, [...way, module.check]]);
    return ways.map((activities) => {
      const choice = { module, activities, minutes: 0, talk: 0, principles: 0, elements: 0, stages: 0, gain: 0 };
      for (const activity of activities) {
        choice.minutes += activity.minutes;
        choice.talk += activity.kind === "talk" ? activity.minutes : 0;
        choice.principles |= bits(activity.principles, data.principles);
        choice.elements |= bits(activity.elements, data.elements);
        choice.stages |= bits(activity.stages, data.stages);
        choice.gain += module.share[activity.id] ?? 0;
      }
      choice.gain += {
        any: POINTS.builtOn * module.above + (module.known ? POINTS.module : POINTS.strange),
        topic: POINTS.topic + POINTS.topicMinute * choice.minutes,
        needed: 0,
        filling: POINTS.filling,
      }[wish];
      return choice;
    });
  }

  const worth = ({ gain, principles, elements, stages }) =>
    gain + POINTS.principle * count(principles) + POINTS.element * count(elements) + POINTS.stage * count(stages);

  // The best choices of activities for every length up to the room there is: module after module, the
  // most valuable beginnings of each length go on.
  function search(modules, room, { topics, known, sensitive }, tests, data) {
    const numbers = new Map(modules.map(({ id }, number) => [id, number]));
    const needed = new Set();
    const follow = (id) => {
      for (const other of modules[numbers.get(id)]?.prerequisites ?? []) {
        if (numbers.has(other) && !needed.has(other)) { needed.add(other); follow(other); }
      }
    };
    if (!known) topics.forEach(follow);
    const empty = { minutes: 0, talk: 0, principles: tests ? bits([TESTED], data.principles) : 0, elements: 0, stages: 0, gain: 0, used: 0n, choice: null, before: null };
    let states = [{ ...empty, worth: 0 }];
    for (const [number, module] of modules.entries()) {
      const wish = !topics.length ? "any" : topics.includes(module.id) ? "topic" : needed.has(module.id) ? "needed" : "filling";
      if (wish === "filling" && module.sensitivity > 2 && !sensitive) continue; // nobody asked for it
      const needs = known ? 0n : module.prerequisites.filter((id) => numbers.has(id))
        .reduce((mask, id) => mask | (1n << BigInt(numbers.get(id))), 0n);
      const choices = choicesOf(module, wish, tests, data);
      const lengths = new Map();
      const keep = (state) => {
        if (!lengths.has(state.minutes)) lengths.set(state.minutes, []);
        lengths.get(state.minutes).push(state);
      };
      for (const state of states) {
        keep(state);
        if ((state.used & needs) !== needs) continue;
        for (const choice of choices) {
          if (state.minutes + choice.minutes > room) continue;
          const next = {
            minutes: state.minutes + choice.minutes, talk: state.talk + choice.talk,
            principles: state.principles | choice.principles, elements: state.elements | choice.elements,
            stages: state.stages | choice.stages, gain: state.gain + choice.gain,
            used: state.used | (1n << BigInt(number)), choice, before: state,
          };
          next.worth = worth(next);
          keep(next);
        }
      }
      states = [...lengths.values()].flatMap((equal) => equal.sort((a, b) => b.worth - a.worth).slice(0, KEPT));
    }
    return states;
  }

  function chosenBy(state) {
    const choices = [];
    for (let at = state; at.choice; at = at.before) choices.unshift(at.choice);
    return choices.flatMap(({ module, activities }) => activities.map((activity) => ({ module, activity })));
  }

  // After which activities to rest, so that no stretch is longer than it may be and all are much the same;
  // rather between modules than within one. null where it cannot be done.
  function restsAfter(taught, rests, opening, closing, longest) {
    const last = taught.length - 1;
    const memory = new Map();
    const best = (from, left) => {
      const key = `${from} ${left}`;
      if (memory.has(key)) return memory.get(key);
      let found = null;
      let stretch = from === 0 ? opening : 0;
      for (let at = from; at <= last; at += 1) {
        stretch += taught[at].activity.minutes;
        const whole = at === last ? stretch + closing : stretch;
        if (whole > longest) break;
        if ((at === last) !== (left === 0)) continue;
        const rest = at === last ? { cost: 0, cuts: 0, places: [] } : best(at + 1, left - 1);
        if (!rest) continue;
        const within = at < last && taught[at].module.id === taught[at + 1].module.id ? 1 : 0;
        const cost = rest.cost + whole * whole + 3000 * within;
        if (!found || cost < found.cost) found = { cost, cuts: rest.cuts + within, places: at === last ? [] : [at, ...rest.places] };
      }
      memory.set(key, found);
      return found;
    };
    return best(0, rests);
  }

  function blocksOf(taught, rests, frame, minutes) {
    const blocks = [{ kind: "welcome", minutes: frame.welcome }];
    if (frame.test) blocks.push({ kind: "pre-test", minutes: frame.test });
    taught.forEach(({ module, activity }, place) => {
      blocks.push({ kind: activity.kind, minutes: activity.minutes, activity: activity.id, module: module.id });
      if (rests.includes(place)) blocks.push({ kind: "break", minutes: frame.pause });
    });
    if (frame.test) blocks.push({ kind: "post-test", minutes: frame.test });
    blocks.push({ kind: "close", minutes: frame.close });
    const sum = () => blocks.reduce((clock, block) => { block.start = clock; return clock + block.minutes; }, 0);
    const middle = sum() / 2;
    const pauses = blocks.filter(({ kind }) => kind === "break");
    if (pauses.length) {
      const long = pauses.reduce((a, b) => (Math.abs(b.start - middle) < Math.abs(a.start - middle) ? b : a));
      if (frame.lunch) Object.assign(long, { kind: "lunch", minutes: frame.lunch });
      const left = minutes - sum();
      if (left <= 15) long.minutes += left - (left % 5); // few minutes more are better spent on a break
    }
    return { blocks, total: sum() };
  }

  // Questions with a twin, for the tests: in turn from each module, on what the session teaches.
  function testsOf(taught, number) {
    const outcomes = new Set(taught.flatMap(({ activity }) => activity.outcomes));
    const banks = [...new Set(taught.map(({ module }) => module))].map((module) =>
      module.tests.filter(({ outcome }) => outcomes.has(outcome)).map(({ id, pair }) => ({ id, pair, module: module.id })));
    const found = [];
    for (let turn = 0; found.length < number && banks.some((bank) => turn < bank.length); turn += 1) {
      found.push(...banks.filter((bank) => turn < bank.length).map((bank) => bank[turn]));
    }
    return found.slice(0, number);
  }

  // request: {audience, minutes, topics, sensitive, known}; topics are ids of modules, none for all.
  function plan(request, data) {
    const wish = { topics: [], sensitive: false, known: false, ...request };
    const { minutes } = wish;
    const frame = frameOf(minutes);
    const opening = frame.welcome + frame.test;
    const closing = frame.test + frame.close;
    const room = minutes - opening - closing;
    const modules = candidates(wish, data);
    const states = search(modules, room, wish, frame.test > 0, data).filter((state) => 2 * state.talk <= state.minutes);
    let best = null;
    for (let rests = 0; rests <= minutes / data.stretch; rests += 1) {
      const left = room - rests * frame.pause - (frame.lunch && rests ? frame.lunch - frame.pause : 0);
      const most = Math.min(left, data.stretch * (rests + 1) - opening - closing);
      const value = (state) => state.worth + POINTS.idleMinute * (left - state.minutes) + POINTS.rest * rests;
      for (const state of states.filter((one) => one.minutes <= most).sort((a, b) => value(b) - value(a))) {
        if (best && value(state) <= best.value) break;
        const taught = chosenBy(state);
        const resting = taught.length ? restsAfter(taught, rests, opening, closing, data.stretch) : null;
        if (!resting) continue;
        const scored = value(state) + POINTS.cut * resting.cuts
          + (UNSETTLING.includes(taught.at(-1).activity.kind) ? POINTS.unsettling : 0);
        if (!best || scored > best.value) best = { value: scored, taught, places: resting.places };
      }
    }
    const { taught, places } = best ?? { taught: [], places: [] };
    const { blocks, total } = blocksOf(taught, places, frame, minutes);
    const used = [...new Set(taught.map(({ module }) => module))];
    const ids = used.map(({ id }) => id);
    const builtOn = new Set(used.flatMap(({ prerequisites }) => prerequisites));
    const added = wish.topics.length ? ids.filter((id) => !wish.topics.includes(id)) : [];
    const serving = (name) => modules.filter(({ activities }) => activities.some(({ principles }) => principles.includes(name))).map(({ id }) => id);
    const by = (part, name) => taught.filter(({ activity }) => activity[part].includes(name)).map(({ activity }) => activity.id);
    return {
      audience: wish.audience, minutes, blocks, total,
      left: minutes - total,
      taught: taught.reduce((sum, { activity }) => sum + activity.minutes, 0),
      talk: taught.reduce((sum, { activity }) => sum + (activity.kind === "talk" ? activity.minutes : 0), 0),
      needed: added.filter((id) => builtOn.has(id)),
      filled: added.filter((id) => !builtOn.has(id)),
      missing: wish.topics.filter((id) => !ids.includes(id)),
      assumed: [...builtOn].filter((id) => !ids.includes(id)),
      tests: frame.test ? testsOf(taught, frame.test) : [],
      principles: data.principles.map((name) => ({
        name, by: by("principles", name), elsewhere: serving(name), tests: name === TESTED && frame.test > 0 && taught.length > 0,
      })),
      gaps: [
        ...data.elements.filter((name) => !by("elements", name).length).map((name) => `element_${name}`),
        ...data.stages.filter((name) => !by("stages", name).length).map((name) => `stage_${name}`),
      ],
      sensitivity: Math.max(0, ...used.map(({ sensitivity }) => sensitivity)),
      roles: taught.some(({ activity }) => activity.kind === "role-play"),
    };
  }

  // The plan in words: a line for each block.
  function lines(made, data) {
    const { words } = data;
    const activities = new Map(data.modules.flatMap((module) => module.activities.map((a) => [a.id, { ...a, module }])));
    return made.blocks.map((block) => {
      const activity = activities.get(block.activity);
      const around = { title: words[`block_${block.kind}`], grouping: "", principles: [] };
      return {
        start: block.start, end: block.start + block.minutes, minutes: block.minutes,
        rest: block.kind === "break" || block.kind === "lunch",
        ...(activity ? {
          title: activity.title, lang: activity.lang, module: activity.module, activity: activity.id,
          grouping: words[`grouping_${activity.grouping}`],
          principles: activity.principles.map((name) => words[`principle_${name}`]),
        } : around),
      };
    });
  }

  const two = (number) => String(number).padStart(2, "0");
  const span = (minutes) => `${Math.floor(minutes / 60)}:${two(minutes % 60)}`;
  const moment = (start, minutes) => new Date(start.getTime() + minutes * 60_000);
  const clock = (date) => `${two(date.getHours())}:${two(date.getMinutes())}`;
  const day = (date) => `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;

  // RFC 5545: no line longer than 75 octets, and no character cut.
  function fold(line) {
    let folded = "";
    let length = 0;
    for (const letter of line) {
      const octets = new TextEncoder().encode(letter).length;
      if (length + octets > 75) {
        folded += "\r\n ";
        length = 1;
      }
      folded += letter;
      length += octets;
    }
    return folded;
  }

  // RFC 5545: an event for each line. Times are written in UTC, so that every calendar shows the right moment.
  function calendar(rows, start, { stamp, key }) {
    const utc = (date) => `${date.toISOString().slice(0, 19).replace(/[-:]/g, "")}Z`;
    const text = (value) => value.replace(/[\\;,]/g, "\\$&").replace(/\r?\n/g, "\\n");
    const events = rows.flatMap((row, number) => [
      "BEGIN:VEVENT",
      `UID:${key}-${number + 1}@oscec-planner`,
      `DTSTAMP:${utc(stamp)}`,
      `DTSTART:${utc(moment(start, row.start))}`,
      `DTEND:${utc(moment(start, row.end))}`,
      `SUMMARY:${text(row.title)}`,
      `DESCRIPTION:${text([row.module?.title, row.grouping, row.principles.join(", ")].filter(Boolean).join("\n"))}`,
      "END:VEVENT",
    ]);
    return ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//oSCEC training//Session planner//EN", "CALSCALE:GREGORIAN", ...events, "END:VCALENDAR"]
      .map((line) => `${fold(line)}\r\n`).join("");
  }

  // RFC 4180 with a byte order mark; no text that a spreadsheet could take for a formula.
  function table(rows, start, words) {
    const at = (minutes) => {
      const date = start && moment(start, minutes);
      return date ? `${day(date)} ${clock(date)}` : span(minutes);
    };
    const cell = (value) => {
      const text = String(value ?? "");
      const safe = typeof value !== "number" && /^'*(?:[\t\r\n]|\s*[=+\-@＝＋－＠])/.test(text) ? `'${text}` : text;
      return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
    };
    const head = ["course_start", "planner_end", "course_minutes", "course_what", "planner_module", "planner_activity", "course_how", "planner_principles"];
    const body = rows.map((row) => [
      at(row.start), at(row.end), row.minutes, row.title, row.module?.title, row.activity, row.grouping, row.principles.join(" | "),
    ]);
    return `\ufeff${[head.map((key) => words[key]), ...body].map((row) => `${row.map(cell).join(",")}\r\n`).join("")}`;
  }

  return { plan, lines, calendar, table, span, moment, clock };
})();

// The page.
(() => {
  const root = document.querySelector(".o-planner");
  if (!root) return;
  const data = JSON.parse(document.getElementById("planner-data").textContent);
  const { words } = data;
  const form = root.querySelector("form");
  const place = root.querySelector(".o-planner__plan");
  const status = root.querySelector(".o-planner__status");
  const fields = form.elements;
  const modules = new Map(data.modules.map((module) => [module.id, module]));
  const titled = new Map(data.modules.flatMap((module) => [[module.id, module], ...module.activities.map((a) => [a.id, a])]));
  let made;

  const fill = (key, values) => words[key].replace(/\{(\w+)\}/g, (hole, name) => values[name] ?? hole);
  const make = (tag, content, attributes = {}) => {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) if (value !== undefined) element.setAttribute(name, value);
    element.append(...[content].flat().filter((part) => part !== "" && part !== undefined && part !== null));
    return element;
  };
  const title = (id) => {
    const { title: text, lang } = titled.get(id);
    return lang ? make("span", text, { lang }) : text;
  };
  const listed = (parts, between = "; ") => parts.flatMap((part, number) => (number ? [between, part] : [part]));
  const start = () => (fields.start.value ? new Date(fields.start.value) : null);

  function order(rows) {
    const from = start();
    // Without a date, the time that has passed since the beginning: in UTC, where no clock is ever changed.
    const style = { hour: "2-digit", minute: "2-digit", hourCycle: "h23", ...(from ? {} : { timeZone: "UTC" }) };
    const at = (minutes) => planner.moment(from ?? new Date(0), minutes).toLocaleTimeString(data.locale, style);
    const head = ["course_start", "course_minutes", "course_what", "course_how"].map((key) => make("th", words[key], { scope: "col" }));
    const body = rows.map((row) => {
      const name = row.lang ? make("span", row.title, { lang: row.lang }) : row.title;
      const what = row.module ? make("a", name, { href: `../trainer/${row.module.id}/` }) : name;
      const cells = [make("td", at(row.start)), make("td", String(row.minutes)), make("th", what, { scope: "row" }), make("td", row.grouping)];
      return make("tr", cells, { class: row.rest ? "o-order__rest" : undefined });
    });
    const date = from?.toLocaleDateString(data.locale, { dateStyle: "full" });
    return scrolled([make("caption", [words["course_running-order"], date].filter(Boolean).join(": ")), make("thead", make("tr", head)), make("tbody", body)], "o-order");
  }

  // A table wider than the window scrolls by itself, and by keyboard.
  const scrolled = (parts, name) =>
    make("div", make("table", parts, { class: name }), { class: "o-table", role: "group", tabindex: "0", "aria-label": words.table });

  function notes() {
    const found = [];
    const all = (key, ids) => { if (ids.length) found.push([`${words[key]} `, ...listed(ids.map(title))]); };
    if (made.left) found.push([fill("planner_left", { left: made.left })]);
    if (made.minutes < 90) found.push([words.planner_no_tests]);
    if (made.minutes <= 90) found.push([words.planner_awareness]);
    all("planner_needed", made.needed);
    all("planner_filled", made.filled);
    all("planner_missing", made.missing);
    all("planner_assumed", made.assumed);
    return found.length ? [make("ul", found.map((note) => make("li", note)))] : [];
  }

  function principles() {
    const why = ({ name, elsewhere }) => {
      if (name === "sufficient-dosage") return words.planner_dosage;
      if (!elsewhere.length) return words.planner_unserved;
      return [make("em", words.planner_elsewhere), " ", ...listed(elsewhere.map(title))];
    };
    const row = (principle) => {
      const { name, by, tests } = principle;
      const link = make("a", words[`principle_${name}`], { href: `../prevention-principles/#${name}` });
      const where = [...by.map(title), ...(tests ? [words.planner_by_tests] : [])];
      return make("tr", [make("th", link, { scope: "row" }), make("td", where.length ? listed(where) : why(principle))]);
    };
    const head = ["course_covers", "course_where"].map((key) => make("th", words[key], { scope: "col" }));
    const covered = made.principles.filter(({ by, tests }) => by.length || tests).length;
    const caption = make("caption", fill("planner_covered", { covered, all: made.principles.length }));
    return [
      make("h3", words.planner_principles),
      scrolled([caption, make("thead", make("tr", head)), make("tbody", made.principles.map(row))], "o-coverage"),
      ...(made.gaps.length ? [make("p", `${words.planner_gaps} ${made.gaps.map((key) => words[key]).join("; ")}`)] : []),
    ];
  }

  function tests() {
    if (!made.tests.length) return [];
    const link = (module, id) => make("td", make("a", id, { href: `../modules/${module}/questions/#${id}` }));
    const head = ["course_before", "course_after"].map((key) => make("th", words[key], { scope: "col" }));
    const body = made.tests.map(({ module, id, pair }) => make("tr", [link(module, id), link(module, pair)]));
    return [
      make("h3", words.course_tests),
      make("p", words.planner_tests_text),
      scrolled([make("thead", make("tr", head)), make("tbody", body)], "o-tests"),
    ];
  }

  function care() {
    const keys = ["always", ...(made.sensitivity > 1 ? ["before", "disclosure"] : []), ...(made.sensitivity > 2 ? ["stay"] : []),
      ...(made.roles ? ["roles"] : []), "after"];
    const list = keys.map((key) => make("li", words[`planner_care_${key}`]));
    if (data.care) list.push(make("li", make("a", words.planner_care_read, { href: `../modules/${data.care}/` })));
    list.push(make("li", make("a", words.planner_care_contacts, { href: "../get-help/" })));
    return [make("h3", words.planner_care), make("p", words[`planner_level_${made.sensitivity}`]), make("ul", list)];
  }

  function save(text, type, ending) {
    const address = URL.createObjectURL(new Blob([text], { type }));
    const link = make("a", "", { href: address, download: `${words.planner_file}-${made.minutes}.${ending}` });
    link.click();
    setTimeout(() => URL.revokeObjectURL(address), 10_000);
    status.textContent = words.planner_saved;
  }

  function saveCalendar() {
    const from = start();
    if (!from) {
      status.textContent = words.planner_no_start;
      fields.start.focus();
      return;
    }
    const key = [...crypto.getRandomValues(new Uint32Array(4))].map((part) => part.toString(16).padStart(8, "0")).join("");
    save(planner.calendar(planner.lines(made, data), from, { stamp: new Date(), key }), "text/calendar;charset=utf-8", "ics");
  }

  function ways() {
    const saves = [
      ["planner_print", () => window.print()],
      ["planner_calendar", saveCalendar],
      ["planner_table", () => save(planner.table(planner.lines(made, data), start(), words), "text/csv;charset=utf-8", "csv")],
    ];
    const buttons = saves.map(([key, act]) => {
      const button = make("button", words[key], { type: "button", class: "o-button o-button--plain" });
      button.addEventListener("click", act);
      return button;
    });
    return make("p", buttons, { class: "o-planner__ways" });
  }

  function show() {
    const heading = make("h2", fill("planner_summary", { audience: words[`audience_${made.audience}`], total: made.total, minutes: made.minutes }),
      { id: "planner-plan", tabindex: "-1" });
    const rows = planner.lines(made, data);
    const parts = made.taught
      ? [make("p", fill("planner_talk", { talk: made.talk, taught: made.taught })), ...notes(), order(rows), ways(),
        ...principles(), ...tests(), ...care()]
      : [make("p", words.planner_nothing), ...notes()];
    place.replaceChildren(heading, ...parts);
    place.hidden = false;
    return heading;
  }

  // Only topics for the audience can be chosen.
  function offer() {
    for (const box of form.querySelectorAll("[name=topic]")) {
      box.parentElement.hidden = !modules.get(box.value).audiences.includes(fields.audience.value);
      if (box.parentElement.hidden) box.checked = false;
    }
  }

  function own() {
    fields.number.required = fields.minutes.value === "own";
    fields.number.disabled = fields.minutes.value !== "own";
  }

  form.addEventListener("change", ({ target }) => {
    if (target.name === "audience") offer();
    if (target.name === "minutes") own();
    if (target.name === "start" && made) show();
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const chosen = fields.minutes.value;
    made = planner.plan({
      audience: fields.audience.value,
      minutes: Number(chosen === "own" ? fields.number.value : chosen),
      topics: [...form.querySelectorAll("[name=topic]:checked")].map(({ value }) => value),
      sensitive: fields.sensitive.checked,
      known: fields.known.checked,
    }, data);
    status.textContent = "";
    show().focus();
  });
  form.hidden = false;
  offer();
  own();
})();
