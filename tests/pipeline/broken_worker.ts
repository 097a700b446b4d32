/// <reference lib="deno.worker" />
// Takes its options and fails at the first job.
let messages = 0;

self.onmessage = () => {
  if (messages++ > 0) throw new Error("out of paint");
};
