// People, animals and the climate as figures to walk around. They stand in a ring below the horizon, so that they cover no sign.
import { BoxGeometry, ConeGeometry, Group, InstancedMesh, Matrix4, Mesh, MeshBasicMaterial, MeshLambertMaterial, SphereGeometry, Vector3 } from 'vendor/three/three.module.min.js';
import { board } from './labels.js';

const RING = 7.6; // metres from the middle
const PLAIN = 0.0036; // metres of a point of the letters
const rad = Math.PI / 180;

// figures places what is known around the reader, who first looks towards bearing.
export function figures(data, bearing) {
  const group = new Group();
  const list = [];
  const put = (id, title, text, made, turn) => {
    const b = (bearing + turn + 360) % 360;
    made.position.set(RING * Math.sin(b * rad), 0, -RING * Math.cos(b * rad));
    made.rotation.y = -b * rad;
    made.traverse((part) => { if (part.isMesh) part.castShadow = !part.userData.text; });
    group.add(made);
    list.push({ id, title, text, bearing: b, made });
  };
  if (data.months) put('climate', data.words.climate, data.months.map((m) => `${m.label}: ${m.text} °C`).join(', '), climate(data), -30);
  if (data.people) put('people', data.people.title, `${data.people.text}. ${data.people.each}`, crowd(data.people, person(), '#155f9c'), 30);
  if (data.herd) put('herd', data.herd.title, `${data.herd.text}. ${data.herd.each}`, crowd(data.herd, animal(), '#8a560c'), 90);
  const drawn = () => list.map(({ id, bearing: b, made }) => ({ id, bearing: b, n: made.userData.n, text: made.userData.text }));
  return { group, list, drawn };
}

// climate is one column a month, up from or down below the plate of 0 °C.
function climate({ months, words }) {
  const group = new Group();
  const metre = 0.026; // a degree
  const zero = 0.92;
  const wide = 0.34;
  const across = months.length * wide;
  months.forEach(({ label, text, value }, i) => {
    const x = (i + 0.5) * wide - across / 2;
    const tall = Math.max(Math.abs(value) * metre, 0.012);
    const bar = new Mesh(new BoxGeometry(wide * 0.66, tall, wide * 0.66), new MeshLambertMaterial({ color: value < 0 ? '#2f79b8' : '#d0862a', fog: false }));
    bar.position.set(x, zero + (value < 0 ? -tall / 2 : tall / 2), 0);
    const number = board([{ text, size: 60, weight: 700 }], PLAIN * 0.62);
    number.position.set(x, zero + (value < 0 ? 0.13 : tall + 0.12), 0.12);
    const month = board([{ text: label, size: 60, weight: 700, colour: '#4b5965' }], PLAIN * 0.7);
    month.position.set(x, 0.1, 0.42);
    month.rotation.x = -0.6;
    group.add(bar, number, month);
  });
  const plate = new Mesh(new BoxGeometry(across + 0.2, 0.014, wide), new MeshBasicMaterial({ color: '#15212c', fog: false }));
  plate.position.y = zero;
  const title = board([{ text: words.climate, size: 60, weight: 700 }], PLAIN);
  title.position.set(0, 0.24, 2.1);
  title.rotation.x = -0.5;
  group.add(plate, title);
  group.userData = { n: months.length, text: [words.climate] };
  return group;
}

// crowd is n figures of one shape in rows, the first in front.
function crowd({ n, title: name, text, each }, parts, colour) {
  const group = new Group();
  const inRow = Math.min(12, Math.max(5, Math.ceil(Math.sqrt(n * 2))));
  const step = 0.4;
  const material = new MeshLambertMaterial({ color: colour, fog: false });
  const at = new Matrix4();
  for (const { geometry, x = 0, y } of parts) {
    const mesh = new InstancedMesh(geometry, material, n);
    for (let i = 0; i < n; i++) {
      const row = Math.floor(i / inRow);
      const here = Math.min(inRow, n - row * inRow);
      at.setPosition(new Vector3(((i % inRow) - (here - 1) / 2) * step + x, y, 0.9 - row * 0.46));
      mesh.setMatrixAt(i, at);
    }
    mesh.castShadow = true;
    group.add(mesh);
  }
  const back = 0.9 - Math.ceil(n / inRow) * 0.46;
  const plate = board([{ text: name, size: 60, weight: 700 }, { text, size: 50, weight: 600 }, { text: each, size: 44, colour: '#4b5965' }], PLAIN);
  plate.position.set(0, 1.02, back - 0.15);
  group.add(plate);
  group.userData = { n, text: plate.userData.text };
  return group;
}

function person() {
  return [{ geometry: new ConeGeometry(0.085, 0.34, 12), y: 0.17 }, { geometry: new SphereGeometry(0.06, 12, 10), y: 0.38 }];
}

// animal is seen from its side: no kind in particular, for the table counts them all together.
function animal() {
  return [
    { geometry: new BoxGeometry(0.24, 0.12, 0.12), y: 0.2 },
    { geometry: new BoxGeometry(0.035, 0.15, 0.1), x: -0.095, y: 0.075 },
    { geometry: new BoxGeometry(0.035, 0.15, 0.1), x: 0.095, y: 0.075 },
    { geometry: new BoxGeometry(0.06, 0.14, 0.07), x: 0.13, y: 0.28 },
    { geometry: new BoxGeometry(0.12, 0.08, 0.08), x: 0.17, y: 0.36 },
  ];
}
