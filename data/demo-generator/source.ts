/** What rows say about where they come from. */
export const drawnSource = '示例数据：固定种子生成，示意';
/** Dates that illustrative rows carry: the last full month before they are recorded. */
export const yearEnd = { dataAsOf: '2025-11-30', recordedAt: '2025-12-20T09:00:00+08:00' };
export const halfYear = { dataAsOf: '2026-06-30', recordedAt: '2026-07-05T09:00:00+08:00' };
