// Signposts on the horizon, each at the true bearing of what it names. Only their height is ours: nearer places stand lower, and
// a board that would cover another goes up a step.
import { BoxGeometry, Group, Mesh, MeshLambertMaterial } from 'vendor/three/three.module.min.js';
import { board } from './labels.js';

const COLOURS = { aimag: '#9c2a1c', capital: '#9c2a1c', soum: '#155f9c', airport: '#8a560c' };
const FAR = 42; // metres to the lowest row of boards
const STEP = 4; // each higher row stands farther back, behind the posts of the lower
export const RISE = 7; // degrees from row to row
const POINT = 0.02; // metres of a point of the letters, in the lowest row

export function signs(list, rad) {
  const group = new Group();
  const posts = [];
  const rows = []; // of each row: the arcs that are taken, [middle, half] in degrees
  const apart = (a, b) => Math.abs(((a - b + 540) % 360) - 180);
  for (const sign of [...list].sort((a, b) => a.distance - b.distance)) {
    const mesh = board([
      { text: sign.name, size: 62, weight: 700 },
      { text: sign.other, size: 40, colour: '#4b5965' },
      { text: `${sign.what} · ${sign.km}`, size: 44, weight: 600, colour: COLOURS[sign.kind] },
    ], POINT, COLOURS[sign.kind]);
    const half = (mesh.userData.width / 2 / FAR) / rad + 0.6;
    let row = 0;
    while (rows[row]?.some(([middle, other]) => apart(middle, sign.bearing) < half + other)) row++;
    (rows[row] ??= []).push([sign.bearing, half]);
    const away = FAR + STEP * row;
    mesh.scale.setScalar(away / FAR);
    const height = 1.65 + away * Math.tan(RISE * rad * (row + 0.72));
    const post = new Group();
    const pole = new Mesh(new BoxGeometry(0.16, height, 0.16), new MeshLambertMaterial({ color: COLOURS[sign.kind], fog: false }));
    pole.position.y = height / 2;
    mesh.position.set(0, height, 0.12);
    post.add(pole, mesh);
    post.position.set(away * Math.sin(sign.bearing * rad), 0, -away * Math.cos(sign.bearing * rad));
    post.rotation.y = -sign.bearing * rad; // faces the reader in the middle
    group.add(post);
    posts.push({ sign, post, mesh, row });
  }
  posts.sort((a, b) => a.sign.bearing - b.sign.bearing);
  const first = (posts.find((p) => p.sign.kind === 'aimag') ?? posts.find((p) => p.sign.kind === 'capital') ?? posts[0])?.sign.bearing ?? 0;

  // drawn reads the bearing of each post back from where it stands.
  const drawn = () => posts.map(({ sign, post, mesh, row }) => {
    post.updateWorldMatrix(true, true);
    const [x, , z] = mesh.matrixWorld.elements.slice(12, 15);
    return { id: sign.id, bearing: (Math.atan2(x, -z) / rad + 360) % 360, row, text: mesh.userData.text };
  });
  return { group, posts, first, drawn };
}
