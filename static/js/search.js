// The search page's manners: a list of choices that was open stays open after an answer, and so does the focus.
(() => {
  "use strict";
  let open = "";
  let focused = "";

  document.addEventListener("htmx:beforeSwap", (event) => {
    if (event.detail.target.id !== "search") return;
    open = document.querySelector("#search .facet[open]")?.id || "";
    focused = document.activeElement?.id || "";
  });

  document.addEventListener("htmx:afterSwap", () => {
    const list = open && document.getElementById(open);
    if (list) list.open = true;
    const last = focused && document.getElementById(focused);
    if (last && document.activeElement !== last) last.focus({ preventScroll: true });
  });

  // What the page says was looked for is what stands in the box, also after Back.
  document.addEventListener("htmx:historyRestore", () => {
    document.getElementById("masthead-q").value = new URLSearchParams(location.search).get("q") || "";
  });
})();
