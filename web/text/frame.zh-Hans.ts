/** The frame of the screen in simplified Chinese: the source of the type. */
export const frameZhHans = {
  frame: {
    modes: {
      name: '功能',
      explore: '总览',
      data: '数据',
      long: { explore: '总览：地图、清单与指标', data: '数据：月度填报与导入' },
    },
    theme: {
      name: '界面主题',
      system: '跟随系统',
      light: '浅色',
      dark: '深色',
      short: { system: '自动', light: '浅色', dark: '深色' },
    },
    menu: { open: '菜单', close: '关闭菜单', data: '月度填报', language: '语言' },
    data: { name: '数据', reporting: '月度填报', import: '导入' },
    resize: {
      filter: '调整筛选栏宽度',
      card: '调整详情栏宽度',
      list: '调整列表高度',
      how: '拖动或按方向键调整，双击恢复默认',
    },
    part: { loading: '正在载入', failed: '这一部分未能载入。', retry: '重试' },
  },
};

export type FrameTexts = typeof frameZhHans;
