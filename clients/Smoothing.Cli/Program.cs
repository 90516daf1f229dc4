using Smoothing.Cli;

return await CommandLine.RunAsync(args);
