// The scene in a headset (WebXR). Browsers allow it on https and on localhost alone; elsewhere the button does not show.
export function headset({ renderer, scene, camera, rig, draw }) {
  // Sticks of the hands: sideways turns by 30°, forward walks half a metre; once a push.
  let pushed = false;
  function sticks(session) {
    let x = 0;
    let y = 0;
    for (const { gamepad } of session.inputSources) {
      const axes = gamepad?.axes ?? [];
      x += axes[2] ?? axes[0] ?? 0;
      y += axes[3] ?? axes[1] ?? 0;
    }
    const strong = Math.abs(x) > 0.7 || Math.abs(y) > 0.7;
    if (strong && !pushed) {
      if (Math.abs(x) > Math.abs(y)) rig.rotation.y -= Math.sign(x) * (Math.PI / 6);
      else {
        const ahead = camera.getWorldDirection(rig.position.clone()).setY(0).normalize();
        rig.position.addScaledVector(ahead, -Math.sign(y) * 0.5).clampLength(0, 11);
      }
    }
    pushed = strong;
  }

  return {
    headset: async () => {
      if (!globalThis.isSecureContext || !navigator.xr) return false;
      try {
        return await navigator.xr.isSessionSupported('immersive-vr');
      } catch {
        return false;
      }
    },
    async enter() {
      const session = await navigator.xr.requestSession('immersive-vr', { optionalFeatures: ['local-floor'] });
      const facing = camera.rotation.y;
      const height = camera.position.y;
      rig.rotation.y = facing; // the head begins where the reader looked last
      camera.position.y = 0;
      renderer.xr.setReferenceSpaceType('local-floor');
      session.addEventListener('end', () => {
        renderer.setAnimationLoop(null);
        rig.rotation.y = 0;
        camera.position.set(0, height, 0);
        camera.rotation.set(0, facing, 0);
        draw();
      });
      await renderer.xr.setSession(session);
      renderer.setAnimationLoop(() => {
        sticks(session);
        renderer.render(scene, camera);
      });
    },
  };
}
