// The editor's hands on the story page: words selected in a column become a statement, and a form stays as it was
// typed. Every form here is also a page of its own that needs none of this.
(() => {
  "use strict";
  const bar = document.getElementById("selection-bar");
  const dialog = document.getElementById("ruling-dialog");
  if (!bar || !dialog) return;
  const find = (selector, within = document) => within.querySelector(selector);
  const all = (selector, within = document) => [...within.querySelectorAll(selector)];
  const workspace = () => document.getElementById("comparison");
  const home = bar.parentElement;

  // ---- selecting -----------------------------------------------------------------------------------
  // Stored offsets count characters; a string of the page counts those beyond the first 65,536 twice.
  const characters = (words) => words.length - (words.match(/[\ud800-\udbff][\udc00-\udfff]/g) || []).length;
  const textAround = (node) => (node instanceof Element ? node : node.parentElement)?.closest("[data-version] .story-text");

  const selected = () => {
    const selection = getSelection();
    if (!selection.rangeCount || selection.isCollapsed) return null;
    const range = selection.getRangeAt(0).cloneRange();
    const [first, last] = [textAround(range.startContainer), textAround(range.endContainer)];
    const text = first || last;
    if (!text || (first && last && first !== last)) return null;
    if (!first) range.setStart(text, 0);
    if (!last) range.setEnd(text, text.childNodes.length);
    if (!range.toString().trim()) return null;
    const before = document.createRange();
    before.setStart(text, 0);
    before.setEnd(range.startContainer, range.startOffset);
    const start = characters(before.toString());
    return { column: text.closest("[data-version]"), range, start, end: start + characters(range.toString()) };
  };

  const passageField = () => find(`.ruling-form[data-version="${bar.elements.version.value}"] [name=passage]`, workspace());
  let words = ""; // what is selected,
  let column = ""; // and the id of the column that it stands in

  const hide = () => {
    if (bar.hidden) return;
    bar.hidden = true;
    home.append(bar);
  };

  // Beside the last line of what is selected and within its column; a narrow page has it at the foot (rulings.css).
  const place = ({ column, range }) => {
    const line = [...range.getClientRects()].at(-1);
    if (!line) return;
    const frame = column.getBoundingClientRect();
    const [top, bottom] = [Math.max(frame.top, 0), Math.min(frame.bottom, innerHeight)];
    const fits = line.bottom + bar.offsetHeight + 12 < bottom;
    const y = fits ? line.bottom + 6 : Math.min(line.top, bottom) - bar.offsetHeight - 6;
    bar.style.top = `${Math.max(y, top)}px`;
    bar.style.left = `${Math.max(Math.min(line.right, frame.right - 8) - bar.offsetWidth, frame.left + 8)}px`;
  };

  const offer = (found) => {
    for (const name of ["start", "end"]) bar.elements[name].value = found[name];
    bar.elements.version.value = found.column.dataset.version;
    bar.elements.point.value = found.column.dataset.lacks || "";
    find("[data-if-lacking]", bar).hidden = !found.column.hasAttribute("data-lacks");
    find("[data-if-form]", bar).hidden = !passageField();
    words = found.range.toString().trim();
    column = found.column.id;
    if (bar.parentElement !== found.column) found.column.append(bar); // in the order of the Tab key it follows the text
    bar.hidden = false;
    place(found);
  };

  let pressed = false;
  let waiting = false;
  const look = () => {
    waiting = false;
    if (pressed || dialog.open) return;
    const found = selected();
    if (found) offer(found);
    else if (!bar.contains(document.activeElement)) hide();
  };
  const soon = () => {
    if (!waiting) requestAnimationFrame(look);
    waiting = true;
  };
  const released = () => {
    pressed = false;
    soon();
  };
  document.addEventListener("selectionchange", soon);
  document.addEventListener("scroll", () => bar.hidden || soon(), { capture: true, passive: true });
  addEventListener("resize", () => bar.hidden || soon());
  document.addEventListener("pointerdown", (event) => (pressed = !bar.contains(event.target)), true);
  document.addEventListener("pointerup", released, true);
  document.addEventListener("pointercancel", released, true);
  bar.addEventListener("pointerdown", (event) => event.preventDefault()); // what is selected stays selected
  bar.addEventListener("focusout", soon);

  find("[data-take]", bar).addEventListener("click", () => {
    const field = passageField();
    if (!field) return;
    field.value = words;
    field.form.elements.at.value = bar.elements.start.value;
    field.form.setAttribute("data-typed", "");
    getSelection().removeAllRanges();
    hide();
    field.focus();
  });

  // ---- forms ---------------------------------------------------------------------------------------
  // Leave the form that an element stands in, as it was before anything was typed; false where it is a page of its own.
  const leave = (element) => {
    const disclosed = element.closest(".disclosed");
    if (dialog.contains(element)) dialog.close();
    else if (disclosed) {
      disclosed.open = false;
      for (const form of all("form", disclosed)) {
        form.reset();
        form.removeAttribute("data-typed");
      }
      find("summary", disclosed).focus();
    }
    return dialog.contains(element) || Boolean(disclosed);
  };
  document.addEventListener("click", (event) => {
    const dismissed = event.target.closest("[data-dismiss]");
    if (dismissed) document.getElementById(dismissed.dataset.dismiss)?.replaceChildren();
    const cancel = event.target.closest("a[data-cancel]");
    if (cancel && leave(cancel)) event.preventDefault();
  });
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "Escape" && !dialog.open && event.target.closest(".disclosed[open]")) {
      event.stopPropagation(); // it leaves the form, and the point open
      leave(event.target);
      return;
    }
    look(); // a key may come before the frame in which the bar follows what is selected
    if (bar.hidden || event.target.closest("input, textarea, select, dialog")) return;
    const add = find("button", bar);
    if (event.key === "a" && find("[data-letter-keys]")?.checked !== false) add.click();
    else if (event.key === "Tab" && !event.shiftKey && !bar.contains(event.target)) add.focus({ preventScroll: true });
    else return;
    event.preventDefault();
  }, true);

  // Whoever has signed in again in another tab has another token by now than the forms of this page.
  document.addEventListener("htmx:configRequest", ({ detail }) => {
    const token = document.cookie.match(/(?:^|; )(?:__Host-)?csrftoken=([^;]+)/)?.[1];
    if (token && detail.verb === "post") detail.parameters.csrfmiddlewaretoken = token;
  });

  // ---- what was typed, kept while filters or another point stand in between ------------------------
  const typed = new Map(); // by the id of a disclosure: what it holds, until it stands on the page again
  document.addEventListener("input", ({ target }) => target.closest(".disclosed .ruling-form")?.setAttribute("data-typed", ""));
  const keepTyped = (root, done) => {
    for (const form of all("[data-typed]", root)) {
      const disclosed = form.closest(".disclosed");
      if (!disclosed || disclosed === done) continue; // taken out already with another form, or ruled
      const kept = find(".disclosed-form", disclosed);
      kept.remove(); // out of what htmx is about to clear away
      typed.set(disclosed.id, kept);
    }
  };
  const putBack = () => {
    for (const [id, kept] of typed) {
      const disclosed = document.getElementById(id);
      if (!disclosed) continue;
      disclosed.removeAttribute("data-hx-get"); // the form is here: none is to be fetched
      find(".disclosed-form", disclosed).replaceWith(kept);
      disclosed.open = true;
      typed.delete(id);
    }
  };

  // ---- what a ruling changes, and nothing else -----------------------------------------------------
  let before = null;
  const beforeSwap = (event) => {
    const { target, xhr, requestConfig } = event.detail;
    // A conflict, or that the session has ended, is an answer to show and no error of the program.
    if ([401, 409].includes(xhr.status)) Object.assign(event.detail, { shouldSwap: true, isError: false });
    if (target !== workspace() || !event.detail.shouldSwap) return;
    hide();
    const done = requestConfig.verb === "post" ? requestConfig.elt.closest(".disclosed") : null;
    keepTyped(target, done);
    if (requestConfig.verb !== "post") return;
    done?.removeAttribute("open"); // what was asked in it is ruled
    dialog.close();
    before = {
      top: target.getBoundingClientRect().top,
      open: all(".findings details[open]").map((element) => element.id),
    };
  };
  document.addEventListener("htmx:beforeSwap", beforeSwap, true); // ahead of story.js, which opens what was open
  document.addEventListener("htmx:afterSwap", (event) => {
    const { target } = event.detail;
    if (target.id === "ruling-dialog-content" && !dialog.open) dialog.showModal();
    target.closest(".disclosed")?.scrollIntoView({ block: "nearest" });
    if (target.id !== "comparison") return;
    putBack();
    if (!before) return;
    for (const id of before.open) document.getElementById(id)?.setAttribute("open", "");
    // Findings may have come or gone above; whoever was at the columns stays there.
    if (before.top < innerHeight / 2) scrollBy(0, workspace().getBoundingClientRect().top - before.top);
    before = null;
    const handle = find("[data-focus]");
    if (handle) {
      handle.focus({ preventScroll: true });
      handle.scrollIntoView({ block: "nearest" });
    } else if (document.activeElement === document.body) {
      document.getElementById(column || "add-missed").focus({ preventScroll: true });
    }
  });
})();
