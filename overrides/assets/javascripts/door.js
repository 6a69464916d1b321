// Comfort only: the page speaks the reader's language, and the country that the browser names comes first (fr-BE
// names Belgium). Nobody is asked where the reader is, nothing is stored, and nobody is sent anywhere.
const list = document.querySelector("[data-languages]");
const languages = list.dataset.languages.split(" ");
const tags = navigator.languages.map((tag) => tag.toLowerCase().split("-"));
const language = tags.map(([code]) => code).find((code) => languages.includes(code)) ?? languages[0];
const country = tags.flatMap(([, ...parts]) => parts)
  .map((part) => list.querySelector(`[data-country="${CSS.escape(part)}"]`)).find(Boolean);

const sayings = [...document.querySelectorAll("[data-saying]")];
const saying = sayings.find(({ lang }) => lang === language) ?? sayings[0];
for (const other of sayings) other.hidden = other !== saying;

if (country) {
  let way = country.querySelector(`a[hreflang="${language}"][lang="${language}"]`)?.parentElement;
  if (!way) {
    way = country.lastElementChild.cloneNode(true);
    const [link, name] = way.children;
    link.href = `../${language}/help/${country.dataset.country}/`;
    link.lang = link.hreflang = name.lang = language;
    link.textContent = new Intl.DisplayNames(language, { type: "region" }).of(country.dataset.country.toUpperCase());
    name.textContent = new Intl.DisplayNames(language, { type: "language" }).of(language);
  }
  country.querySelector("a").classList.remove("o-choices__name");
  way.querySelector("a").classList.add("o-choices__name");
  country.prepend(way);
  country.className = "o-choices__first";
  list.prepend(country);
  saying.querySelector("[data-first]").hidden = false;
}
