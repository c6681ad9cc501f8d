/* Asks every few seconds whether the session changed; loads what is shown only then. */
(() => {
  const live = document.getElementById("live");
  const verbindung = document.getElementById("live-verbindung");
  if (!live) return;
  // Nobody's hand: it keeps no session alive that nobody uses.
  const vonSelbst = { headers: { "X-Puls": "1" } };
  const laden = async () => {
    const seite = await fetch(window.location.href, vonSelbst);
    if (seite.status >= 500) throw new Error(seite.status);
    const neu = seite.ok && !seite.redirected
      && new DOMParser().parseFromString(await seite.text(), "text/html").getElementById("live");
    if (!neu) { window.location.reload(); return; }
    // Whoever walks through the page by keyboard stays where they are.
    const dort = live.contains(document.activeElement) ? document.activeElement : null;
    const ziel = dort && (dort.id ? `#${CSS.escape(dort.id)}`
      : dort.hasAttribute("href") && `a[href="${CSS.escape(dort.getAttribute("href"))}"]`);
    const getippt = [...live.querySelectorAll("input[id]")].filter((f) => f.value !== f.defaultValue);
    live.replaceChildren(...neu.childNodes);
    live.dataset.version = neu.dataset.version;
    // What was typed and not sent yet stays with its motion: a field is named after it. So is a
    // button after what it does: the focus never ends up on one that says the opposite.
    for (const feld of getippt) {
      const wieder = document.getElementById(feld.id);
      if (wieder) wieder.value = feld.value;
    }
    if (ziel) live.querySelector(ziel)?.focus({ preventScroll: true });
  };
  let fragt = false;
  const schlag = async () => {
    if (document.hidden || fragt) return;
    fragt = true;
    try {
      const antwort = await fetch(live.dataset.puls, vonSelbst);
      // Signed out, or the session is no longer there: what is shown must not stay.
      if (antwort.redirected || (antwort.status >= 400 && antwort.status < 500)) {
        window.location.reload();
        return;
      }
      if (!antwort.ok) throw new Error(antwort.status);
      if ((await antwort.text()).trim() !== live.dataset.version) await laden();
      verbindung.textContent = "";
    } catch {
      verbindung.textContent =
        "Keine Verbindung. Was hier steht, kann veraltet sein; es wird weiter versucht.";
    } finally {
      fragt = false;
    }
  };
  window.setInterval(schlag, 5000);
  // A tablet that was laid aside is up to date as soon as somebody looks at it.
  document.addEventListener("visibilitychange", schlag);
})();
