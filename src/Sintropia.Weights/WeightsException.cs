using System.Text;

namespace Sintropia.Weights;

/// <summary>A file of weights cannot be used, or does not hold what is asked of it. The message names file, tensor, value, and what to do.</summary>
public sealed class WeightsException : Exception
{
    private const int LongestName = 120;

    /// <param name="file">The file, as it was named.</param>
    /// <param name="tensor">The tensor at fault; null where it is the file.</param>
    /// <param name="problem">What is wrong, with the value; whole sentences.</param>
    /// <param name="remedy">What to do.</param>
    /// <param name="inner">Why, if something else failed.</param>
    public WeightsException(string file, string? tensor, string problem, string remedy, Exception? inner = null)
        : base(tensor is null ? $"{file}: {problem} {remedy}" : $"{file}: tensor '{Shown(tensor)}': {problem} {remedy}", inner)
    {
        File = file;
        Tensor = tensor;
    }

    /// <summary>The file, as it was named.</summary>
    public string File { get; }

    /// <summary>The tensor at fault; null where it is the file.</summary>
    public string? Tensor { get; }

    /// <summary>Text of a file as a message can hold it: not too long, and nothing that a terminal would obey.</summary>
    internal static string Shown(string text)
    {
        var shown = new StringBuilder(Math.Min(text.Length, LongestName) + 1);
        foreach (var c in text.AsSpan(0, Math.Min(text.Length, LongestName)))
        {
            if (char.IsControl(c) || char.IsSurrogate(c)) shown.Append('\uFFFD');
            else shown.Append(c);
        }

        return text.Length > LongestName ? shown.Append('…').ToString() : shown.ToString();
    }
}
