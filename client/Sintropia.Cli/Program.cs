using System.Text;
using Sintropia.Cli;
using Sintropia.Cli.Terminals;

// Files and pipes get UTF-8 whatever the locale says; a terminal is left with its own encoding where it has one.
if (OperatingSystem.IsWindows()) Console.OutputEncoding = Encoding.UTF8;
return await CommandLine.InvokeAsync(args, Terminal.OfProcess());
