namespace Sintropia.Grains.Tests.Chaos;

/// <summary>What rounds told, printed when all are over, and kept in the file that SINTROPIA_ROUNDS names.</summary>
public abstract class RoundTable : IDisposable
{
    private readonly List<string> _rows = [];

    /// <summary>Heads of the columns.</summary>
    protected abstract string Heads { get; }

    /// <summary>Adds what a round told.</summary>
    public string Add(string row)
    {
        if (row.Length > 0) _rows.Add(row);
        return row;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        var told = string.Join('\n', [Heads, Heads.Count(c => c == '|') is var columns ? string.Concat(Enumerable.Repeat("|---", columns - 1)) + "|" : "", .. _rows]);
        Console.WriteLine(told);
        if (Environment.GetEnvironmentVariable("SINTROPIA_ROUNDS") is { Length: > 0 } file) File.AppendAllText(file, $"{told}\n\n");
    }
}
