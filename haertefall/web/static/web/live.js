/* Asks every few seconds whether the session changed; loads what is shown only then. */
(() => {
  const live = document.getElementById("live");
  if (!live) return;
  const schlag = async () => {
    try {
      if (document.hidden) return;
      const antwort = await fetch(live.dataset.puls, { headers: { "X-Puls": "1" } });
      if (!antwort.ok || antwort.redirected) return;
      const version = (await antwort.text()).trim();
      if (version === live.dataset.version) return;
      const seite = await fetch(window.location.href);
      if (!seite.ok || seite.redirected) { window.location.reload(); return; }
      const neu = new DOMParser().parseFromString(await seite.text(), "text/html").getElementById("live");
      if (!neu) { window.location.reload(); return; }
      live.replaceChildren(...neu.childNodes);
      live.dataset.version = neu.dataset.version;
      document.getElementById("live-verbindung").textContent = "";
    } catch {
      document.getElementById("live-verbindung").textContent =
        "Keine Verbindung. Was hier steht, kann veraltet sein; es wird weiter versucht.";
    }
  };
  window.setInterval(schlag, 5000);
})();
