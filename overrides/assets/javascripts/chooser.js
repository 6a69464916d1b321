// Comfort only: the languages that the reader's browser prefers come first, in its order. Nothing is stored, and
// nobody is sent anywhere.
const first = document.createElement("ul");
first.className = "o-choices o-choices--first";
for (const code of new Set(navigator.languages.map((tag) => tag.split("-")[0].toLowerCase()))) {
  const choice = document.querySelector(`.o-choices > li[lang="${CSS.escape(code)}"]`);
  if (choice) first.append(choice);
}
if (first.children.length) document.querySelector(".o-choices").before(first);
for (const list of document.querySelectorAll(".o-choices")) {
  if (!list.children.length) list.remove();
}
