/** 给键盘和读屏软件的话。 */
export const accessZhHans = {
  access: {
    skip: { list: '跳到项目列表', card: '跳到详情', page: '跳到月度填报' },
    shown: (shown: string, all: string) => `显示 ${shown} 项，共 ${all} 项`,
    comma: '，',
    chosen: (name: string) => `已选：${name}`,
  },
};
