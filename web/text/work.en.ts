import type { WorkTexts } from './work.zh-Hans.ts';

/** Sentences about work that takes long, and about being away, in English. */
export const workEn: WorkTexts = {
  work: {
    cancel: 'Cancel',
    bytes: (done, total) => (total === undefined ? `${done} MB read` : `${done} of ${total} MB`),
    columns: 'Reading the projects',
    stopped: 'Reading was stopped.',
    stoppedWithRows: 'Reading was stopped. The screen keeps what it has.',
    readAgain: 'Read again',
    offline: 'You are offline. The screen keeps what it has and catches up when the network is back.',
    offlineEmpty: 'You are offline and nothing has been read yet. It is read when the network is back.',
    workbook: 'Making the workbook',
    workbookFailed: 'The workbook could not be downloaded.',
    photo: 'Uploading the photo',
    reports: 'Sending the reports',
    rows: (done, all) => `${done} of ${all} rows`,
    reportsStopped: (kept, left) =>
      `Sending was stopped: ${kept} rows are kept, ${left} are not sent and stay here.`,
    refusedAfter: (kept) =>
      `${kept} rows are kept; the server refused the next batch and wrote nothing of it:`,
    brokenAfter: (kept, left) =>
      `Sending broke off: ${kept} rows are kept, ${left} are not confirmed and stay here; try again later.`,
    photoStopped: 'Upload cancelled.',
  },
};
