// Turning, walking and looking from sign to sign: by drag, by key and by the buttons of the page.
import { RISE } from './signs.js';

const rad = Math.PI / 180;
const WALK = 11; // metres that one may go from the middle

export function controls({ host, canvas, camera, rig, draw, say, data, posts, shown }) {
  const still = matchMedia('(prefers-reduced-motion: reduce)');
  const octants = data.words.octants.split('|');
  let yaw = 0; // degrees clockwise from north
  let pitch = 0;
  let glide = 0;
  let at = { sign: -1, figure: -1 };

  const fill = (text, values) => Object.entries(values).reduce((all, [key, value]) => all.replace(`{${key}}`, value), text);
  const round = (b) => ((b % 360) + 360) % 360;

  function place() {
    yaw = round(yaw);
    pitch = Math.max(-70, Math.min(70, pitch));
    camera.rotation.set(pitch * rad, -yaw * rad, 0);
    draw();
  }

  // go turns to a bearing, gliding unless the reader wants no motion.
  function go(toYaw, toPitch) {
    cancelAnimationFrame(glide);
    const turn = ((toYaw - yaw + 540) % 360) - 180;
    const from = [yaw, pitch];
    if (still.matches) { yaw = toYaw; pitch = toPitch; place(); return; }
    const began = performance.now();
    const length = 250 + Math.min(550, Math.abs(turn) * 5);
    const frame = (now) => {
      const t = Math.min(1, (now - began) / length);
      const ease = t * t * (3 - 2 * t);
      yaw = from[0] + turn * ease;
      pitch = from[1] + (toPitch - from[1]) * ease;
      place();
      if (t < 1) glide = requestAnimationFrame(frame);
    };
    glide = requestAnimationFrame(frame);
  }

  function facing(b) {
    const whole = Math.round(round(b)) % 360;
    say(fill(data.words.facing, { where: `${octants[Math.round(whole / 45) % 8]}, ${whole}°` }));
  }

  function turn(by) {
    const to = round(yaw + by);
    go(to, pitch);
    facing(to);
  }

  function walk(metres) {
    rig.position.x += metres * Math.sin(yaw * rad);
    rig.position.z -= metres * Math.cos(yaw * rad);
    const far = Math.hypot(rig.position.x, rig.position.z);
    if (far > WALK) { rig.position.x *= WALK / far; rig.position.z *= WALK / far; }
    draw();
  }

  // next looks at the next sign or figure, clockwise, from the middle.
  function next(kind) {
    rig.position.set(0, 0, 0);
    const list = kind === 'sign' ? posts.posts : shown.list;
    if (!list.length) return;
    at = { sign: -1, figure: -1, [kind]: (at[kind] + 1) % list.length };
    const one = list[at[kind]];
    if (kind === 'sign') {
      go(one.sign.bearing, RISE * one.row);
      say(fill(data.words.sign, one.sign));
    } else {
      go(one.bearing, -9);
      say(fill(data.words.figure, one));
    }
  }

  function home() {
    rig.position.set(0, 0, 0);
    yaw = posts.first;
    pitch = -1;
    at = { sign: -1, figure: -1 };
    place();
  }

  const keys = {
    ArrowLeft: () => turn(-15), ArrowRight: () => turn(15), ArrowUp: () => walk(0.5), ArrowDown: () => walk(-0.5),
    PageUp: () => go(yaw, pitch + 10), PageDown: () => go(yaw, pitch - 10), Home: () => { home(); facing(yaw); },
  };
  function key(event) {
    if (event.altKey || event.ctrlKey || event.metaKey || !keys[event.key]) return;
    event.preventDefault();
    keys[event.key]();
  }

  let held;
  const down = (event) => { held = event; cancelAnimationFrame(glide); canvas.setPointerCapture(event.pointerId); };
  const move = (event) => {
    if (!held || held.pointerId !== event.pointerId) return;
    const degree = camera.fov / (host.clientHeight || 1); // the ground follows the finger
    yaw -= (event.clientX - held.clientX) * degree;
    pitch += (event.clientY - held.clientY) * degree;
    held = event;
    place();
  };
  const up = () => { held = undefined; };
  host.addEventListener('keydown', key);
  canvas.addEventListener('pointerdown', down);
  canvas.addEventListener('pointermove', move);
  canvas.addEventListener('pointerup', up);
  canvas.addEventListener('pointercancel', up);

  return {
    turn, next, home,
    view: () => ({ yaw, pitch, x: rig.position.x, z: rig.position.z }),
    close() {
      cancelAnimationFrame(glide);
      host.removeEventListener('keydown', key);
    },
  };
}
