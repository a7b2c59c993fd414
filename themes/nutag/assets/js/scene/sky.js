// The sky of a season: light and haze are ours, the height of the sun is that of noon at this latitude, and it stands in the true south.
import { BackSide, Color, DirectionalLight, HemisphereLight, Mesh, MeshBasicMaterial, SphereGeometry } from 'vendor/three/three.module.min.js';
import { picture } from './labels.js';

const SKIES = {
  winter: ['#7fa9cf', '#c6d9e8', '#eef3f6'],
  spring: ['#5f9fd6', '#b5d6ee', '#f3efe2'],
  summer: ['#3f8dd3', '#9fcdf0', '#eaf3f2'],
  autumn: ['#5a96c9', '#b3cfe2', '#f4efe2'],
};

// seasonNow is the season of a month of the calendar, 1 to 12.
export function seasonNow(month) {
  return ['winter', 'spring', 'summer', 'autumn'][Math.floor((month % 12) / 3)];
}

export function sky(scene) {
  const dome = new Mesh(new SphereGeometry(300, 48, 32), new MeshBasicMaterial({ side: BackSide, fog: false, depthWrite: false }));
  const sun = new Mesh(new SphereGeometry(5, 24, 16), new MeshBasicMaterial({ color: '#fff6d8', fog: false }));
  const glow = new Mesh(new SphereGeometry(11, 24, 16), new MeshBasicMaterial({ color: '#fff3c8', fog: false, transparent: true, opacity: 0.28, depthWrite: false }));
  const light = new DirectionalLight('#fff4df', 1.9);
  light.castShadow = true;
  light.shadow.mapSize.set(2048, 2048);
  Object.assign(light.shadow.camera, { left: -14, right: 14, top: 14, bottom: -14, near: 1, far: 90 });
  light.shadow.bias = -0.0015;
  const all = new HemisphereLight('#e8f1fa', '#d8cfbd', 2.3);
  scene.add(dome, sun, glow, light, light.target, all);
  return {
    set({ id, noon }) {
      const [top, middle, low] = SKIES[id] ?? SKIES.summer;
      dome.material.map?.dispose();
      dome.material.map = picture(8, 512, (pen, width, height) => {
        const shade = pen.createLinearGradient(0, 0, 0, height);
        shade.addColorStop(0, top);
        shade.addColorStop(0.36, middle);
        shade.addColorStop(0.5, low);
        shade.addColorStop(1, low);
        pen.fillStyle = shade;
        pen.fillRect(0, 0, width, height);
      });
      dome.material.needsUpdate = true;
      scene.fog.color = new Color(low);
      const high = (noon * Math.PI) / 180;
      sun.position.set(0, 260 * Math.sin(high), 260 * Math.cos(high));
      glow.position.copy(sun.position);
      light.position.set(0, 40 * Math.sin(high), 40 * Math.cos(high));
    },
  };
}
