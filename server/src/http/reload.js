// Loads the page again when another process answers than the one before.
let first = null;
setInterval(async () => {
  let process;
  try {
    process = await (await fetch('/dev/process')).text();
  } catch {
    return; // It is being built or started.
  }
  first ??= process;
  if (process !== first) location.reload();
}, 300);
