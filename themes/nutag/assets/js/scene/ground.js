// The ground: one plain in the colour of the largest natural zone, and at the feet the true map with the reader in the middle.
import { CircleGeometry, Group, Mesh, MeshBasicMaterial, MeshLambertMaterial, ShadowMaterial } from 'vendor/three/three.module.min.js';
import { FELT, INK, font, picture } from './labels.js';

// The colours of the zones in charts, greyed as ground that one looks over for kilometres.
const ZONES = { high_mountain: '#9aa5b3', taiga: '#7d9684', forest_steppe: '#9db489', steppe: '#c3c08a', desert_steppe: '#d6b987', desert: '#d3a582' };
const RADIUS = 4.6; // metres of the map
const SIZE = 2048;

export function ground(data) {
  const group = new Group();
  const lie = (mesh, y) => { mesh.rotation.x = -Math.PI / 2; mesh.position.y = y; return mesh; };
  const colour = ZONES[data.zone] ?? '#cfc8b8';
  const plain = lie(new Mesh(new CircleGeometry(200, 96), new MeshLambertMaterial({ color: colour })), 0);
  const map = lie(new Mesh(new CircleGeometry(RADIUS, 96), new MeshBasicMaterial({ map: picture(SIZE, SIZE, (pen) => paint(pen, data)), fog: false })), 0.012);
  const shade = lie(new Mesh(new CircleGeometry(18, 64), new ShadowMaterial({ opacity: 0.28, fog: false })), 0.02);
  shade.receiveShadow = true;
  group.add(plain, map, shade);
  return group;
}

// paint draws the map with north up, which in the scene is the true north.
function paint(pen, { map, here, words }) {
  const middle = SIZE / 2;
  const rim = middle - 118;
  const scale = rim / (map.reach * 1.12);
  pen.fillStyle = '#f3eee2';
  pen.fillRect(0, 0, SIZE, SIZE);
  pen.save();
  pen.beginPath();
  pen.arc(middle, middle, rim, 0, 2 * Math.PI);
  pen.clip();
  pen.fillStyle = '#e9e2d2';
  pen.fillRect(0, 0, SIZE, SIZE);
  pen.translate(middle, middle);
  pen.scale(scale, scale);
  pen.lineJoin = 'round';
  const shape = (d, fill, stroke, width) => {
    const path = new Path2D(d);
    pen.fillStyle = fill;
    pen.fill(path, 'evenodd');
    pen.lineWidth = width / scale;
    pen.strokeStyle = stroke;
    pen.stroke(path);
  };
  for (const one of map.near) shape(one.path, '#fbf8f0', '#a59c8a', 4);
  shape(map.own, '#f2d79c', '#8a560c', 9);
  pen.restore();
  for (const one of map.near) name(pen, one, scale, rim);
  rose(pen, words, rim, middle);
  rings(pen, map, scale, rim, middle);
  pen.fillStyle = '#9c2a1c';
  pen.beginPath();
  pen.arc(middle, middle, 20, 0, 2 * Math.PI);
  pen.fill();
  outward(pen, here.name, 180, 96, 54, 750, '#7a3d06');
}

// name writes the name of a neighbour so that the reader in the middle can read it; what lies beyond the rim is named at the rim.
function name(pen, { name: text, x, y }, scale, rim) {
  const away = Math.min(Math.hypot(x, y) * scale, rim * 0.88);
  outward(pen, text, (Math.atan2(x, -y) * 180) / Math.PI, away, 46, 600, INK);
}

// outward writes a word across the line of sight in a direction, its foot towards the middle.
function outward(pen, text, bearing, away, size, weight, colour) {
  pen.save();
  pen.translate(SIZE / 2, SIZE / 2);
  pen.rotate((bearing * Math.PI) / 180);
  pen.translate(0, -away);
  pen.font = font(size, weight);
  pen.textAlign = 'center';
  pen.textBaseline = 'middle';
  pen.lineWidth = size / 6;
  pen.strokeStyle = FELT;
  pen.lineJoin = 'round';
  pen.strokeText(text, 0, 0);
  pen.fillStyle = colour;
  pen.fillText(text, 0, 0);
  pen.restore();
}

// rose is the rim with a mark each ten degrees and the four directions in words.
function rose(pen, words, rim, middle) {
  pen.save();
  pen.translate(middle, middle);
  pen.strokeStyle = '#155f9c';
  pen.lineWidth = 8;
  pen.beginPath();
  pen.arc(0, 0, rim, 0, 2 * Math.PI);
  pen.stroke();
  for (let i = 0; i < 36; i++) {
    pen.beginPath();
    pen.moveTo(0, -rim);
    pen.lineTo(0, -rim - (i % 9 ? 22 : 40));
    pen.stroke();
    pen.rotate(Math.PI / 18);
  }
  pen.restore();
  [words.north, words.east, words.south, words.west].forEach((word, i) => outward(pen, word, 90 * i, rim + 76, 58, 750, '#155f9c'));
}

// rings are circles of round kilometres around the reader.
function rings(pen, map, scale, rim, middle) {
  const km = map.scale * scale; // pixels a kilometre
  const step = [5, 10, 20, 50, 100].find((n) => rim / (n * km) <= 4) ?? 200;
  pen.save();
  pen.setLineDash([10, 14]);
  pen.lineWidth = 3;
  pen.strokeStyle = '#4b5965';
  for (let n = step; n * km < rim * 0.98; n += step) {
    pen.beginPath();
    pen.arc(middle, middle, n * km, 0, 2 * Math.PI);
    pen.stroke();
    outward(pen, String(n), 22, n * km, 34, 600, '#4b5965');
  }
  pen.restore();
}
