/** Sentences of what is being read, could not be read, or is not there. Numbers arrive formatted. */
export const statesZhHans = {
  states: {
    retry: '重试',
    details: '正在读取详情…',
    progress: '正在读取进度…',
    surroundings: '正在读取范围内的对象…',
    history: '正在读取填报记录…',
    historyFailed: '未能读取填报记录。',
    projects: '正在读取项目…',
    noProjects: '项目数据尚未读到。',
    league: '正在读取排名…',
    old: '未能更新，显示的是先前读到的内容。',
    closeCard: '关闭详情',
    showAll: '清除全部筛选',
    trayEmpty: '全部项目均已落图。',
    trayFiltered: '符合条件的项目均已落图。',
    toList: '查看项目列表',
  },
};

export type StatesTexts = typeof statesZhHans;
