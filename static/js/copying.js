// Buttons that copy what stands beside them. Without this file they are not shown, and the text can be selected.
(() => {
  "use strict";
  const dress = () => {
    for (const button of document.querySelectorAll("[data-copy]")) button.hidden = !navigator.clipboard;
  };
  document.addEventListener("click", async (event) => {
    const button = event.target.closest("[data-copy]");
    if (button) {
      const said = button.parentElement.querySelector("[role=status]");
      try {
        await navigator.clipboard.writeText(document.getElementById(button.dataset.copy).textContent.trim());
        said.textContent = "Copied.";
      } catch {
        said.textContent = "The browser does not allow it: select the text and copy it.";
      }
      return;
    }
    // A click elsewhere closes an open menu.
    for (const tool of document.querySelectorAll(".tool[open]")) if (!tool.contains(event.target)) tool.open = false;
  });
  document.addEventListener("keydown", (event) => {
    const tool = event.key === "Escape" && document.querySelector(".tool[open]");
    if (!tool) return;
    tool.open = false;
    tool.querySelector("summary").focus();
    event.stopImmediatePropagation(); // Escape would close the chosen point as well
  }, true);
  document.addEventListener("htmx:afterSettle", dress);
  document.addEventListener("htmx:historyRestore", dress);
  dress();
})();
