using System.Text;

namespace Sintropia.Cli.Terminals;

/// <summary>Where a command writes, and what can be shown there.</summary>
/// <param name="output">Results, and the progress of runs.</param>
/// <param name="error">Problems.</param>
public sealed class Terminal(TextWriter output, TextWriter error)
{
    private const int WidthOfFiles = 100;

    /// <summary>Results, and the progress of runs.</summary>
    public TextWriter Output => output;

    /// <summary>Problems.</summary>
    public TextWriter Error => error;

    /// <summary>Whether somebody watches who can be shown a line that changes.</summary>
    public bool Interactive { get; init; }

    /// <summary>Whether results may be coloured.</summary>
    public bool Colour { get; init; }

    /// <summary>Whether problems may be coloured.</summary>
    public bool ErrorColour { get; init; }

    /// <summary>Characters in a line.</summary>
    public int Width { get; init; } = WidthOfFiles;

    /// <summary>Whether signals of this process end runs; off where several commands share a process.</summary>
    public bool HearsSignals { get; init; }

    /// <summary>The clock on the wall.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>The terminal of this process. Colours only where somebody sees them and has not set NO_COLOR (no-color.org).</summary>
    public static Terminal OfProcess()
    {
        var plain = !string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR")) || Environment.GetEnvironmentVariable("TERM") is "dumb";
        var seen = !Console.IsOutputRedirected;
        return new(Writer(Console.OpenStandardOutput), Writer(Console.OpenStandardError))
        {
            Interactive = seen && Environment.GetEnvironmentVariable("TERM") is not "dumb",
            Colour = seen && !plain,
            ErrorColour = !Console.IsErrorRedirected && !plain,
            Width = seen ? WidthOfScreen() : WidthOfFiles,
            HearsSignals = true,
        };
    }

    /// <summary>Bold, where that can be shown.</summary>
    public string Strong(string text) => Colour ? $"\e[1m{text}\e[0m" : text;

    /// <summary>Dimmed, where that can be shown.</summary>
    public string Soft(string text) => Colour ? $"\e[2m{text}\e[0m" : text;

    /// <summary>Green, where that can be shown.</summary>
    public string Good(string text) => Colour ? $"\e[32m{text}\e[0m" : text;

    /// <summary>Red, where that can be shown.</summary>
    public string Bad(string text) => Colour ? $"\e[31m{text}\e[0m" : text;

    /// <summary>Writes a problem.</summary>
    public void Complain(string message) => error.WriteLine(ErrorColour ? $"\e[31msintropia:\e[0m {message}" : $"sintropia: {message}");

    private static StreamWriter Writer(Func<Stream> open) => new(open(), new UTF8Encoding(encoderShouldEmitUTF8Identifier: false)) { AutoFlush = true };

    private static int WidthOfScreen()
    {
        try
        {
            return Math.Clamp(Console.WindowWidth, 20, 400);
        }
        catch (IOException)
        {
            return WidthOfFiles;
        }
    }
}
