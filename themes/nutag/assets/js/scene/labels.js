// Words in the scene: drawn on a canvas with the system's own letters, which know Mongolian, and used as a picture.
import { CanvasTexture, DoubleSide, LinearMipmapLinearFilter, Mesh, MeshBasicMaterial, PlaneGeometry, SRGBColorSpace } from 'vendor/three/three.module.min.js';

const FONT = '"Noto Sans","Segoe UI",Roboto,"Helvetica Neue",Arial,system-ui,sans-serif';
export const INK = '#15212c';
export const FELT = '#fffdf8';

export function font(size, weight = 400) {
  return `${weight} ${size}px ${FONT}`;
}

export function picture(width, height, paint) {
  const canvas = document.createElement('canvas');
  canvas.width = width;
  canvas.height = height;
  paint(canvas.getContext('2d'), width, height);
  const texture = new CanvasTexture(canvas);
  texture.colorSpace = SRGBColorSpace;
  texture.minFilter = LinearMipmapLinearFilter;
  texture.anisotropy = 8;
  return texture;
}

// board makes a plate with lines of words: [{text, size, weight, colour}], its left edge in the colour of its kind. Sizes are in
// points, and a point is so many metres. Result: a mesh that faces +z, with its width and height in metres in userData.
export function board(lines, point, edge) {
  const used = lines.filter((line) => line.text);
  const pad = 26;
  const gap = 10;
  const stripe = edge ? 18 : 0;
  const ruler = document.createElement('canvas').getContext('2d');
  const wide = Math.max(...used.map((line) => { ruler.font = font(line.size, line.weight); return ruler.measureText(line.text).width; }));
  const tall = used.reduce((sum, line) => sum + line.size * 1.18, 0) + gap * (used.length - 1);
  const width = Math.ceil(wide + 2 * pad + stripe);
  const rows = Math.ceil(tall + 2 * pad * 0.8);
  const map = picture(width, rows, (pen) => {
    pen.fillStyle = FELT;
    pen.beginPath();
    pen.roundRect(2, 2, width - 4, rows - 4, 20);
    pen.fill();
    pen.save();
    pen.clip();
    if (edge) { pen.fillStyle = edge; pen.fillRect(0, 0, stripe, rows); }
    pen.restore();
    pen.lineWidth = 4;
    pen.strokeStyle = '#8b8578';
    pen.stroke();
    pen.textBaseline = 'middle';
    let y = pad * 0.8;
    for (const line of used) {
      pen.font = font(line.size, line.weight);
      pen.fillStyle = line.colour ?? INK;
      pen.fillText(line.text, pad + stripe, y + line.size * 0.62);
      y += line.size * 1.18 + gap;
    }
  });
  const mesh = new Mesh(new PlaneGeometry(width * point, rows * point),
    new MeshBasicMaterial({ map, transparent: true, fog: false, side: DoubleSide, alphaTest: 0.4 }));
  mesh.userData = { width: width * point, height: rows * point, text: used.map((line) => line.text) };
  return mesh;
}
