using System.Globalization;

namespace Sintropia.Design.Targets;

/// <summary>A signature of genes as a table: a gene and its change a line, separated by a tab or a comma; a gene alone, or behind + or −, is to rise or to fall. A first line that is no such thing is a header.</summary>
public static class SignatureFile
{
    /// <summary>Reads a file.</summary>
    /// <exception cref="DesignException">It cannot be read, holds nothing, a line is not understood, or a gene comes twice.</exception>
    public static IReadOnlyDictionary<string, double> Read(string path)
    {
        string[] lines;
        try
        {
            lines = File.ReadAllLines(path);
        }
        catch (Exception unread) when (unread is IOException or UnauthorizedAccessException)
        {
            throw new DesignException($"{path}: {unread.Message} Name a table of genes and changes.", unread);
        }

        var signature = new Dictionary<string, double>(StringComparer.Ordinal);
        for (var i = 0; i < lines.Length; i++)
        {
            var fields = lines[i].Split(['\t', ','], StringSplitOptions.TrimEntries);
            if (fields[0].Length == 0) continue;
            var (gene, change) = fields.Length == 1 ? Direction(fields[0]) : (fields[0], double.TryParse(fields[1], NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : double.NaN);
            if (!double.IsFinite(change))
            {
                if (i == 0) continue;
                throw new DesignException($"{path}:{(i + 1).ToString(CultureInfo.InvariantCulture)}: the change of '{gene}' is '{fields[1]}', which is no number. Write log fold changes with a point, as {gene},-1.5.");
            }

            if (!signature.TryAdd(gene, change)) throw new DesignException($"{path}:{(i + 1).ToString(CultureInfo.InvariantCulture)}: the gene '{gene}' comes twice. Keep one line of it.");
        }

        return signature.Count > 0 ? signature : throw new DesignException($"{path}: it holds no genes. Write a gene and its change a line, as STAT1,1.5.");
    }

    private static (string Gene, double Change) Direction(string word) => word[0] switch { '+' => (word[1..].Trim(), 1), '-' or '−' => (word[1..].Trim(), -1), _ => (word, 1) };
}
