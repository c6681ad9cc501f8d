// Passkeys: asks the browser and puts its answer into the form. Without it there is the code.
'use strict';
(() => {
  const kann = window.PublicKeyCredential && window.webauthnJSON && webauthnJSON.supported();

  const beim = (formular, tun) => {
    if (!kann) return;
    formular.hidden = false;
    formular.addEventListener('submit', async (ereignis) => {
      ereignis.preventDefault();
      const knopf = formular.querySelector('button');
      const meldung = formular.querySelector('[role=status]');
      knopf.disabled = true;
      meldung.textContent = '';
      try {
        formular.elements.nachweis.value = JSON.stringify(await tun(formular));
        formular.submit();
      } catch (fehler) {
        meldung.textContent = 'Der Browser hat keinen Passkey geliefert. Bitte versuchen Sie es noch einmal.';
        knopf.disabled = false;
      }
    });
  };

  document.querySelectorAll('form[data-passkey]').forEach((formular) => beim(formular, async () => {
    const antwort = await fetch(formular.dataset.passkey, { headers: { Accept: 'application/json' } });
    if (!antwort.ok) throw new Error(antwort.status);
    return webauthnJSON.get(await antwort.json());
  }));

  document.querySelectorAll('form[data-neuer-passkey]').forEach((formular) => beim(formular, () => {
    const aufgabe = document.getElementById(formular.dataset.neuerPasskey).textContent;
    return webauthnJSON.create(JSON.parse(aufgabe));
  }));
})();
