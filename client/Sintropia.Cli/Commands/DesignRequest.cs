using System.CommandLine;

namespace Sintropia.Cli.Commands;

/// <summary>What a verb of `design` is asked to do.</summary>
/// <param name="Task">The file of the task.</param>
/// <param name="Folder">Where to write.</param>
/// <param name="Threads">Threads; 0 for all processors.</param>
/// <param name="Tell">What to tell of progress: done, of how many, words.</param>
/// <param name="Parsed">The command line, for options of one verb alone.</param>
/// <param name="Stop">When to stop.</param>
internal sealed record DesignRequest(string Task, string Folder, int Threads, Action<int, int, string> Tell, ParseResult Parsed, CancellationToken Stop);
