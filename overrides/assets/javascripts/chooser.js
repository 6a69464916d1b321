// Comfort only: the languages that the reader's browser prefers come first, in its order. Nothing is stored, and
// nobody is sent anywhere.
const all = document.querySelector(".o-choices");
const first = document.createElement("ul");
first.className = "o-choices";
for (const code of new Set(navigator.languages.map((tag) => tag.split("-")[0].toLowerCase()))) {
  const choice = all.querySelector(`li[lang="${CSS.escape(code)}"]`);
  if (choice) first.append(choice);
}
if (first.children.length) all.before(first);
if (!all.children.length) all.remove();
