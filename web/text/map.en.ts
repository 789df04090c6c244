import type { mapZhHans } from './map.zh-Hans.ts';

/** The map's tools in English. */
export const mapEn: typeof mapZhHans = {
  mapTools: {
    choice: (count) => `${count} things here`,
    further: (count) => `${count} more: zoom in`,
    closeChoice: 'Close this list',
    closeNote: 'Close this note',
    ghost: 'Outside the present filter; drawn pale on the map',
    showAll: 'Clear the filter',
    group: 'Map tools',
    north: 'North up again',
    locate: 'My position',
    locating: 'Locating…',
    stopLocating: 'Stop locating',
    tiles: 'Loading the map',
    tilesOf: (done, all) => `${done} of ${all} tiles`,
    hideLocation: 'Hide my position',
    located: (accuracy) => `Located to about ${accuracy}`,
    locatedAway: (accuracy) => `You are outside of this map (to about ${accuracy})`,
    locateRefused: {
      denied:
        'The browser does not allow the position. Allow it in the site settings beside the address, then retry.',
      unavailable: 'The device cannot tell where it is. Check its location service, then retry.',
      timeout: 'No position was found in time. Retry outdoors or with a network.',
      insecure: 'Only a page opened over HTTPS may ask for the position. Ask the operator to enable HTTPS.',
      unsupported: 'This browser cannot tell a position.',
    },
    fullScreen: 'Full screen',
    leaveFullScreen: 'Leave full screen',
    measure: 'Measure distance and area',
    stopMeasuring: 'Stop measuring',
    measuring: {
      title: 'Measure',
      distance: 'Distance',
      area: 'Area',
      perimeter: 'Perimeter',
      modes: 'What to measure',
      hint: 'Click adds a point, double-click finishes',
      hintMore:
        'Keyboard: arrows move the map, Enter adds a point at the cross, Enter again finishes; Backspace takes one back, Esc ends',
      points: (count) => `${count} points`,
      undo: 'Take one back',
      finish: 'Finish',
      again: 'Measure again',
      close: 'Stop measuring',
      note: 'On the sphere, for orientation only',
    },
  },
};
