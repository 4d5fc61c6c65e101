// The story page's manners: what was open stays open and where it was, keys move between points, and a click on
// a passage chooses its point. Everything here has a link or a form that does the same without this file.
(() => {
  "use strict";
  const scrolling = window.parallaxScrolling;
  const find = (selector, within = document) => within.querySelector(selector);
  const workspace = () => document.getElementById("comparison");
  const chosenNumber = () => find(".point.is-chosen [data-number]")?.dataset.number || find("#drawer .point-number")?.textContent;
  const keep = (name, value) => {
    try {
      localStorage.setItem(name, value);
    } catch {
      // storage may be forbidden; then it lasts as long as the page
    }
  };
  const kept = (name) => {
    try {
      return localStorage.getItem(name);
    } catch {
      return null;
    }
  };

  let letterKeys = kept("parallax-keys") !== "off";

  const dress = () => {
    const root = workspace();
    if (!root) return;
    root.classList.add("can-choose");
    for (const button of root.querySelectorAll("button[hidden]")) button.hidden = false;
    const button = find("[data-link-columns]");
    if (button) button.setAttribute("aria-pressed", String(scrolling.isLinked()));
    const box = find("[data-letter-keys]");
    if (box) box.checked = letterKeys;
  };

  // On a narrow page everything stands in one column, and the drawer above the list that is chosen from.
  const isNarrow = () => getComputedStyle(workspace()).display !== "grid";

  const bringIntoView = () => {
    if (!chosenNumber()) return;
    const root = workspace();
    scrolling.showChosen();
    if (isNarrow()) return document.getElementById("drawer")?.scrollIntoView({ block: "start" });
    if (Math.abs(root.getBoundingClientRect().top) > 1) root.scrollIntoView({ block: "start" });
    find(".point.is-chosen")?.scrollIntoView({ block: "nearest" });
  };

  // ---- a swap leaves everything that did not change where it was -----------------------------------
  let before = null;
  document.addEventListener("htmx:beforeSwap", (event) => {
    const root = workspace();
    if (!root || event.detail.target !== root) return;
    before = {
      open: [...root.querySelectorAll("details[open][id]")].map((element) => element.id),
      left: document.getElementById("sheet")?.scrollLeft || 0,
      scrolled: ["points", "drawer", "sheet", ...scrolling.columns().map((column) => column.id)].map((id) => [
        id,
        document.getElementById(id)?.scrollTop || 0,
      ]),
      panels: [...root.querySelectorAll("details[open] .facet-panel")].map((panel) => [panel.parentElement.id, panel.scrollTop]),
      names: scrolling.columns().map((column) => column.getAttribute("aria-labelledby") && find("h2", column).textContent),
      chosen: chosenNumber(),
      focused: root.contains(document.activeElement) ? document.activeElement.id : "",
    };
  });
  document.addEventListener("htmx:afterSwap", () => {
    if (!before || !workspace()) return;
    const { open, left, scrolled, panels, names, chosen, focused } = before;
    before = null;
    dress();
    for (const id of open) document.getElementById(id)?.setAttribute("open", "");
    const same = JSON.stringify(scrolling.columns().map((column) => find("h2", column).textContent)) === JSON.stringify(names);
    for (const [id, top] of scrolled) {
      const element = document.getElementById(id);
      if (!element || (id === "drawer" && chosen !== chosenNumber())) continue;
      if (element.matches("[data-column]")) {
        if (same) scrolling.move(element, top);
      } else element.scrollTop = top;
    }
    const sheet = document.getElementById("sheet");
    if (sheet) sheet.scrollLeft = left;
    for (const [id, top] of panels) {
      const panel = find(`#${id} .facet-panel`);
      if (panel) panel.scrollTop = top;
    }
    // htmx gives the focus back too, but not to a box in a list that was still closed then.
    if (focused) document.getElementById(focused)?.focus({ preventScroll: true });
    const another = chosenNumber() !== chosen;
    if (!another && (same || isNarrow())) return;
    bringIntoView();
    // Chosen from a finding, or where the list is far below: go on from what it opened.
    const drawer = document.getElementById("drawer");
    if (!focused || (isNarrow() && !drawer?.contains(document.activeElement))) drawer?.focus({ preventScroll: true });
  });
  document.addEventListener("htmx:historyRestore", () => {
    dress();
    scrolling.showChosen();
  });

  // ---- pointer -------------------------------------------------------------------------------------
  document.addEventListener("click", (event) => {
    const target = event.target;
    for (const facet of document.querySelectorAll(".facet[open]")) if (!facet.contains(target)) facet.open = false;
    if (target.closest("[data-link-columns]")) return toggleLink();
    if (target.closest("[data-show-keys]")) return showKeys();
    if (target.closest("a, button, label, summary, input") || String(getSelection()).trim()) return;
    const row = target.closest(".matrix tbody tr");
    const number = target.closest(".passage[data-point]")?.dataset.point || (row && find("[data-number]", row).dataset.number);
    if (number) choose(number);
  });
  document.addEventListener("change", (event) => {
    if (!event.target.matches("[data-letter-keys]")) return;
    letterKeys = event.target.checked;
    keep("parallax-keys", letterKeys ? "on" : "off");
  });
  document.addEventListener(
    "toggle",
    (event) => {
      const group = event.target.dataset?.together;
      if (!group) return;
      for (const other of document.querySelectorAll(`details[data-together="${group}"]`)) other.open = event.target.open;
    },
    true,
  );

  const choose = (number) => document.getElementById(`point-${number}`)?.click();
  const toggleLink = () => {
    scrolling.link(!scrolling.isLinked());
    dress();
    if (scrolling.isLinked()) scrolling.showChosen();
  };
  const showKeys = () => {
    const dialog = document.getElementById("keys");
    if (dialog && !dialog.open) dialog.showModal();
  };

  // ---- keys ----------------------------------------------------------------------------------------
  const step = (by) => {
    // Rows that are no points are gone through by the focus.
    const rows = [...document.querySelectorAll("[data-step]")].filter((row) => row.checkVisibility());
    if (rows.length) {
      const at = rows.indexOf(document.activeElement.closest("[data-step]"));
      const row = rows[at < 0 ? (by > 0 ? 0 : rows.length - 1) : at + by];
      row?.focus({ preventScroll: true });
      // Of one that is higher than half a window the beginning is wanted, from wherever it is come to.
      return row?.scrollIntoView({ block: row.offsetHeight > innerHeight / 2 ? "start" : "nearest" });
    }
    const links = [...document.querySelectorAll(".point-link")];
    if (!links.length) return;
    const beside = document.getElementById(by > 0 ? "point-after" : "point-before");
    if (beside) beside.click();
    else if (!find("#drawer")) links.at(by > 0 ? 0 : -1).click();
  };
  const letters = { n: () => step(1), p: () => step(-1), l: toggleLink, "/": () => document.getElementById("find")?.focus(), "?": showKeys };

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || !workspace()) return;
    if (event.key === "Escape") {
      const open = find(".facet[open]");
      if (find("dialog[open]")) return;
      if (open) {
        open.open = false;
        find("summary", open).focus();
      } else document.getElementById("drawer-close")?.click();
      return;
    }
    const typing = event.target.closest("input:not([type=checkbox]), textarea, select, dialog");
    if (typing || !letterKeys || !(event.key in letters)) return;
    event.preventDefault();
    letters[event.key]();
  });

  dress();
  if (workspace() && !(isNarrow() && location.hash)) bringIntoView();
})();
