// Comfort only: the site works without it. Escape closes what is open, a tip that hover or focus shows or
// a menu of the masthead; so does a click beside a menu.
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  for (const tip of document.querySelectorAll(".o-tip:hover, .o-tip:focus-within")) {
    tip.classList.add("o-tip--closed");
    const reopen = () => tip.classList.remove("o-tip--closed");
    tip.addEventListener("mouseleave", reopen, { once: true });
    tip.addEventListener("focusout", reopen, { once: true });
  }
  for (const menu of document.querySelectorAll(".o-drop[open]")) {
    if (menu.contains(document.activeElement)) menu.firstElementChild.focus();
    menu.open = false;
  }
});
document.addEventListener("click", (event) => {
  for (const menu of document.querySelectorAll(".o-drop[open]")) {
    if (!menu.contains(event.target)) menu.open = false;
  }
});

// A table that fits needs no stop for the keyboard; one that has to scroll keeps it.
const sizes = new ResizeObserver((entries) => {
  for (const { target } of entries) target.tabIndex = target.scrollWidth > target.clientWidth ? 0 : -1;
});
for (const table of document.querySelectorAll(".o-table[tabindex]")) sizes.observe(table);
