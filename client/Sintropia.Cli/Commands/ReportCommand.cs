using System.CommandLine;
using Sintropia.Cli.Terminals;
using Sintropia.Reports;

namespace Sintropia.Cli.Commands;

/// <summary>`sintropia report`: writes the report of a run again.</summary>
internal static class ReportCommand
{
    public static (Command, string) Create(Terminal terminal)
    {
        var folder = new Argument<string>("RUN") { Description = "The folder of the run" };
        var output = new Option<string?>("--out", "-o") { Description = "File to write [default: RUN/report.html]", HelpName = "FILE" };
        var command = new Command("report", "Write the report of a run") { folder, output };
        command.SetAction(parsed =>
        {
            var path = parsed.GetRequiredValue(folder);
            RunFolder.Open(path);
            Write(path, parsed.GetValue(output));
            terminal.Output.WriteLine($"Written: {parsed.GetValue(output) ?? Path.Combine(path, "report.html")}");
            return ExitCode.Ok;
        });
        return (command, "sintropia report runs/first-culture --out first-culture.html");
    }

    /// <summary>Writes the report.</summary>
    /// <exception cref="CommandFailure">A table cannot be read, or the report not be written.</exception>
    public static void Write(string run, string? file)
    {
        try
        {
            RunReport.Write(run, file);
        }
        catch (InvalidDataException unreadable)
        {
            throw new CommandFailure(ExitCode.InvalidInput, unreadable.Message, unreadable);
        }
        catch (Exception failed) when (failed is IOException or UnauthorizedAccessException)
        {
            throw new CommandFailure(ExitCode.RunFailed, $"The report could not be written: {failed.Message} Make room, or name another file with --out.", failed);
        }
    }
}
