/** The choice of the ground, in simplified Chinese. */
export const basemapZhHans = {
  basemap: {
    title: '底图',
    own: '自有底图',
    ownLong: '随本系统提供的底图',
    none: '素色',
    noneLong: '只显示界线与业务图层',
    tianditu: '天地图',
    tiandituLong: '国家地理信息公共服务平台在线地图，需联网',
    failed: '未能读取可选底图。',
  },
};
