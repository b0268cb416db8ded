"use strict";
(() => {
  // The page works without this: marks and records link to each other. Here hovering and focusing show what belongs together.
  const peek = document.getElementById("peek");
  const narrow = matchMedia("(max-width: 60rem)");
  const roles = ["actor", "recipient", "speaker", "when", "where"];
  const ids = (el, key) => (el.dataset[key] || "").split(" ").filter(Boolean);
  let shown = null;

  function light(id, on) {
    for (const el of document.querySelectorAll(`[data-s~="${id}"]`)) el.classList.toggle("on", on);
    for (const el of document.querySelectorAll(`[data-t~="${id}"]`)) el.classList.toggle("hot", on);
    for (const role of roles)
      for (const el of document.querySelectorAll(`[data-h~="${role}:${id}"]`)) el.classList.toggle(`h-${role}`, on);
    const card = document.getElementById(id);
    if (card) card.classList.toggle("hot", on);
  }

  function place(mark) {
    const box = mark.getClientRects()[0] || mark.getBoundingClientRect();
    const room = innerHeight - box.bottom;
    const left = Math.max(8, Math.min(box.left, document.documentElement.clientWidth - peek.offsetWidth - 8));
    const below = room > peek.offsetHeight + 12 || room > box.top;
    const top = below ? box.bottom + 8 : box.top - peek.offsetHeight - 8;
    peek.style.left = `${left + scrollX}px`;
    peek.style.top = `${top + scrollY}px`;
  }

  function show(mark, touched) {
    hide();
    shown = mark;
    peek.replaceChildren();
    for (const id of ids(mark, "t")) {
      light(id, true);
      const card = document.getElementById(id);
      if (!card) continue;
      const copy = card.cloneNode(true);
      copy.removeAttribute("id");
      copy.removeAttribute("tabindex");
      copy.classList.remove("hot");
      for (const link of copy.querySelectorAll(".label")) link.replaceWith(Object.assign(document.createElement("span"), { className: "label", textContent: link.textContent }));
      peek.append(copy);
    }
    if (touched) {
      const go = Object.assign(document.createElement("a"), { className: "go", href: mark.getAttribute("href"), textContent: "Open the record" });
      go.addEventListener("click", hide);
      peek.append(go);
    }
    peek.hidden = false;
    mark.setAttribute("aria-describedby", "peek");
    place(mark);
    const card = document.getElementById(ids(mark, "t")[0]);
    if (card && !narrow.matches) within(card);
  }

  function hide() {
    if (!shown) return;
    for (const id of ids(shown, "t")) light(id, false);
    shown.removeAttribute("aria-describedby");
    peek.hidden = true;
    shown = null;
  }

  function within(card) { // scroll the list alone, so that the text stays where it is being read
    const list = card.closest(".records");
    if (!list || list.scrollHeight <= list.clientHeight) return;
    const gap = card.getBoundingClientRect().top - list.getBoundingClientRect().top;
    if (gap < 50 || gap + card.offsetHeight > list.clientHeight) list.scrollBy({ top: gap - 70 });
  }

  function reveal(event, mark) {
    event.preventDefault();
    if (event.pointerType === "touch") return shown === mark ? hide() : show(mark, true);
    const card = document.getElementById(mark.getAttribute("href").slice(1));
    history.replaceState(null, "", mark.getAttribute("href"));
    hide();
    if (narrow.matches) card.scrollIntoView({ block: "start" });
    else within(card);
    card.focus({ preventScroll: true });
  }

  for (const mark of document.querySelectorAll("a.t")) {
    mark.addEventListener("pointerenter", (event) => { if (event.pointerType !== "touch") show(mark, false); });
    mark.addEventListener("pointerleave", (event) => { if (event.pointerType !== "touch") hide(); });
    mark.addEventListener("focus", () => { if (mark.matches(":focus-visible")) show(mark, false); });
    mark.addEventListener("blur", (event) => { if (!peek.contains(event.relatedTarget)) hide(); });
    mark.addEventListener("click", (event) => reveal(event, mark));
  }
  for (const card of document.querySelectorAll(".records .card")) {
    card.addEventListener("mouseenter", () => light(card.id, true));
    card.addEventListener("mouseleave", () => light(card.id, false));
    card.addEventListener("focusin", () => light(card.id, true));
    card.addEventListener("focusout", () => light(card.id, false));
  }
  document.addEventListener("keydown", (event) => { if (event.key === "Escape") hide(); });
  document.addEventListener("click", (event) => { if (!event.target.closest("a.t, #peek")) hide(); });
})();
