// Buttons that copy what stands beside them (data-copy) or at an address (data-copy-from). Without this file they are
// not shown: the text can be selected, and the address is that of a page.
(() => {
  "use strict";
  const BUTTONS = "[data-copy], [data-copy-from]";
  const dress = () => {
    for (const button of document.querySelectorAll(BUTTONS)) button.hidden = !navigator.clipboard;
  };
  const fetched = async (address) => {
    const response = await fetch(address);
    if (!response.ok || response.redirected) throw new Error(response.status); // a redirect leads to the login
    return new Blob([(await response.text()).trim()], { type: "text/plain" });
  };
  const copy = (button) => {
    const { copy: beside, copyFrom: address } = button.dataset;
    if (beside) return navigator.clipboard.writeText(document.getElementById(beside).textContent.trim());
    // Given as a promise: a browser may forget by the time of the answer that somebody pressed a button.
    return navigator.clipboard.write([new ClipboardItem({ "text/plain": fetched(address) })]);
  };
  document.addEventListener("click", async (event) => {
    const button = event.target.closest(BUTTONS);
    if (button) {
      const said = button.parentElement.querySelector("[role=status]");
      try {
        await copy(button);
        said.textContent = "Copied.";
      } catch {
        said.textContent = button.dataset.copy
          ? "The browser does not allow it: select the text and copy it."
          : "It could not be copied: open “cite” and copy it there.";
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
