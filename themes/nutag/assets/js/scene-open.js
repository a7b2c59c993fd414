// Opens the scene of a page when the reader asks for it: only then is its script loaded, which weighs more than the page.
// Everything that the scene shows stands on the page as text, so that nothing is lost where it cannot be drawn.
(() => {
  'use strict';
  const box = document.querySelector('[data-scene]');
  const source = document.getElementById('scene-data');
  if (!box || !source) return;
  const part = (name) => box.querySelector(`[data-${name}]`);
  const data = JSON.parse(source.textContent);
  const says = part('says');
  const say = (text) => { says.textContent = text; };
  let scene;

  function load() {
    if (globalThis.nutagScene) return Promise.resolve();
    return new Promise((resolve, reject) => {
      const script = document.createElement('script');
      script.src = box.dataset.src;
      script.onload = () => (globalThis.nutagScene ? resolve() : reject(new Error('the script of the scene did not run')));
      script.onerror = () => { script.remove(); reject(new Error('the script of the scene is not there')); };
      document.head.append(script);
    });
  }

  async function open() {
    const button = part('open');
    button.disabled = true;
    say(says.dataset.loading);
    try {
      await load();
    } catch {
      button.disabled = false;
      say(data.words.load);
      return;
    }
    say('');
    part('stage').hidden = false;
    try {
      scene = globalThis.nutagScene(part('canvas'), data, { say, failed: () => { close(); say(data.words.failed); } });
    } catch {
      part('stage').hidden = true;
      part('before').hidden = true;
      say(data.words.webgl);
      return;
    } finally {
      button.disabled = false;
    }
    part('canvas').nutagScene = scene;
    show(true);
    part('season').value = scene.season;
    part('canvas').focus({ preventScroll: true });
    scene.headset().then((there) => { if (scene) part('headset').hidden = !there; });
  }

  function show(on) {
    part('before').hidden = on;
    part('stage').hidden = !on;
    part('bar').hidden = !on;
    part('keys').hidden = !on;
    part('full').hidden = !on || !document.fullscreenEnabled;
    for (const button of document.querySelectorAll('[data-pano]')) button.hidden = !on;
  }

  function close() {
    scene?.close();
    scene = undefined;
    delete part('canvas').nutagScene;
    show(false);
    say('');
    part('open').focus({ preventScroll: true });
  }

  for (const season of data.seasons) part('season').append(new Option(`${season.name} · ${season.month}`, season.id));
  part('open').addEventListener('click', open);
  part('close').addEventListener('click', close);
  part('season').addEventListener('change', (event) => scene?.setSeason(event.target.value));
  part('full').addEventListener('click', () => part('stage').requestFullscreen().then(() => part('canvas').focus(), () => {}));
  part('headset').addEventListener('click', () => scene?.enter().catch(() => say(data.words.failed)));
  for (const button of box.querySelectorAll('[data-turn]')) button.addEventListener('click', () => scene?.turn(Number(button.dataset.turn)));
  for (const button of box.querySelectorAll('[data-next]')) button.addEventListener('click', () => scene?.next(button.dataset.next));
  for (const button of document.querySelectorAll('[data-pano]')) {
    button.addEventListener('click', () => {
      scene?.stand(button.dataset.pano, Number(button.dataset.heading)).catch(() => say(data.words.load));
      part('canvas').focus();
    });
  }
  box.hidden = false;
})();
