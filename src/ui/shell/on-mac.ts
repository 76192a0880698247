/** Whether keys are named and read as on a Mac. */
export const onMac = /Mac|iPhone|iPad/.test(navigator.userAgent);
