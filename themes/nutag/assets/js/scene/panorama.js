// A real photograph all around, where the page has one: an equirectangular picture whose middle looks towards heading.
import { BackSide, Mesh, MeshBasicMaterial, SRGBColorSpace, SphereGeometry, TextureLoader } from 'vendor/three/three.module.min.js';

export function panorama({ scene, draw, hide }) {
  let ball;
  return {
    // stand shows the picture at url, or takes it away when it is shown already. It fails on pages from a folder, where browsers
    // let no script use pictures.
    async stand(url, heading) {
      if (ball) {
        scene.remove(ball);
        ball.geometry.dispose();
        ball.material.map.dispose();
        ball.material.dispose();
        ball = undefined;
      } else {
        const map = await new TextureLoader().loadAsync(url);
        map.colorSpace = SRGBColorSpace;
        ball = new Mesh(new SphereGeometry(200, 64, 40), new MeshBasicMaterial({ map, side: BackSide, fog: false }));
        ball.scale.x = -1; // seen from within
        ball.position.y = 1.65;
        ball.rotation.y = (270 - heading) * (Math.PI / 180);
        scene.add(ball);
      }
      for (const part of hide) part.visible = !ball;
      draw();
    },
  };
}
