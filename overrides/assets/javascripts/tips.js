// Escape closes what is open: a tip that hover or focus shows, or a menu of the masthead. Nothing else
// here needs a script.
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
