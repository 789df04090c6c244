/** 给键盘和读屏软件的话。 */
export const accessZhHans = {
  access: {
    skip: { list: '跳到项目列表', card: '跳到详情', page: '跳到月度填报' },
  },
};
