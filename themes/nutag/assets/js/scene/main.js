// The scene at the seat of a soum: the reader stands in the middle of a true map; signposts stand at true bearings; people,
// animals and the climate are figures to walk around. North is -z, east is +x, a metre is a unit, eyes are 1.65 m above ground.
import { Color, Fog, Group, PCFShadowMap, PerspectiveCamera, Scene, WebGLRenderer } from 'vendor/three/three.module.min.js';
import { figures } from './figures.js';
import { ground } from './ground.js';
import { controls } from './controls.js';
import { headset } from './headset.js';
import { panorama } from './panorama.js';
import { signs } from './signs.js';
import { seasonNow, sky } from './sky.js';

const EYES = 1.65;
const rad = Math.PI / 180;

// nutagScene draws the data of a page into host. Result: the handles that the page's own script uses; see scene-open.js.
globalThis.nutagScene = function nutagScene(host, data, { say, failed }) {
  const renderer = new WebGLRenderer({ antialias: true, powerPreference: 'low-power' });
  renderer.shadowMap.enabled = true;
  renderer.shadowMap.type = PCFShadowMap;
  renderer.xr.enabled = true;
  const canvas = renderer.domElement;
  canvas.setAttribute('aria-hidden', 'true');
  host.replaceChildren(canvas);

  const scene = new Scene();
  scene.fog = new Fog(new Color('#ffffff'), 18, 150);
  const camera = new PerspectiveCamera(60, 1, 0.05, 500);
  const rig = new Group(); // where the reader stands; the camera is their head
  camera.position.y = EYES;
  camera.rotation.order = 'YXZ';
  rig.add(camera);
  scene.add(rig);

  const posts = signs(data.signs, rad);
  const shown = figures(data, posts.first);
  const floor = ground(data);
  const air = sky(scene);
  scene.add(floor, posts.group, shown.group);

  let asked = 0;
  let over = false;
  // A frame is drawn when something has changed, not all the time: a phone stays cool.
  const draw = () => {
    if (asked || over || renderer.xr.isPresenting) return;
    asked = requestAnimationFrame(() => { asked = 0; renderer.render(scene, camera); });
  };

  function fit() {
    const { clientWidth: width, clientHeight: height } = host;
    if (!width || !height) return;
    renderer.setPixelRatio(Math.min(globalThis.devicePixelRatio || 1, 2));
    renderer.setSize(width, height, false);
    camera.aspect = width / height;
    // As many pixels a degree that words can be read, within what an eye takes in.
    camera.fov = Math.min(58, Math.max(36, height / 11));
    camera.updateProjectionMatrix();
    draw();
  }

  const steer = controls({ host, canvas, camera, rig, draw, say, data, posts, shown });
  const watcher = new ResizeObserver(fit);
  watcher.observe(host);
  canvas.addEventListener('webglcontextlost', (event) => { event.preventDefault(); if (!over) failed(); });

  const handles = {
    season: '',
    setSeason(id) {
      const season = data.seasons.find((one) => one.id === id) ?? data.seasons[0];
      handles.season = season.id;
      air.set(season, floor);
      say(season.say);
      draw();
    },
    turn: steer.turn,
    next: steer.next,
    // What is drawn, read back from the scene itself: tests compare it with the data.
    drawn: () => ({ signs: posts.drawn(), figures: shown.drawn(), view: steer.view(), frames: renderer.info.render.frame }),
    picture: () => { renderer.render(scene, camera); return canvas; },
    ...headset({ renderer, scene, camera, rig, draw }),
    ...panorama({ scene, draw, hide: [floor, posts.group, shown.group] }),
    close() {
      over = true;
      watcher.disconnect();
      steer.close();
      renderer.xr.getSession()?.end();
      renderer.dispose();
      renderer.forceContextLoss();
      host.replaceChildren();
    },
  };
  handles.setSeason(seasonNow(new Date().getMonth() + 1));
  say('');
  steer.home();
  fit();
  return handles;
};
