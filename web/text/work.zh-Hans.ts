/** Sentences about work that takes long, and about being away. Numbers arrive formatted. */
export const workZhHans = {
  work: {
    cancel: '取消',
    bytes: (done: string, total: string | undefined) =>
      total === undefined ? `已读取 ${done} MB` : `${done} / ${total} MB`,
    columns: '正在读取项目数据',
    stopped: '已停止读取。',
    stoppedWithRows: '已停止读取，画面保留原有数据。',
    readAgain: '重新读取',
    offline: '网络已断开，画面保留已读取的数据；恢复连接后自动更新。',
    offlineEmpty: '网络已断开，尚无数据；恢复连接后自动读取。',
    workbook: '正在生成工作簿',
    workbookFailed: '工作簿未能下载。',
    photo: '正在上传照片',
    reports: '正在提交报表',
    rows: (done: string, all: string) => `${done} / ${all} 行`,
    reportsStopped: (kept: string, left: string) =>
      `已停止提交：${kept} 行已提交，${left} 行未提交，修改仍在。`,
    refusedAfter: (kept: string) => `已提交 ${kept} 行；其后一批服务器未接受，该批未写入任何数据：`,
    brokenAfter: (kept: string, left: string) =>
      `提交中断：${kept} 行已提交，${left} 行未确认，修改仍在；请稍后重试。`,
    photoStopped: '已取消上传。',
  },
};

export type WorkTexts = typeof workZhHans;
