// A page that waits for something looks again every four seconds.
setTimeout(() => location.reload(), 4000);
