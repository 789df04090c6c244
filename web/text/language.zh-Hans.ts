/** Languages, links and embedding in simplified Chinese: the source of the type. */
export const languageZhHans = {
  language: { choose: '界面语言', short: '语言' },
  share: {
    title: '分享当前视图',
    short: '分享',
    close: '关闭分享',
    link: '链接',
    copyLink: '复制链接',
    copiedLink: '已复制链接',
    withCamera: '包含地图的当前位置和缩放',
    embed: '嵌入网页',
    embedHow: '须由管理员先允许贵网站嵌入（GROUNDWORK_EMBED_ORIGINS）。',
    copyEmbed: '复制代码',
    copiedEmbed: '已复制嵌入代码',
    cannotCopy: '浏览器不允许复制，请选中文字后手动复制。',
    code: '链接的二维码',
    codeHow: '用手机扫码打开',
    codeTooLong: '链接过长，无法生成二维码；可减少筛选条件后重试。',
  },
  embed: {
    open: '打开完整页面',
    legend: '图例',
    count: (count: string) => `${count} 项`,
  },
  links: {
    leftOut: '链接中的以下内容已不存在或无法识别，已略去，其余照常：',
    dismiss: '关闭提示',
    /** What the parts of a link are called beside the facets of the filter. */
    names: {
      investment: '总投资',
      month: '月份',
      year: '年度',
      asOf: '知悉日期',
      select: '所选对象',
      layers: '图层',
      map: '地图位置',
      sort: '排序',
      lang: '语言',
      theme: '主题',
      page: '页面',
      basemap: '底图',
    },
  },
};
export type LanguageTexts = typeof languageZhHans;
