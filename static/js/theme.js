// Light, dark or as the system has it: kept in the browser, and set before anything is painted.
(() => {
  "use strict";
  const themes = ["system", "light", "dark"];
  const read = () => {
    try {
      return localStorage.getItem("parallax-theme") || "system";
    } catch {
      return "system"; // storage may be forbidden; the page works without it
    }
  };
  const apply = (theme) => {
    if (theme === "system") delete document.documentElement.dataset.theme;
    else document.documentElement.dataset.theme = theme;
  };
  apply(read());
  document.addEventListener("DOMContentLoaded", () => {
    const button = document.querySelector("[data-theme-switch]");
    if (!button) return;
    const name = (theme) => (button.textContent = `Theme: ${theme}`);
    name(read());
    button.hidden = false;
    button.addEventListener("click", () => {
      const next = themes[(themes.indexOf(read()) + 1) % themes.length];
      try {
        localStorage.setItem("parallax-theme", next);
      } catch {
        // kept for this page only
      }
      apply(next);
      name(next);
    });
  });
})();
