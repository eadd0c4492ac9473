using System.Text;

namespace Sintropia.Data;

/// <summary>A file of cells cannot be read or written. The message names file, object in it, value, and what to do.</summary>
public sealed class DataFileException : Exception
{
    private const int LongestName = 160;

    /// <param name="file">The file, as it was named.</param>
    /// <param name="place">The object at fault: a path in the file, a line; null where it is the file.</param>
    /// <param name="problem">What is wrong, with the value; whole sentences.</param>
    /// <param name="remedy">What to do; empty where the problem says so.</param>
    /// <param name="inner">Why, if something else failed.</param>
    public DataFileException(string file, string? place, string problem, string remedy, Exception? inner = null)
        : base($"{file}: {(place is null ? "" : Shown(place) + ": ")}{problem}{(remedy.Length == 0 ? "" : " " + remedy)}", inner)
    {
        File = file;
        Place = place;
    }

    /// <summary>The file, as it was named.</summary>
    public string File { get; }

    /// <summary>The object at fault; null where it is the file.</summary>
    public string? Place { get; }

    /// <summary>Text of a file as a message can hold it: not too long, and nothing that a terminal would obey.</summary>
    internal static string Shown(string text)
    {
        var shown = new StringBuilder(Math.Min(text.Length, LongestName) + 1);
        foreach (var c in text.AsSpan(0, Math.Min(text.Length, LongestName))) shown.Append(char.IsControl(c) ? '\uFFFD' : c);
        return text.Length > LongestName ? shown.Append('…').ToString() : shown.ToString();
    }
}
