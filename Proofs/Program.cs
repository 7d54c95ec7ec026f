using Commerce.Proofs.Kills;

// The process that the proofs kill; they themselves are run by Tests and Benchmarks.
if (args is not ["serve", var folder, .. var rest]) return 1;
await Door.ServeAsync(folder, rest is [var postgres, ..] ? postgres : null);
return 0;
